import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";

const RENEWED_FOR_YEARS = 4;

/**
 * The card network tells of a replaced card: the saved method gets a new date of expiry, and from now on is that card
 * (docs.stripe.com/payments/cards/overview, automatic card updates). The number stays, since a test card's number decides
 * what it does. Refused with 400 for what is no saved card.
 */
export function updateCardAutomatically(
  world: World,
  paymentMethodId: string,
): Stripe.PaymentMethod {
  const method = requireObject(world, "payment_method", paymentMethodId);
  if (method.card === undefined || method.customer === null)
    throw refused("Only a card that is saved with a customer is updated automatically.");
  const thisYear = new Date(world.clock.nowMs()).getUTCFullYear();
  const expYear = Math.max(method.card.exp_year, thisYear) + RENEWED_FOR_YEARS;
  return changeObject(
    world,
    "payment_method",
    method,
    { card: { ...method.card, exp_year: expYear } },
    ["payment_method.automatically_updated"],
  );
}
