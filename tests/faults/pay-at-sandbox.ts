import type { Stripe } from "stripe";
import type { PaidCharge } from "./paid-charge.ts";

/** Pays with one of the sandbox's test cards. In: cents. Out: what was made. */
export async function payAtSandbox(
  stripe: Stripe,
  amount: number,
  card = "pm_card_visa",
): Promise<PaidCharge> {
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "eur",
    payment_method: card,
    confirm: true,
    return_url: "https://shop.example.com",
    expand: ["latest_charge"],
  });
  const charge = intent.latest_charge;
  if (typeof charge !== "object" || charge === null)
    throw new Error(`the payment left no charge: ${intent.status}`);
  const movement = charge.balance_transaction;
  return {
    paymentId: intent.id,
    chargeId: charge.id,
    movementId: typeof movement === "string" ? movement : null,
    amount: BigInt(amount),
  };
}
