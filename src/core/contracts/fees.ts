import * as z from "zod/mini";
import { cursorSchema, pageSizeSchema } from "./shared.ts";

/** By what fees are grouped: the day of the charge, how it was paid, where the card is from, what the customer paid in. */
export const FEE_DIMENSIONS = ["day", "method", "region", "currency"] as const;
export type FeeDimension = (typeof FEE_DIMENSIONS)[number];

/** Where a card is from as seen from the account's country; `none` where no card was used or its country is unknown. */
export const CARD_REGIONS = ["domestic", "eea", "international", "none"] as const;
export type CardRegion = (typeof CARD_REGIONS)[number];

/** The longest span that is summed at once. */
export const MAX_FEE_SPAN_DAYS = 93;

/** From this instant until before that one. */
const span = { from: z.date(), to: z.date() };

export const feeSummaryInput = z.object({ ...span, by: z.enum(FEE_DIMENSIONS) });

/** Charges of one group that settled in one currency; sums are minor units of it. */
export const feeGroupSchema = z.object({
  key: z.string(),
  currency: z.string(),
  charges: z.int(),
  gross: z.bigint(),
  fee: z.bigint(),
});
export type FeeGroupDto = z.infer<typeof feeGroupSchema>;

export const feeSummaryOutput = z.object({
  groups: z.array(feeGroupSchema),
  /** Fees on objects other than charges: disputes, payouts. */
  others: z.array(
    z.object({
      category: z.string(),
      currency: z.string(),
      count: z.int(),
      fee: z.bigint(),
    }),
  ),
  /** What Stripe takes for a period, with no object to put it on; `volume` is what was charged in that period. */
  periods: z.array(
    z.object({
      transactionId: z.string(),
      journalId: z.nullable(z.string()),
      type: z.string(),
      description: z.string(),
      bookedAt: z.date(),
      from: z.date(),
      to: z.date(),
      currency: z.string(),
      fee: z.bigint(),
      volume: z.bigint(),
    }),
  ),
});
export type FeeSummary = z.infer<typeof feeSummaryOutput>;

export const feeChargesInput = z.object({
  ...span,
  method: z.optional(z.string().check(z.maxLength(60))),
  region: z.optional(z.enum(CARD_REGIONS)),
  currency: z.optional(z.string().check(z.regex(/^[a-z]{3}$/))),
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});
export const feeChargeSchema = z.object({
  transactionId: z.string(),
  journalId: z.nullable(z.string()),
  paymentId: z.nullable(z.string()),
  sourceId: z.nullable(z.string()),
  createdAt: z.date(),
  method: z.string(),
  region: z.enum(CARD_REGIONS),
  country: z.nullable(z.string()),
  currency: z.string(),
  gross: z.bigint(),
  fee: z.bigint(),
});
export type FeeChargeDto = z.infer<typeof feeChargeSchema>;
export const feeChargesOutput = z.object({
  rows: z.array(feeChargeSchema),
  nextCursor: z.nullable(z.string()),
});
