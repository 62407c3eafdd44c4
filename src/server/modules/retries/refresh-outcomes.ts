import type { BackTest } from "#core/contracts/retries.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { readPastAttempts } from "./attempts.repo.ts";
import { backTest } from "./back-test.ts";
import { findOutcomes, replaceOutcomes, storeModel } from "./outcomes.repo.ts";
import { fitConcentrations } from "./success-model.ts";

/** Older attempts tell of banks as they were then. */
const HISTORY_MS = 180 * 86_400_000;
const TIMEOUT_MS = 60_000;
/** The newest attempts are enough to judge the estimate by, and keep that within a few seconds. */
const MAX_TESTED = 10_000;

/**
 * Counts what became of our own attempts after a decline, learns from it how far its groups differ, and judges what was
 * learnt. Repeatable.
 */
export async function refreshOutcomes(runtime: Runtime): Promise<void> {
  const judged = await runBackTest(runtime);
  const now = runtime.clock.now();
  const since = historyStart(now);
  await runtime.db.transaction(
    async (tx) => {
      await replaceOutcomes(tx, runtime.scope, since);
      const cells = await findOutcomes(tx, runtime.scope);
      const attempts = cells.reduce((sum, cell) => sum + cell.attempts, 0);
      const concentrations = fitConcentrations(cells);
      await storeModel(tx, runtime.scope, {
        concentrations,
        attempts,
        since,
        fittedAt: now,
        backTest: judged,
      });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** Judges the estimate by our own history of half a year. */
export async function runBackTest({ db, scope, clock }: Runtime): Promise<BackTest> {
  return backTest(await readPastAttempts(db, scope, historyStart(clock.now()), MAX_TESTED));
}

function historyStart(now: Date): Date {
  return new Date(now.getTime() - HISTORY_MS);
}
