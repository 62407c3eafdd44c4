import type { Stripe } from "stripe";
import { refused } from "../protocol/api-error.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { changeObject, requireObject } from "./change-object.ts";
import { attemptPayment, type Confirmation } from "./payment-intent-attempt.ts";

const FAILED_MESSAGE =
  "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

/**
 * What the customer does on the bank's page: with success the attempt goes on as if confirmed, without it the intent
 * asks for another method and no charge is left.
 */
export function completeAction(
  world: World,
  intentId: string,
  succeeds: boolean,
  verdict?: Confirmation["verdict"],
): Stripe.PaymentIntent {
  const intent = requireObject(world, "payment_intent", intentId);
  if (intent.status !== "requires_action")
    throw refused(`This PaymentIntent waits for nobody: its status is ${intent.status}.`, {
      code: "payment_intent_unexpected_state",
    });
  if (succeeds) {
    const confirmation = { offSession: false, returnUrl: null, actionDone: true };
    return attemptPayment(
      world,
      intent,
      verdict === undefined ? confirmation : { ...confirmation, verdict },
    ).intent;
  }
  const method = world.store.get("payment_method", idOf(intent.payment_method) ?? "");
  return changeObject(
    world,
    "payment_intent",
    intent,
    {
      status: "requires_payment_method",
      next_action: null,
      payment_method: null,
      last_payment_error: {
        code: "payment_intent_authentication_failure",
        message: FAILED_MESSAGE,
        type: "invalid_request_error",
        ...(method === undefined ? {} : { payment_method: method }),
      },
    },
    ["payment_intent.payment_failed"],
  );
}
