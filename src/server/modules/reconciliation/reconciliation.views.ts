import { ageBucket, fullDays, severityOf } from "#core/break-ageing.ts";
import { BREAK_TYPES, RECONCILIATION_LEVELS, type ReconciliationLevel } from "#core/break-types.ts";
import {
  BREAK_STATES,
  type BreakDto,
  isBreakType,
  type RunCountDto,
  type RunDto,
} from "#core/contracts/reconciliation.ts";
import type { MoneyDto, PersonDto } from "#core/contracts/shared.ts";
import { invariant } from "#core/invariant.ts";
import type { BreakRow } from "./break-list.repo.ts";
import type { RunRow } from "./runs.repo.ts";

type People = ReadonlyMap<string, PersonDto>;

const STATES = ["wanted", "running", "finished", "failed"] as const;

/** Whether a text names a level. */
export function isLevel(text: string): text is ReconciliationLevel {
  return Object.hasOwn(RECONCILIATION_LEVELS, text);
}

/** A run for people; levels that had nothing to check say why. */
export function runView(
  row: RunRow,
  counts: readonly (Omit<RunCountDto, "level"> & {
    readonly runId: string;
    readonly level: string;
  })[],
  people: People,
): RunDto {
  const state = STATES.find((name) => name === row.state);
  invariant(state !== undefined, `unknown state of run ${row.id}: ${row.state}`);
  const levels = row.levels.filter(isLevel);
  const own = counts.flatMap(({ runId, level, ...count }) =>
    runId === row.id && isLevel(level) ? [{ level, ...count }] : [],
  );
  const empty = levels.filter((level) => !own.some((count) => count.level === level));
  return {
    ...row,
    levels,
    state,
    requestedBy: personOf(people, row.requestedBy),
    counts: own,
    notes: state === "finished" ? empty.map((level) => ({ level, note: noteOf(level) })) : [],
  };
}

function noteOf(level: ReconciliationLevel): string {
  if (level === "R5") return "No bank account is set up, so nothing was compared.";
  return level === "R2" ? "Stripe's balance moved each time it was compared." : "Nothing to check.";
}

function personOf(people: People, id: string | null): PersonDto | null {
  return id === null ? null : (people.get(id) ?? null);
}

/** A break for people, as it stands at business time `now`. */
export function breakView(
  row: BreakRow,
  shown: { readonly now: Date; readonly baseCurrency: string | null; readonly people: People },
): BreakDto {
  const { type } = row;
  invariant(isBreakType(type), `unknown type of break ${row.id}: ${type}`);
  const state = BREAK_STATES.find((name) => name === row.state);
  invariant(state !== undefined && isLevel(row.level), `break ${row.id} is in no known state`);
  const until = row.resolvedAt ?? shown.now;
  const days = fullDays(row.openedAt, until);
  return {
    id: row.id,
    level: row.level,
    type,
    label: BREAK_TYPES[type].label,
    objectType: row.objectType,
    objectId: row.objectId,
    href: hrefOf(row),
    amount: moneyOf(row.amount, row.currency),
    expected: moneyOf(row.expected, row.currency),
    actual: moneyOf(row.actual, row.currency),
    amountBase: moneyOf(row.amountBase, shown.baseCurrency),
    state,
    owner: personOf(shown.people, row.ownerId),
    commandId: row.commandId,
    version: row.version,
    reopened: row.reopened,
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    overdue: state !== "resolved" && row.dueAt < shown.now,
    lastSeenAt: row.lastSeenAt,
    resolvedAt: row.resolvedAt,
    ageDays: days,
    age: ageBucket(days),
    severity: severityOf(BREAK_TYPES[type].weight, days, row.amountBase),
  };
}

function moneyOf(amountMinor: bigint | null, currency: string | null): MoneyDto | null {
  return amountMinor === null || currency === null ? null : { amountMinor, currency };
}

function hrefOf({ objectType, objectId, paymentId }: BreakRow): string | null {
  if (paymentId !== null) return `/payments/${paymentId}`;
  return objectType === "payout" ? `/payouts/${objectId}` : null;
}
