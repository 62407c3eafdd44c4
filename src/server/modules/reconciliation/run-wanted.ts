import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { closeRun } from "./close-run.ts";
import { judgeRun } from "./judge-run.ts";
import { isLevel } from "./reconciliation.views.ts";
import { withRunLock } from "./run-lock.repo.ts";
import { failRun, type RunRow, startNextRun } from "./runs.repo.ts";

/** The trigger of a run that compares Stripe's whole list. */
export const FULL_TRIGGER = "full";

/**
 * Runs the oldest run that waits, or that a worker left behind. One worker at a time: another finds nothing to do. A run
 * that cannot be finished is marked as failed with its reason, and no break is touched.
 * Out: the id of the run that ended, or null when none waits or another worker is at it.
 */
export async function runWanted(runtime: Runtime, reader: StripeReader): Promise<string | null> {
  const { db, scope, clock } = runtime;
  return withRunLock(db, scope, async () => {
    const run = await db.transaction((tx) => startNextRun(tx, scope, clock.now()));
    if (run === null) return null;
    await perform(runtime, reader, run);
    return run.id;
  });
}

async function perform(runtime: Runtime, reader: StripeReader, run: RunRow): Promise<void> {
  const { db, clock, log } = runtime;
  try {
    const judgement = await judgeRun(runtime, reader, {
      runId: run.id,
      asOf: run.asOf,
      levels: run.levels.filter(isLevel),
      full: run.trigger === FULL_TRIGGER,
    });
    const outcome = await closeRun(runtime, run.id, judgement);
    log.info({ run: run.id, ...outcome }, "reconciliation finished");
  } catch (error) {
    log.error({ err: error, run: run.id }, "reconciliation failed");
    const message = error instanceof Error ? error.message : String(error);
    await failRun(db, run.id, message, clock.now());
  }
}
