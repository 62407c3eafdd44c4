import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { attemptSetup, endAttempt } from "./setup-intent-attempt.ts";

const FAILED_MESSAGE =
  "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

/** What the customer does on the bank's page; without success the intent asks for another method. */
export function completeSetupAction(
  world: World,
  intentId: string,
  succeeds: boolean,
): Stripe.SetupIntent {
  const intent = requireObject(world, "setup_intent", intentId);
  if (intent.status !== "requires_action")
    throw refused(`This SetupIntent waits for nobody: its status is ${intent.status}.`, {
      code: "setup_intent_unexpected_state",
    });
  if (succeeds) {
    return attemptSetup(world, intent, { returnUrl: null, actionDone: true, acceptance: null })
      .intent;
  }
  const method = world.store.get("payment_method", idOf(intent.payment_method) ?? "");
  const error = {
    code: "setup_intent_authentication_failure",
    message: FAILED_MESSAGE,
    ...(method === undefined ? {} : { payment_method: method }),
    type: "invalid_request_error",
  } as const;
  return endAttempt(world, intent, error, false);
}
