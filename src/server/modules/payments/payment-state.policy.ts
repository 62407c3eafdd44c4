import type { PaymentState } from "#core/contracts/payments.ts";

/** What the state is derived from: Stripe's status of the intent, and minor units of one currency. */
export interface StateFacts {
  readonly status: string;
  readonly amountCaptured: bigint;
  readonly amountRefunded: bigint;
  readonly failureCode: string | null;
}

/**
 * What a payment's badge says. An intent that waits for a payment method after an attempt failed is a failed payment to
 * the people who look at it; Stripe's own status does not tell it from one that was never tried.
 */
export function paymentState(facts: StateFacts): PaymentState {
  switch (facts.status) {
    case "succeeded":
      if (facts.amountRefunded === 0n) return "succeeded";
      return facts.amountRefunded >= facts.amountCaptured ? "refunded" : "partially_refunded";
    case "processing":
      return "processing";
    case "requires_action":
      return "requires_action";
    case "requires_capture":
      return "uncaptured";
    case "canceled":
      return "canceled";
    default:
      return facts.failureCode === null ? "incomplete" : "failed";
  }
}

/** What a refund may take of a payment's latest charge, in minor units. */
export interface Refundable {
  readonly captured: bigint;
  readonly refunded: bigint;
  readonly held: bigint;
}

export type RefundBlock =
  | "not_captured"
  | "fully_refunded"
  | "processing"
  | "failed"
  | "no_permission";

/** Why nobody, or this person, can ask for a refund; null when it can be asked for. */
export function refundBlock(
  state: PaymentState,
  refundable: Refundable,
  mayAsk: boolean,
): RefundBlock | null {
  if (!mayAsk) return "no_permission";
  if (state === "processing") return "processing";
  if (state === "failed" || state === "canceled" || state === "incomplete") return "failed";
  if (refundable.captured === 0n) return "not_captured";
  return refundable.captured - refundable.refunded - refundable.held <= 0n
    ? "fully_refunded"
    : null;
}
