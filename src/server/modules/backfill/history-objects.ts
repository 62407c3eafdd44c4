import type { StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";

/** The list that money comes from; it waits for no other. */
export const TRANSACTIONS = "balance_transaction";

/**
 * What is listed, parents before children, each by spans of its `created`. Payment methods are not: Stripe lists them
 * customer by customer, and their list knows no time.
 */
const HISTORY_OBJECTS = [
  "customer",
  "subscription",
  "payment_intent",
  "charge",
  "refund",
  "payout",
  "dispute",
  "invoice",
  "review",
  "radar.early_fraud_warning",
] as const satisfies readonly StripeObjectType[];

/** Every list that a run reads, in the order in which windows are taken. */
export const HISTORY_LISTS = [...HISTORY_OBJECTS, TRANSACTIONS] as const;
export type HistoryList = (typeof HISTORY_LISTS)[number];
