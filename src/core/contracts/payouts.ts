import * as z from "zod/mini";
import {
  cursorSchema,
  freshnessSchema,
  moneySchema,
  pageSizeSchema,
  stripeIdSchema,
  uuidSchema,
} from "./shared.ts";

/** https://docs.stripe.com/api/payouts/object#payout_object-status */
export const PAYOUT_STATUSES = ["pending", "in_transit", "paid", "failed", "canceled"] as const;

/** Where a payout stands at the bank: on a statement, still expected there, missed there, or not to come. */
export const BANK_STATES = ["matched", "waiting", "not_found", "returned"] as const;
export type BankState = (typeof BANK_STATES)[number];

/** Lines are counted up to here in lists; more are "10,000+". */
export const COUNTED_LINES = 10_000;

export const payoutSchema = z.object({
  id: z.string(),
  amount: moneySchema,
  status: z.string(),
  automatic: z.boolean(),
  method: z.string(),
  createdAt: z.date(),
  arrivalAt: z.date(),
  /** Balance transactions that Stripe assigned to it; at most one more than `COUNTED_LINES`. */
  lines: z.int(),
  bank: z.enum(BANK_STATES),
  /** Days since it left Stripe's balance until the bank booked it, or until now; null when it will not arrive. */
  daysOutstanding: z.nullable(z.int()),
  traceId: z.nullable(z.string()),
  /** The first open break about it. */
  openBreak: z.nullable(z.object({ id: uuidSchema, label: z.string() })),
});
export type PayoutDto = z.infer<typeof payoutSchema>;

/** What the list is filtered by. */
export const payoutFilterSchema = z.object({
  /** A payout's id or a trace id. */
  query: z.optional(z.string().check(z.trim(), z.maxLength(255))),
  status: z.optional(z.array(z.enum(PAYOUT_STATUSES))),
  bank: z.optional(z.array(z.enum(BANK_STATES))),
});

export const listPayoutsInput = z.extend(payoutFilterSchema, {
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});
export const listPayoutsOutput = z.object({
  rows: z.array(payoutSchema),
  nextCursor: z.nullable(z.string()),
  freshness: freshnessSchema,
});

/** Payouts of a span that must have arrived, and how much of them a bank statement shows; minor units. */
export const bankProofOutput = z.object({
  since: z.date(),
  currencies: z.array(
    z.object({
      currency: z.string(),
      payouts: z.int(),
      matched: z.int(),
      amount: z.bigint(),
      amountMatched: z.bigint(),
    }),
  ),
});

/** What one kind of transaction adds up to in a payout; minor units of the payout's currency. */
export const payoutTotalSchema = z.object({
  category: z.string(),
  count: z.int(),
  gross: z.bigint(),
  fee: z.bigint(),
  net: z.bigint(),
});
export type PayoutTotalDto = z.infer<typeof payoutTotalSchema>;

export const payoutRefInput = z.object({ payoutId: stripeIdSchema });
export const payoutDetailSchema = z.object({
  payout: payoutSchema,
  statementDescriptor: z.nullable(z.string()),
  destinationId: z.nullable(z.string()),
  traceStatus: z.nullable(z.string()),
  /** Stripe's word on whether the lines are complete. */
  reconciliationStatus: z.nullable(z.string()),
  totals: z.array(payoutTotalSchema),
  /** Sum of the lines' net less the payout's amount; zero when the payout is its lines. */
  difference: moneySchema,
  bankLine: z.nullable(
    z.object({
      id: z.string(),
      account: z.string(),
      amount: moneySchema,
      bookedOn: z.date(),
      valueOn: z.date(),
      reference: z.nullable(z.string()),
      traceId: z.nullable(z.string()),
      method: z.string(),
      matchedAt: z.date(),
      /** Payouts that the same bank line pays. */
      payouts: z.int(),
    }),
  ),
  failure: z.nullable(
    z.object({
      code: z.nullable(z.string()),
      message: z.nullable(z.string()),
      transactionId: z.nullable(z.string()),
      journalId: z.nullable(z.string()),
      /** What came back into Stripe's balance, and when; null until Stripe books it. */
      returned: z.nullable(z.object({ amount: moneySchema, at: z.date() })),
    }),
  ),
  originalPayoutId: z.nullable(z.string()),
  reversedById: z.nullable(z.string()),
});
export type PayoutDetailDto = z.infer<typeof payoutDetailSchema>;

export const payoutLineSchema = z.object({
  id: z.string(),
  type: z.string(),
  category: z.string(),
  createdAt: z.date(),
  gross: z.bigint(),
  fee: z.bigint(),
  net: z.bigint(),
  currency: z.string(),
  sourceId: z.nullable(z.string()),
  paymentId: z.nullable(z.string()),
  journalId: z.nullable(z.string()),
});
export type PayoutLineDto = z.infer<typeof payoutLineSchema>;

export const listPayoutLinesInput = z.object({
  payoutId: stripeIdSchema,
  category: z.optional(z.string().check(z.maxLength(80))),
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});
export const listPayoutLinesOutput = z.object({
  rows: z.array(payoutLineSchema),
  nextCursor: z.nullable(z.string()),
});
