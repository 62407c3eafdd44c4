import { backTestOutput, retryAdviceInput, retryAdviceOutput } from "#core/contracts/retries.ts";
import { createOverrideRouter } from "#server/api/override-procedures.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { adviseRetry } from "./advise-retry.ts";
import { readBackTest } from "./read-back-test.ts";
import { retryWork } from "./retry-work.ts";

export const retriesRouter = router({
  /** The override itself. */
  payment: createOverrideRouter(retryWork),
  /** What speaks for and against trying a payment again. */
  advice: query({ permission: "payment:retry" })
    .input(retryAdviceInput)
    .output(retryAdviceOutput)
    .query(({ ctx, input }) => adviseRetry(ctx.runtime, input)),
  /** How good the estimate of a retry's chance is on our own history. */
  backTest: query({ permission: "retry:judge" })
    .output(backTestOutput)
    .query(({ ctx }) => readBackTest(ctx.runtime)),
});
