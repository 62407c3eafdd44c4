import type { StripeBalanceTransaction } from "#server/platform/stripe/stripe-objects.ts";
import type { FixedAccount } from "./chart-of-accounts.ts";

/** Leaves the literals of an open union: the SDK joins them with any string. */
type Listed<T> = T extends string ? (string extends T ? never : T) : never;
type KnownType = Listed<StripeBalanceTransaction["type"]>;

/**
 * Where the gross amount of one type goes: one account, or one for each reporting category where Stripe's category
 * tells different things of one type apart. A category that is not named here is not guessed: it goes to suspense.
 */
type CounterRule = FixedAccount | { readonly byCategory: Readonly<Record<string, FixedAccount>> };

/**
 * The counter account of each balance transaction type of the installed SDK. A type that a new SDK adds does not compile
 * until somebody decides where it belongs.
 * Meaning of the types: https://docs.stripe.com/reports/balance-transaction-types,
 * of the categories: https://docs.stripe.com/reports/reporting-categories.
 */
const COUNTER_OF = {
  charge: "I.sales",
  payment: "I.sales",
  payment_failure_refund: "I.sales",
  refund: {
    byCategory: {
      refund: "I.refunds",
      partial_capture_reversal: "I.sales",
      refund_failure: "L.customer_due",
    },
  },
  payment_refund: { byCategory: { refund: "I.refunds", refund_failure: "L.customer_due" } },
  refund_failure: "L.customer_due",
  payment_reversal: "L.unreconciled_customer_funds",
  payment_unreconciled: "L.unreconciled_customer_funds",
  adjustment: {
    byCategory: {
      dispute: "A.dispute_receivable",
      dispute_reversal: "A.dispute_receivable",
      refund_failure: "L.customer_due",
      fee: "E.fee.stripe",
    },
  },
  payout: "A.bank.transit",
  payout_cancel: "A.bank.transit",
  payout_failure: "A.bank.transit",
  inbound_transfer: "A.bank.transit",
  inbound_transfer_reversal: "A.bank.transit",
  topup: "A.bank.transit",
  topup_reversal: "A.bank.transit",
  stripe_fee: "E.fee.platform",
  stripe_fx_fee: "E.fee.fx",
  tax_fee: "E.fee.tax",
  tax_fund: "L.tax",
  fee_credit_funding: "I.stripe_incentive",
  application_fee: "I.application_fees",
  application_fee_refund: "I.application_fees",
  transfer: "L.connected",
  transfer_refund: "L.connected",
  transfer_cancel: "L.connected",
  transfer_failure: "L.connected",
  connect_collection_transfer: "L.connected",
  stripe_balance_payment_debit: "E.fee.platform",
  stripe_balance_payment_debit_reversal: "E.fee.platform",
  reserve_hold: "X.reserve_transit",
  reserve_release: "X.reserve_transit",
  reserve_transaction: "X.reserve_transit",
  reserved_funds: "X.reserve_transit",
  payment_network_reserve_hold: "A.stripe_held.network_reserve",
  payment_network_reserve_release: "A.stripe_held.network_reserve",
  payout_minimum_balance_hold: "A.stripe_held.min_balance",
  payout_minimum_balance_release: "A.stripe_held.min_balance",
  advance: "L.stripe_advance",
  advance_funding: "L.stripe_advance",
  anticipation_repayment: "L.stripe_advance",
  contribution: "E.climate",
  climate_order_purchase: "E.climate",
  climate_order_refund: "E.climate",
  issuing_authorization_hold: "L.issuing",
  issuing_authorization_release: "L.issuing",
  issuing_dispute: "L.issuing",
  issuing_dispute_provisional_credit: "L.issuing",
  issuing_dispute_provisional_credit_reversal: "L.issuing",
  issuing_transaction: "L.issuing",
  obligation_outbound: "L.obligations",
  obligation_reversal_inbound: "L.obligations",
} as const satisfies Record<KnownType, CounterRule>;

/** Every type with a rule. */
export const KNOWN_TYPES: readonly string[] = Object.keys(COUNTER_OF);

/** The account for the gross amount, or null when we do not know what this transaction is. */
export function counterAccount(type: string, reportingCategory: string): FixedAccount | null {
  if (!Object.hasOwn(COUNTER_OF, type)) return null;
  const rule: CounterRule = COUNTER_OF[type as KnownType];
  if (typeof rule === "string") return rule;
  return Object.hasOwn(rule.byCategory, reportingCategory)
    ? (rule.byCategory[reportingCategory] ?? null)
    : null;
}

const FEE_OF: Readonly<Record<string, FixedAccount>> = {
  stripe_fee: "E.fee.stripe",
  payment_method_passthrough_fee: "E.fee.passthrough",
  application_fee: "E.fee.application",
  tax: "E.fee.tax",
  withheld_tax: "E.fee.withheld_tax",
};

/** The account of one fee detail, or null when we do not know its type. Stripe's own fee on a dispute is the dispute's. */
export function feeAccount(feeType: string, counter: FixedAccount | null): FixedAccount | null {
  if (feeType === "stripe_fee" && counter === "A.dispute_receivable") return "E.fee.dispute";
  return Object.hasOwn(FEE_OF, feeType) ? (FEE_OF[feeType] ?? null) : null;
}
