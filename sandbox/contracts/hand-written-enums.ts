/** A field that the SDK types as a bare `string` although Stripe documents its values. */
export type HandWrittenEnum = {
  /** The literal of the `object` field. */
  readonly object: string;
  /** Property path from the object down; `[]` steps into an array. */
  readonly path: string;
  readonly values: readonly string[];
  /** The page of Stripe's API reference that names the values. */
  readonly source: string;
};

const reference = "https://docs.stripe.com/api";
const cardBrands = [
  "amex",
  "cartes_bancaires",
  "diners",
  "discover",
  "eftpos_au",
  "jcb",
  "link",
  "mastercard",
  "unionpay",
  "visa",
  "unknown",
] as const;
const cardFunding = ["credit", "debit", "prepaid", "unknown"] as const;
const cardCheck = ["pass", "fail", "unavailable", "unchecked"] as const;

/** Every `status` that the SDK leaves open at the top level of an object; a test demands that none is missing. */
const statuses: readonly HandWrittenEnum[] = [
  {
    object: "refund",
    path: "status",
    values: ["pending", "requires_action", "succeeded", "failed", "canceled"],
    source: `${reference}/refunds/object#refund_object-status`,
  },
  {
    object: "payout",
    path: "status",
    values: ["paid", "pending", "in_transit", "canceled", "failed"],
    source: `${reference}/payouts/object#payout_object-status`,
  },
  {
    object: "balance_transaction",
    path: "status",
    values: ["available", "pending"],
    source: `${reference}/balance_transactions/object#balance_transaction_object-status`,
  },
  {
    object: "webhook_endpoint",
    path: "status",
    values: ["enabled", "disabled"],
    source: `${reference}/webhook_endpoints/object#webhook_endpoint_object-status`,
  },
  {
    object: "invoice_payment",
    path: "status",
    values: ["open", "paid", "canceled"],
    source: `${reference}/invoice-payment/object#invoice_payment_object-status`,
  },
  {
    object: "setup_attempt",
    path: "status",
    values: [
      "requires_confirmation",
      "requires_action",
      "processing",
      "succeeded",
      "failed",
      "abandoned",
    ],
    source: `${reference}/setup_attempts/object#setup_attempt_object-status`,
  },
  {
    object: "bank_account",
    path: "status",
    values: [
      "new",
      "validated",
      "verified",
      "verification_failed",
      "tokenized_account_number_deactivated",
      "errored",
    ],
    source: `${reference}/customer_bank_accounts/object#customer_bank_account_object-status`,
  },
  {
    object: "card",
    path: "status",
    values: ["new", "errored"],
    source: `${reference}/external_account_cards/object#account_card_object-status`,
  },
  {
    object: "source",
    path: "status",
    values: ["canceled", "chargeable", "consumed", "failed", "pending"],
    source: `${reference}/sources/object#source_object-status`,
  },
  {
    object: "source_mandate_notification",
    path: "status",
    values: ["pending", "submitted"],
    source: `${reference}/sources`,
  },
  {
    object: "source_transaction",
    path: "status",
    values: ["succeeded", "pending", "failed"],
    source: `${reference}/sources`,
  },
  {
    object: "reporting.report_run",
    path: "status",
    values: ["pending", "succeeded", "failed"],
    source: `${reference}/reporting/report_run/object#reporting_report_run_object-status`,
  },
  {
    object: "scheduled_query_run",
    path: "status",
    values: ["completed", "canceled", "failed", "timed_out"],
    source: `${reference}/sigma/scheduled_queries/object#scheduled_query_run_object-status`,
  },
];

/** Other open fields that decide what the console shows or books. */
const otherFields: readonly HandWrittenEnum[] = [
  {
    object: "refund",
    path: "failure_reason",
    values: [
      "lost_or_stolen_card",
      "expired_or_canceled_card",
      "charge_for_pending_refund_disputed",
      "insufficient_funds",
      "declined",
      "merchant_request",
      "unknown",
    ],
    source: `${reference}/refunds/object#refund_object-failure_reason`,
  },
  {
    object: "payout",
    path: "method",
    values: ["standard", "instant"],
    source: `${reference}/payouts/object#payout_object-method`,
  },
  {
    object: "payout",
    path: "source_type",
    values: ["card", "fpx", "bank_account"],
    source: `${reference}/payouts/object#payout_object-source_type`,
  },
  {
    object: "balance_transaction",
    path: "fee_details.[].type",
    values: [
      "application_fee",
      "payment_method_passthrough_fee",
      "stripe_fee",
      "tax",
      "withheld_tax",
    ],
    source: `${reference}/balance_transactions/object#balance_transaction_object-fee_details-type`,
  },
  {
    object: "charge",
    path: "outcome.network_status",
    values: [
      "approved_by_network",
      "declined_by_network",
      "not_sent_to_network",
      "reversed_after_approval",
    ],
    source: `${reference}/charges/object#charge_object-outcome-network_status`,
  },
  {
    object: "charge",
    path: "outcome.risk_level",
    values: ["normal", "elevated", "highest", "not_assessed", "unknown"],
    source: `${reference}/charges/object#charge_object-outcome-risk_level`,
  },
  {
    object: "charge",
    path: "outcome.type",
    values: ["authorized", "manual_review", "issuer_declined", "blocked", "invalid"],
    source: `${reference}/charges/object#charge_object-outcome-type`,
  },
  {
    object: "dispute",
    path: "reason",
    values: [
      "bank_cannot_process",
      "check_returned",
      "credit_not_processed",
      "customer_initiated",
      "debit_not_authorized",
      "duplicate",
      "fraudulent",
      "general",
      "incorrect_account_details",
      "insufficient_funds",
      "noncompliant",
      "product_not_received",
      "product_unacceptable",
      "subscription_canceled",
      "unrecognized",
    ],
    source: `${reference}/disputes/object#dispute_object-reason`,
  },
  {
    object: "payment_method",
    path: "card.brand",
    values: cardBrands,
    source: `${reference}/payment_methods/object#payment_method_object-card-brand`,
  },
  {
    object: "payment_method",
    path: "card.funding",
    values: cardFunding,
    source: `${reference}/payment_methods/object#payment_method_object-card-funding`,
  },
  {
    object: "payment_method",
    path: "card.checks.cvc_check",
    values: cardCheck,
    source: `${reference}/payment_methods/object#payment_method_object-card-checks-cvc_check`,
  },
  {
    object: "payment_method",
    path: "card.checks.address_line1_check",
    values: cardCheck,
    source: `${reference}/payment_methods/object#payment_method_object-card-checks-address_line1_check`,
  },
  {
    object: "payment_method",
    path: "card.checks.address_postal_code_check",
    values: cardCheck,
    source: `${reference}/payment_methods/object#payment_method_object-card-checks-address_postal_code_check`,
  },
  {
    object: "charge",
    path: "payment_method_details.card.brand",
    values: cardBrands,
    source: `${reference}/charges/object#charge_object-payment_method_details-card-brand`,
  },
  {
    object: "charge",
    path: "payment_method_details.card.funding",
    values: cardFunding,
    source: `${reference}/charges/object#charge_object-payment_method_details-card-funding`,
  },
];

/** All hand-written value lists. Generation fails when one of them no longer names an open string of the SDK. */
export const handWrittenEnums: readonly HandWrittenEnum[] = [...statuses, ...otherFields];

/**
 * Names of numbers that Stripe sends with a fraction. Every other number of the V1 API is an integer (amounts in
 * minor units, counts, Unix seconds): TypeScript cannot say so, the API reference does.
 * Source: https://docs.stripe.com/api, the `float` and `decimal` attributes.
 */
export const fractionalNumbers: ReadonlySet<string> = new Set([
  "amount_percent",
  "application_fee_percent",
  "effective_percentage",
  "exchange_rate",
  "aggregated_value",
  "height",
  "latitude",
  "length",
  "longitude",
  "percent",
  "percent_off",
  "percent_ownership",
  "percentage",
  "rates",
  "score",
  "account_trust_score",
  "device_trust_score",
  "weight",
  "width",
]);
