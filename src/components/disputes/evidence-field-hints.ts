import type { EvidenceField } from "#core/dispute-evidence.ts";

interface FieldWords {
  readonly hint: string;
  /** Several lines. */
  readonly long?: boolean;
}

/** What each field asks for beyond its label, in plain words. Source: https://docs.stripe.com/api/disputes/evidence_object. */
export const EVIDENCE_FIELD_HINTS: Readonly<Record<EvidenceField, FieldWords>> = {
  product_description: {
    hint: "The product or service, and how it was shown to the customer.",
    long: true,
  },
  customer_name: { hint: "As it was given with the order." },
  customer_email_address: { hint: "As it was given with the order." },
  customer_purchase_ip: { hint: "From the shop's own log." },
  billing_address: { hint: "As it was given with the order." },
  access_activity_log: {
    hint: "Sign-ins, downloads or views by the customer, with time and IP address.",
    long: true,
  },
  service_date: { hint: "When the customer received it." },
  shipping_address: { hint: "Where it was sent, in full." },
  shipping_carrier: { hint: "Several are separated by commas." },
  shipping_date: { hint: "When it left." },
  shipping_tracking_number: {
    hint: "Several are separated by commas.",
  },
  refund_policy_disclosure: {
    hint: "Where and when the customer saw it before they paid.",
    long: true,
  },
  refund_refusal_explanation: {
    hint: "Why the customer is not entitled to one.",
    long: true,
  },
  cancellation_policy_disclosure: {
    hint: "Where and when the customer saw it before they paid.",
    long: true,
  },
  cancellation_rebuttal: {
    hint: "What shows that the customer had not cancelled.",
    long: true,
  },
  duplicate_charge_id: {
    hint: "Stripe's id of the charge that this one is said to repeat: ch_…",
  },
  duplicate_charge_explanation: {
    hint: "What each of them paid for.",
    long: true,
  },
  uncategorized_text: {
    hint: "What the bank should know beyond the other fields.",
    long: true,
  },
};
