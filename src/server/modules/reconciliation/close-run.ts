import { BREAK_TYPES } from "#core/break-types.ts";
import { isBreakType } from "#core/contracts/reconciliation.ts";
import { convert } from "#core/fx.ts";
import { money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { type BreakFinding, findRate, recordFindings } from "../ledger/index.ts";
import { findBaseCurrency } from "./break-list.repo.ts";
import type { RunJudgement } from "./judge-run.ts";
import { countsOf, magnitude } from "./level-result.ts";
import {
  findSettled,
  finishRun,
  type OpenBreak,
  resolveBreaks,
  writeCounts,
} from "./run-close.repo.ts";

const CLOSE_MS = 120_000;

/** What a run changed of the breaks. */
export interface RunOutcome {
  readonly opened: number;
  readonly reopened: number;
  readonly resolved: number;
}

/**
 * Writes what a run judged, in one transaction: its counts, its breaks (opened, seen again, reopened), and as resolved what
 * was open when it looked and it did not find.
 */
export async function closeRun(
  { db, scope, clock }: Runtime,
  runId: string,
  judgement: RunJudgement,
): Promise<RunOutcome> {
  const at = clock.now();
  const { results, inputsHash } = judgement;
  return db.transaction(
    async (tx) => {
      const settled = new Map(
        (await findSettled(tx, scope)).map(({ fingerprint, amount }) => [fingerprint, amount]),
      );
      const accepted = ({ fingerprint, amount }: BreakFinding): boolean =>
        settled.has(fingerprint) && settled.get(fingerprint) === amount;
      await writeCounts(
        tx,
        runId,
        results.flatMap((result) => countsOf(result, accepted)),
      );
      const found = results
        .flatMap(({ broken }) => broken.flatMap(({ findings }) => findings))
        .filter((finding) => !accepted(finding));
      const valued = await inBase(tx, { db, scope }, found, at);
      const sighting = { by: systemActor("reconciliation"), at, runId };
      const recorded = await recordFindings(tx, scope, valued, sighting);
      const gone = goneOf(judgement, found);
      const resolved = await resolveBreaks(
        tx,
        scope,
        gone.map(({ id }) => id),
        { runId, at },
      );
      for (const id of resolved) await tellResolved(tx, scope, id, runId);
      await finishRun(tx, runId, { inputsHash, at });
      await tellFinished(tx, scope, runId);
      return { ...recorded, resolved: resolved.length };
    },
    { timeoutMs: CLOSE_MS },
  );
}

function goneOf(
  { openBefore, judgedTypes }: RunJudgement,
  found: readonly BreakFinding[],
): OpenBreak[] {
  const still = new Set(found.map(({ fingerprint }) => fingerprint));
  return openBefore.filter(
    ({ type, fingerprint }) =>
      isBreakType(type) && judgedTypes(type, BREAK_TYPES[type].level) && !still.has(fingerprint),
  );
}

/** With their magnitudes in the base currency, at the rate of the day, where one of the last week is known. */
async function inBase(
  tx: Transaction,
  { db, scope }: Pick<Runtime, "db" | "scope">,
  found: readonly BreakFinding[],
  day: Date,
): Promise<BreakFinding[]> {
  const base = await findBaseCurrency(db, scope);
  const currencies = [...new Set(found.map(({ currency }) => currency))].filter(
    (currency): currency is string => currency !== null,
  );
  const rates = new Map<string, Awaited<ReturnType<typeof findRate>>>();
  for (const currency of currencies) {
    if (base !== null) rates.set(currency, await findRate(tx, day, currency, base));
  }
  return found.map((finding) => {
    const { amount, currency } = finding;
    const rate = currency === null ? undefined : rates.get(currency);
    if (amount === null || currency === null || !rate) return finding;
    return {
      ...finding,
      amountBase: convert(money(magnitude(amount), currency), rate).amountMinor,
    };
  });
}

async function tellResolved(
  tx: Transaction,
  scope: Runtime["scope"],
  id: string,
  runId: string,
): Promise<void> {
  await recordAudit(tx, {
    actor: systemActor("reconciliation"),
    action: "break.resolved",
    result: "done",
    resource: { type: "break", id },
    details: { runId },
  });
  await appendEvent(tx, scope, {
    topic: "break.changed",
    key: id,
    payload: { version: 1, breakId: id, state: "resolved" },
  });
}

async function tellFinished(
  tx: Transaction,
  scope: Runtime["scope"],
  runId: string,
): Promise<void> {
  await recordAudit(tx, {
    actor: systemActor("reconciliation"),
    action: "reconciliation.finished",
    result: "done",
    resource: { type: "reconciliation_run", id: runId },
  });
  await appendEvent(tx, scope, {
    topic: "reconciliation.finished",
    key: runId,
    payload: { version: 1, runId },
  });
}
