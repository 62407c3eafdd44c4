import type { BackTestAnswer } from "#core/contracts/retries.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findModel } from "./outcomes.repo.ts";

/** The back-test of the last refresh. */
export async function readBackTest({ db, scope }: Runtime): Promise<BackTestAnswer> {
  const stored = await findModel(db, scope);
  return { backTest: stored?.backTest ?? null, asOf: stored?.fittedAt ?? null };
}
