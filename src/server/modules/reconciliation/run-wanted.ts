import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { startNextRun } from "./runs.repo.ts";

/** Runs the oldest run that waits, one worker at a time. Out: the id of the run that ended, or null when none waits. */
export async function runWanted(runtime: Runtime, reader: StripeReader): Promise<string | null> {
  const { db, scope, clock } = runtime;
  await reader.retrieveBalance();
  const run = await db.transaction((tx) => startNextRun(tx, scope, clock.now()));
  return run?.id ?? null;
}
