/**
 * The texts that Stripe takes as evidence, in the order in which they are asked for. Files (receipts, policies,
 * signatures) are handed in otherwise. Source: https://docs.stripe.com/api/disputes/update, stripe-node 23.1.0.
 */
export const EVIDENCE_FIELDS = [
  "product_description",
  "customer_name",
  "customer_email_address",
  "customer_purchase_ip",
  "billing_address",
  "access_activity_log",
  "service_date",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_tracking_number",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "duplicate_charge_id",
  "duplicate_charge_explanation",
  "uncategorized_text",
] as const;
export type EvidenceField = (typeof EVIDENCE_FIELDS)[number];

/** What is to be said, by field; a field without a text is absent. */
export type EvidenceTexts = Readonly<Partial<Record<EvidenceField, string>>>;

/** How people read each field, on screens and in previews. */
export const EVIDENCE_LABELS: Readonly<Record<EvidenceField, string>> = {
  product_description: "What was sold",
  customer_name: "Customer's name",
  customer_email_address: "Customer's e-mail",
  customer_purchase_ip: "IP address of the purchase",
  billing_address: "Billing address",
  access_activity_log: "Log of use",
  service_date: "Date of the service",
  shipping_address: "Shipping address",
  shipping_carrier: "Carrier",
  shipping_date: "Date of shipping",
  shipping_tracking_number: "Tracking number",
  refund_policy_disclosure: "How the refund policy was shown",
  refund_refusal_explanation: "Why there is no refund",
  cancellation_policy_disclosure: "How the cancellation policy was shown",
  cancellation_rebuttal: "Why it was not cancelled",
  duplicate_charge_id: "The other charge",
  duplicate_charge_explanation: "How the two charges differ",
  uncategorized_text: "Anything else",
};

/** Longest single text, and all of them together (https://docs.stripe.com/api/disputes/update). */
export const MAX_TEXT = 20_000;
export const MAX_ALL_TEXTS = 150_000;

/** Worth saying to any dispute: what was sold, and that the customer is who paid. */
const BACKGROUND = [
  "product_description",
  "customer_name",
  "customer_email_address",
  "customer_purchase_ip",
  "billing_address",
] as const satisfies readonly EvidenceField[];

const SHIPPING = [
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_tracking_number",
] as const satisfies readonly EvidenceField[];

/** Beyond the background. Source: https://docs.stripe.com/disputes/categories, the evidence of each category. */
const BY_REASON: Readonly<Record<string, readonly EvidenceField[]>> = {
  credit_not_processed: [
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "cancellation_policy_disclosure",
  ],
  duplicate: ["duplicate_charge_id", "duplicate_charge_explanation", ...SHIPPING],
  fraudulent: ["access_activity_log", ...SHIPPING],
  general: ["uncategorized_text"],
  product_not_received: ["access_activity_log", "service_date", ...SHIPPING],
  product_unacceptable: [
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "shipping_date",
    "service_date",
  ],
  subscription_canceled: [
    "access_activity_log",
    "service_date",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
  ],
  unrecognized: ["access_activity_log", ...SHIPPING],
};

/** The fields that help with a dispute of this reason, in the order of all fields; other reasons have the background alone. */
export function recommendedFields(reason: string): readonly EvidenceField[] {
  const wanted = new Set<EvidenceField>([...BACKGROUND, ...(BY_REASON[reason] ?? [])]);
  return EVIDENCE_FIELDS.filter((field) => wanted.has(field));
}

/** How many of the recommended fields have a text. */
export function completenessOf(
  reason: string,
  texts: EvidenceTexts,
): { readonly filled: number; readonly recommended: number } {
  const recommended = recommendedFields(reason);
  const filled = recommended.filter((field) => (texts[field] ?? "").trim() !== "");
  return { filled: filled.length, recommended: recommended.length };
}

/** Characters of all texts together. */
export function lengthOf(texts: EvidenceTexts): number {
  return Object.values(texts).reduce((sum, text) => sum + text.length, 0);
}
