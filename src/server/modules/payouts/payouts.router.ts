import {
  bankProofOutput,
  listPayoutLinesInput,
  listPayoutLinesOutput,
  listPayoutsInput,
  listPayoutsOutput,
  payoutDetailSchema,
  payoutRefInput,
} from "#core/contracts/payouts.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { getPayout, listPayoutLines } from "./get-payout.ts";
import { listPayouts, readBankProof } from "./list-payouts.ts";

const readable = { permission: "ledger:read" } as const;

/** What left Stripe for the bank, what each consists of, and whether it arrived. */
export const payoutsRouter = router({
  list: query(readable)
    .input(listPayoutsInput)
    .output(listPayoutsOutput)
    .query(({ ctx, input }) => listPayouts(ctx.runtime, input)),
  get: query(readable)
    .input(payoutRefInput)
    .output(payoutDetailSchema)
    .query(({ ctx, input }) => getPayout(ctx.runtime, input.payoutId)),
  lines: query(readable)
    .input(listPayoutLinesInput)
    .output(listPayoutLinesOutput)
    .query(({ ctx, input }) => listPayoutLines(ctx.runtime, input)),
  bankProof: query(readable)
    .output(bankProofOutput)
    .query(({ ctx }) => readBankProof(ctx.runtime)),
});
