import type { Stripe } from "stripe";

/** A whole amount as the decimal that stands in Stripe's JSON, a string. The SDK's type is what its client makes of it. */
export function decimalText(amount: number): Stripe.Decimal {
  const text: unknown = String(amount);
  return text as Stripe.Decimal;
}
