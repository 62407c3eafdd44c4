import * as z from "zod/mini";
import {
  type listPeriodsOutput,
  type PeriodCheckDto,
  type PeriodDetail,
  type PeriodSummary,
  periodCheckSchema,
} from "#core/contracts/bookkeeping.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { accountLabel } from "../ledger/index.ts";
import { balanceHash } from "./balance-hash.ts";
import { checkMonth } from "./close-period.ts";
import { requestOf } from "./help-with-break.ts";
import { periodsOf } from "./lock-period.ts";
import { endOf, startOf } from "./month.ts";
import { findPeriodBalances, type MonthBalance, type PeriodRow, sumMonth } from "./periods.repo.ts";
import { findPeopleOf, findSignatures } from "./signatures.repo.ts";

interface KnownPeriod {
  readonly summary: PeriodSummary;
  readonly row: PeriodRow | null;
}

/** Every month of the books, newest first. */
export async function listPeriods(runtime: Runtime): Promise<z.infer<typeof listPeriodsOutput>> {
  const periods = await knownPeriods(runtime);
  return { periods: periods.map(({ summary }) => summary).toReversed() };
}

/** One month: its checklist as it stands (or stood when it was signed), its balances and who signed. Throws NOT_FOUND. */
export async function getPeriod(runtime: Runtime, month: string): Promise<PeriodDetail> {
  const { db, scope, clock } = runtime;
  const known = (await knownPeriods(runtime)).find(({ summary }) => summary.month === month);
  if (!known) throw new DomainError("NOT_FOUND", { month });
  const { summary, row } = known;
  const balances = await balancesOf(runtime, summary);
  const commandId = row?.commandId ?? null;
  return {
    ...summary,
    ...(await lockOf(runtime, row)),
    checklist:
      summary.state === "closed"
        ? readChecklist(row)
        : await checkMonth(db.prisma, scope, month, clock.now()),
    balances: balances.map(({ accountId, ...balance }) => {
      return { ...balance, accountId: accountId.toString(), label: accountLabel(balance.code) };
    }),
    balanceHash: hashOf(known, balances),
    request: await requestOf(db.prisma, runtime, commandId),
    signatures: commandId === null ? [] : await findSignatures(db.prisma, commandId),
  };
}

async function lockOf(
  { db }: Runtime,
  row: PeriodRow | null,
): Promise<Pick<PeriodDetail, "lockedBy" | "lockedAt">> {
  if (!row?.lockedBy) return { lockedBy: null, lockedAt: null };
  const people = await findPeopleOf(db.prisma, [row.lockedBy]);
  return { lockedBy: people.get(row.lockedBy) ?? null, lockedAt: row.lockedAt };
}

async function knownPeriods({ db, scope, clock }: Runtime): Promise<KnownPeriod[]> {
  const periods = await periodsOf(db.prisma, scope, clock.now());
  const next = periods.find(({ row }) => row?.state !== "closed")?.month;
  return periods.map(({ month, row }) => ({
    summary: {
      month,
      state: stateOf(row),
      isNext: month === next,
      closedAt: row?.closedAt ?? null,
    },
    row,
  }));
}

function stateOf(row: PeriodRow | null): PeriodSummary["state"] {
  return row?.state === "locked" || row?.state === "closed" ? row.state : "open";
}

/** A closed month's as they were signed, a locked one's as they stand; an open month still moves. */
async function balancesOf(
  { db, scope }: Runtime,
  { month, state }: PeriodSummary,
): Promise<MonthBalance[]> {
  if (state === "open") return [];
  return state === "closed"
    ? await findPeriodBalances(db.prisma, scope, month)
    : await sumMonth(db.prisma, scope, { start: startOf(month), end: endOf(month) });
}

/** As it was signed, or as it would be; an open month has none. */
function hashOf({ summary, row }: KnownPeriod, balances: readonly MonthBalance[]): string | null {
  if (summary.state === "open") return null;
  return summary.state === "closed"
    ? (row?.balanceHash ?? null)
    : balanceHash(summary.month, balances);
}

function readChecklist(row: PeriodRow | null): PeriodCheckDto[] {
  return z.parse(z.array(periodCheckSchema), row?.checklist ?? []);
}
