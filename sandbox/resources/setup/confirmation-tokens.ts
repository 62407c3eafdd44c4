import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { readAddress } from "../address.ts";
import { addObject, requireObject } from "../change-object.ts";
import { paymentMethodFromParams } from "../new-payment-method.ts";
import { methodByIdOrToken } from "../payment-methods.ts";
import { without } from "../without.ts";

/** docs.stripe.com/api/confirmation_tokens/object, `expires_at`: twelve hours after creation. */
const LIFE_SECONDS = 43_200;
const USAGES = ["on_session", "off_session"] as const;

function create({ world, params }: RouteCall): object {
  const id = params.string("payment_method");
  const method =
    id === undefined
      ? paymentMethodFromParams(world, params, "payment_method_data.")
      : methodByIdOrToken(world, id, "payment_method");
  const token: Stripe.ConfirmationToken = {
    id: world.ids.next("ctoken_1", 23),
    object: "confirmation_token",
    created: world.clock.nowSeconds(),
    expires_at: world.clock.nowSeconds() + LIFE_SECONDS,
    livemode: false,
    mandate_data: null,
    metadata: null,
    payment_intent: null,
    payment_method_options: null,
    payment_method_preview: previewOf(method),
    return_url: params.string("return_url") ?? null,
    setup_future_usage: params.oneOf("setup_future_usage", USAGES) ?? null,
    setup_intent: null,
    shipping: readShipping(params),
    use_stripe_sdk: true,
  };
  return addObject(world, "confirmation_token", token, null, { method: method.id });
}

/** What the method will be: the method without what only a saved object has. */
function previewOf(method: Stripe.PaymentMethod): Stripe.ConfirmationToken.PaymentMethodPreview {
  const face = without(method, "id", "object", "created", "livemode", "metadata");
  return { ...face, customer_account: null };
}

function readShipping(params: RequestParams): Stripe.ConfirmationToken.Shipping | null {
  const address = readAddress(params, "shipping.address");
  if (address === undefined || address === null) return null;
  return {
    address,
    name: params.requiredString("shipping.name"),
    phone: params.string("shipping.phone") ?? null,
  };
}

/** The method behind a token that a confirmation names. A token serves once, for twelve hours. */
export function methodOfToken(world: World, id: string): Stripe.PaymentMethod {
  const token = requireObject(world, "confirmation_token", id, "confirmation_token");
  const used = world.store.column("confirmation_token", id, "used") === 1;
  const expired = (token.expires_at ?? 0) <= world.clock.nowSeconds();
  if (used || expired)
    throw refused(
      `The ConfirmationToken ${id} ${used ? "was used already" : "has expired"}. Create a new one.`,
      { param: "confirmation_token" },
    );
  world.store.setColumn("confirmation_token", id, "used", 1);
  const method = world.store.column("confirmation_token", id, "method");
  return requireObject(world, "payment_method", String(method), "confirmation_token");
}

export const confirmationTokenRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/test_helpers/confirmation_tokens",
    accepts: [
      "payment_method",
      "payment_method_data",
      "return_url",
      "setup_future_usage",
      "shipping",
    ],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/confirmation_tokens/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "confirmation_token", id),
  },
];
