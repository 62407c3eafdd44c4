import type { Stripe } from "stripe";

/** Reasons that a cardholder's bank may give (docs.stripe.com/disputes/categories). */
export const DISPUTE_REASONS = [
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
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** One code of each network for a reason, from the network code map of docs.stripe.com/disputes/categories. */
const NETWORK_CODES: Readonly<Record<string, Partial<Record<DisputeReason, string>>>> = {
  visa: {
    credit_not_processed: "13.6",
    duplicate: "12.6.1",
    fraudulent: "10.4",
    general: "12.5",
    product_not_received: "13.1",
    product_unacceptable: "13.3",
    subscription_canceled: "13.2",
    unrecognized: "10.4",
  },
  mastercard: {
    credit_not_processed: "4853",
    duplicate: "4834",
    fraudulent: "4837",
    general: "4853",
    product_not_received: "4853",
    product_unacceptable: "4853",
    subscription_canceled: "4853",
    unrecognized: "4863",
  },
  amex: {
    credit_not_processed: "C02",
    duplicate: "C14",
    fraudulent: "F29",
    general: "C28",
    product_not_received: "C08",
    product_unacceptable: "C31",
    subscription_canceled: "C28",
    unrecognized: "127",
  },
};

/** How the disputed payment was made; undefined for methods of which Stripe's object says nothing. */
export function disputedMethod(
  charge: Stripe.Charge,
  reason: DisputeReason,
  caseType: Stripe.Dispute.PaymentMethodDetails.Card.CaseType,
): Stripe.Dispute.PaymentMethodDetails | undefined {
  const details = charge.payment_method_details;
  if (details?.type === "klarna") return { type: "klarna", klarna: { reason_code: null } };
  if (details?.type !== "card") return undefined;
  const brand = details.card?.brand ?? "unknown";
  return {
    type: "card",
    card: {
      brand,
      case_type: caseType,
      network: details.card?.network ?? brand,
      network_reason_code: NETWORK_CODES[brand]?.[reason] ?? null,
    },
  };
}

/** An open inquiry asks and takes no money; it may still become a chargeback. */
export function isOpenInquiry({ status }: Stripe.Dispute): boolean {
  return status === "warning_needs_response" || status === "warning_under_review";
}

/** The disputed money is with the cardholder's bank, for now or for good. */
export function holdsMoney({ status }: Stripe.Dispute): boolean {
  return !status.startsWith("warning_") && status !== "won";
}
