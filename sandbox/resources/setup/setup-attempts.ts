import type { Stripe } from "stripe";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { addObject, requireObject } from "../change-object.ts";

const AUTHENTICATED: Stripe.SetupAttempt.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  result: "authenticated",
  result_reason: null,
  transaction_id: null,
  version: "2.2.0",
};

/** Saves one attempt to set a method up. Attempts have no events. */
export function addSetupAttempt(
  world: World,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
): Stripe.SetupAttempt {
  return addObject(
    world,
    "setup_attempt",
    {
      id: world.ids.next("setatt_1", 23),
      object: "setup_attempt",
      application: null,
      ...(intent.attach_to_self === undefined ? {} : { attach_to_self: intent.attach_to_self }),
      created: world.clock.nowSeconds(),
      customer: idOf(intent.customer),
      customer_account: null,
      flow_directions: intent.flow_directions ?? null,
      livemode: false,
      on_behalf_of: null,
      payment_method: method.id,
      payment_method_details: detailsOf(method),
      setup_error: null,
      setup_intent: intent.id,
      status: "requires_confirmation",
      usage: intent.usage,
    },
    null,
  );
}

/** Where the attempt stands now; `authenticated` says that the customer passed 3-D Secure in it. */
export function moveSetupAttempt(
  world: World,
  attempt: Stripe.SetupAttempt,
  status: "requires_action" | "processing" | "succeeded" | "failed" | "abandoned",
  parts: { readonly authenticated?: boolean; readonly error?: Stripe.SetupAttempt.SetupError } = {},
): void {
  const { card } = attempt.payment_method_details;
  const details =
    parts.authenticated === true && card !== undefined
      ? { ...attempt.payment_method_details, card: { ...card, three_d_secure: AUTHENTICATED } }
      : attempt.payment_method_details;
  world.store.replace("setup_attempt", {
    ...attempt,
    payment_method_details: details,
    setup_error: parts.error ?? null,
    status,
  });
}

function detailsOf(method: Stripe.PaymentMethod): Stripe.SetupAttempt.PaymentMethodDetails {
  const { card } = method;
  if (card === undefined) return { type: method.type, [method.type]: {} };
  return {
    type: "card",
    card: {
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      last4: card.last4,
      network: card.brand,
      three_d_secure: null,
      wallet: null,
    },
  };
}

function list({ world, params }: RouteCall): object {
  const intent = params.requiredString("setup_intent");
  requireObject(world, "setup_intent", intent, "setup_intent");
  return objectPage(world.store, "setup_attempt", params, "/v1/setup_attempts", [
    ...equals("setup_intent", intent),
    ...createdConditions("setup_attempt", params.range("created")),
  ]);
}

export const setupAttemptRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/setup_attempts",
    accepts: [...PAGE_PARAMS, "created", "setup_intent"],
    handle: list,
  },
];
