import type { Stripe } from "stripe";

/**
 * The category that Stripe's reports put each type of movement in, where it is not the type's own name
 * (docs.stripe.com/reports/reporting-categories). What a category page leaves out keeps the type's name.
 */
const CATEGORY_OF: Partial<Record<Stripe.BalanceTransaction.Type, string>> = {
  adjustment: "other_adjustment",
  application_fee: "platform_earning",
  application_fee_refund: "platform_earning_refund",
  issuing_dispute_provisional_credit: "issuing_dispute",
  issuing_dispute_provisional_credit_reversal: "issuing_dispute",
  obligation_outbound: "other_adjustment",
  obligation_reversal_inbound: "other_adjustment",
  payment: "charge",
  payment_failure_refund: "charge_failure",
  payment_refund: "refund",
  payment_reversal: "charge_failure",
  payment_unreconciled: "unreconciled_customer_funds",
  payout_cancel: "payout_reversal",
  payout_failure: "payout_reversal",
  payout_minimum_balance_hold: "minimum_balance_hold",
  payout_minimum_balance_release: "minimum_balance_hold",
  reserve_hold: "risk_reserved_funds",
  reserve_release: "risk_reserved_funds",
  reserve_transaction: "connect_reserved_funds",
  reserved_funds: "risk_reserved_funds",
  stripe_fee: "fee",
  stripe_fx_fee: "fee",
  tax_fee: "tax",
  transfer_cancel: "transfer_reversal",
  transfer_failure: "transfer_reversal",
  transfer_refund: "transfer_reversal",
};

/** The `reporting_category` of a movement of this type. */
export function reportingCategoryOf(type: Stripe.BalanceTransaction.Type): string {
  return CATEGORY_OF[type] ?? type;
}
