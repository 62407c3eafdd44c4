import type { EvidenceField } from "#core/dispute-evidence.ts";

interface FieldWords {
  readonly label: string;
  readonly hint: string;
  /** Several lines. */
  readonly long?: boolean;
}

/** What each field asks for, in plain words. Source: https://docs.stripe.com/api/disputes/evidence_object. */
export const EVIDENCE_FIELD_WORDS: Readonly<Record<EvidenceField, FieldWords>> = {
  product_description: {
    label: "What was sold",
    hint: "The product or service, and how it was shown to the customer.",
    long: true,
  },
  customer_name: { label: "Customer's name", hint: "As it was given with the order." },
  customer_email_address: { label: "Customer's e-mail", hint: "As it was given with the order." },
  customer_purchase_ip: { label: "IP address of the purchase", hint: "From the shop's own log." },
  billing_address: { label: "Billing address", hint: "As it was given with the order." },
  access_activity_log: {
    label: "Log of use",
    hint: "Sign-ins, downloads or views by the customer, with time and IP address.",
    long: true,
  },
  service_date: { label: "Date of the service", hint: "When the customer received it." },
  shipping_address: { label: "Shipping address", hint: "Where it was sent, in full." },
  shipping_carrier: { label: "Carrier", hint: "Several are separated by commas." },
  shipping_date: { label: "Date of shipping", hint: "When it left." },
  shipping_tracking_number: {
    label: "Tracking number",
    hint: "Several are separated by commas.",
  },
  refund_policy_disclosure: {
    label: "How the refund policy was shown",
    hint: "Where and when the customer saw it before they paid.",
    long: true,
  },
  refund_refusal_explanation: {
    label: "Why there is no refund",
    hint: "Why the customer is not entitled to one.",
    long: true,
  },
  cancellation_policy_disclosure: {
    label: "How the cancellation policy was shown",
    hint: "Where and when the customer saw it before they paid.",
    long: true,
  },
  cancellation_rebuttal: {
    label: "Why it was not cancelled",
    hint: "What shows that the customer had not cancelled.",
    long: true,
  },
  duplicate_charge_id: {
    label: "The other charge",
    hint: "Stripe's id of the charge that this one is said to repeat: ch_…",
  },
  duplicate_charge_explanation: {
    label: "How the two charges differ",
    hint: "What each of them paid for.",
    long: true,
  },
  uncategorized_text: {
    label: "Anything else",
    hint: "What the bank should know beyond the other fields.",
    long: true,
  },
};
