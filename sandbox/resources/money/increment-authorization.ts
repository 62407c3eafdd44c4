import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import type { RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { readAmount } from "../payment-intent-params.ts";

/**
 * Raises what a card has authorized before it is captured (docs.stripe.com/payments/incremental-authorization). Every card
 * of the sandbox grants it; Stripe lets an account ask for it only where it may.
 */
export function incrementAuthorization({ world, params, id }: RouteCall): Stripe.PaymentIntent {
  const intent = requireObject(world, "payment_intent", id);
  const amount = readAmount(world, params, intent.currency) ?? params.requiredInteger("amount");
  const charge = world.store.get("charge", idOf(intent.latest_charge) ?? "");
  const card = charge?.payment_method_details?.card;
  if (intent.status !== "requires_capture" || charge === undefined || card === undefined)
    throw refused(
      `This PaymentIntent could not be incremented because it has a status of ${intent.status}. Only an authorized card payment can be.`,
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  if (amount <= intent.amount)
    throw refused("The new amount must be greater than what is authorized already.", {
      param: "amount",
    });
  const details = {
    ...charge.payment_method_details,
    type: "card",
    card: { ...card, amount_authorized: amount },
  };
  changeObject(world, "charge", charge, { amount, payment_method_details: details }, [
    "charge.updated",
  ]);
  const description = params.string("description");
  return changeObject(
    world,
    "payment_intent",
    intent,
    {
      amount,
      amount_capturable: amount,
      ...(description === undefined ? {} : { description }),
      metadata: params.metadata(intent.metadata),
    },
    ["payment_intent.amount_capturable_updated"],
  );
}
