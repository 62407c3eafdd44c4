import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { Stop } from "./stopping-deps.ts";

/**
 * The console's runtime with its commits as places to stop. A preview is rolled back by what its work throws, so a
 * transaction whose work ends well is the request itself.
 */
export function stoppingRequest<R extends Runtime>(runtime: R, stop: Stop, commandId: string): R {
  const { db } = runtime;
  const transaction: Database["transaction"] = async (work, options) => {
    const result = await db.transaction(async (tx) => {
      const done = await work(tx);
      await stop("W0", commandId);
      return done;
    }, options);
    await stop("W1", commandId);
    return result;
  };
  return { ...runtime, db: { ...db, transaction } };
}
