import { RECONCILIATION_LEVELS, type ReconciliationLevel } from "#core/break-types.ts";
import type { WorkerDeps } from "#server/deps/open-worker.ts";
import { readImport } from "#server/modules/backfill/index.ts";
import { clearWhatEnded } from "#server/modules/clearing/index.ts";
import { runWanted, wantRun } from "#server/modules/reconciliation/index.ts";

const EVERY_LEVEL = Object.keys(RECONCILIATION_LEVELS) as ReconciliationLevel[];

/**
 * Takes the run that waits, if one does. While the account's history is still coming in, nothing is compared: half a history
 * would look like missing money.
 */
export async function runWaitingReconciliation({ runtime, gateway }: WorkerDeps): Promise<boolean> {
  if ((await readImport(runtime)).state !== "finished") return false;
  return (await runWanted(runtime, gateway)) !== null;
}

/** Asks for all levels, as each night and after the history came in; what clears by itself is cleared before, and is no break. */
export async function wantEveryLevel(deps: WorkerDeps, trigger: string): Promise<void> {
  await clearWhatEnded(deps.runtime);
  await want(deps, EVERY_LEVEL, trigger);
}

/** What is worth comparing again once a payout changed: it became complete, was paid, or came back. */
export async function wantPayoutLevels(deps: WorkerDeps): Promise<void> {
  await want(deps, ["R4", "R5"], "object.projected");
}

/** What Stripe's word that money has settled makes worth comparing: its balance with the books. */
export async function wantBalanceLevel(deps: WorkerDeps): Promise<void> {
  await want(deps, ["R2"], "balance.settled");
}

/** What a new bank statement may explain. */
export async function wantBankLevels(deps: WorkerDeps): Promise<void> {
  await want(deps, ["R5", "R6"], "statement.imported");
}

async function want(
  { runtime: { db, scope, clock } }: WorkerDeps,
  levels: readonly ReconciliationLevel[],
  trigger: string,
): Promise<void> {
  const request = { levels, trigger, requestedBy: null, at: clock.now() };
  await db.transaction((tx) => wantRun(tx, scope, request));
}
