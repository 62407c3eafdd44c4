import { backTestOutput, retryAdviceInput, retryAdviceOutput } from "#core/contracts/retries.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { adviseRetry } from "./advise-retry.ts";
import { readBackTest } from "./read-back-test.ts";

export const retriesRouter = router({
  /** What speaks for and against trying a payment again. */
  advice: query({ permission: "payment:retry" })
    .input(retryAdviceInput)
    .output(retryAdviceOutput)
    .query(({ ctx, input }) => adviseRetry(ctx.runtime, input.paymentId)),
  /** How good the estimate of a retry's chance is on our own history. */
  backTest: query({ permission: "retry:judge" })
    .output(backTestOutput)
    .query(({ ctx }) => readBackTest(ctx.runtime)),
});
