import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { BALANCE_FEED, findUnassignedPayouts, wantLane } from "../ledger/index.ts";
import { type BackfillRun, moveRun } from "./backfill-runs.repo.ts";
import type { HistorySource } from "./import-page.ts";
import { findFirstImport, finishImport } from "./import-progress.repo.ts";
import { findPlannedAt, hasUnfinishedWindows } from "./import-windows.repo.ts";
import { postOpening } from "./opening-balance.ts";

/**
 * Ends the reading of a run whose windows are all in, and leaves it to be proven. The first import ends here as well: the
 * books count as complete from now on, so an opening balance is posted before. Out: false when it is too early.
 */
export async function finishRun(
  source: HistorySource,
  run: BackfillRun,
  hold: (tx: Transaction) => Promise<void>,
): Promise<boolean> {
  const { db, scope, clock } = source.runtime;
  // A worker that read the state before others planned anew must not end what they began.
  if (await hasUnfinishedWindows(db, scope)) return true;
  const first = await findFirstImport(db, scope);
  const isFirst = first !== null && first.finishedAt === null;
  if (isFirst && run.fromSecond !== null) {
    // The first payouts paid out what is older; it must be in before the remainder counts as opening balance.
    if ((await findUnassignedPayouts(db, scope, 1)).length > 0) return false;
    const since = await findPlannedAt(db, scope);
    await postOpening(source, { fromSecond: run.fromSecond, since }, hold);
  }
  await db.transaction(async (tx) => {
    await hold(tx);
    if (!(await moveRun(tx, scope, run.id, { from: "running", to: "proving" }))) return;
    if (!(await finishImport(tx, scope, clock.realNow()))) return;
    await appendEvent(tx, scope, {
      topic: "import.finished",
      key: scope.accountId,
      payload: { version: 1 },
    });
    await recordAudit(tx, {
      actor: systemActor("import"),
      action: "import.finished",
      result: "done",
      resource: { type: "stripe_account", id: scope.accountId },
    });
  });
  await wantLane(db, scope, BALANCE_FEED);
  return true;
}
