import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { CAPTURE_METHODS, FUTURE_USAGES, takesCurrency } from "../new-payment-intent.ts";
import { METHOD_TYPES } from "../new-payment-method.ts";
import { readAmount, readCurrency, readMethod, readShipping } from "../payment-intent-params.ts";

const CHANGEABLE = new Set(["requires_payment_method", "requires_confirmation", "requires_action"]);
/** What belongs to the payment itself and stands still once it went on. */
const FIXED_LATER = [
  "amount",
  "currency",
  "customer",
  "payment_method",
  "payment_method_data",
  "capture_method",
  "setup_future_usage",
] as const;

/** What an update may name. */
export const UPDATE_PARAMS = [
  ...FIXED_LATER,
  "description",
  "metadata",
  "receipt_email",
  "shipping",
  "statement_descriptor",
  "statement_descriptor_suffix",
] as const;

type Change = { -readonly [K in keyof Stripe.PaymentIntent]?: Stripe.PaymentIntent[K] };

/** The parts of an intent that an update and a confirmation may both bring; only what the request names. */
export function readIntentChange(
  world: World,
  params: RequestParams,
  customer: string | null,
): Change {
  const change: Change = {};
  const method = readMethod(world, params, customer);
  if (method !== null) change.payment_method = method.id;
  const capture = params.oneOf("capture_method", CAPTURE_METHODS);
  if (capture !== undefined) change.capture_method = capture;
  const receipt = params.nullableString("receipt_email");
  if (receipt !== undefined) change.receipt_email = receipt;
  const usage = params.unsets("setup_future_usage")
    ? null
    : params.oneOf("setup_future_usage", FUTURE_USAGES);
  if (usage !== undefined) change.setup_future_usage = usage;
  if (params.has("shipping")) change.shipping = readShipping(params);
  return change;
}

/** Changes an intent (docs.stripe.com/api/payment_intents/update); what is fixed by its status is refused with 400. */
export function updateIntent({ world, params, id }: RouteCall): Stripe.PaymentIntent {
  const intent = requireObject(world, "payment_intent", id);
  const fixed = FIXED_LATER.find((name) => params.has(name));
  if (fixed !== undefined && !CHANGEABLE.has(intent.status)) throw standsStill(intent, fixed);
  const customer = params.string("customer");
  if (customer !== undefined) requireObject(world, "customer", customer, "customer");
  const change: Change = {
    ...readPrice(world, params, intent),
    ...readIntentChange(world, params, customer ?? idOf(intent.customer)),
    ...readWords(params),
    metadata: params.metadata(intent.metadata),
  };
  if (customer !== undefined) change.customer = customer;
  if (change.payment_method !== undefined) change.status = "requires_confirmation";
  return changeObject(world, "payment_intent", intent, change, []);
}

function standsStill(intent: Stripe.PaymentIntent, name: string): Error {
  return refused(
    `This PaymentIntent's ${name} could not be updated because it has a status of ${intent.status}. You may only update the ${name} of a PaymentIntent with one of the following statuses: ${[...CHANGEABLE].join(", ")}.`,
    { code: "payment_intent_unexpected_state", payment_intent: intent, param: name },
  );
}

/** Another currency leaves only the methods that can pay in it, and needs an amount that fits it. */
function readPrice(world: World, params: RequestParams, intent: Stripe.PaymentIntent): Change {
  const currency = readCurrency(params) ?? intent.currency;
  const amount = readAmount(world, params, currency);
  if (currency === intent.currency) return amount === undefined ? {} : { amount };
  if (amount === undefined)
    throw invalidParameter(
      "parameter_missing",
      "An amount is needed along with another currency.",
      "amount",
    );
  const types = METHOD_TYPES.filter(
    (type) => intent.payment_method_types.includes(type) && takesCurrency(type, currency),
  );
  return { amount, currency, payment_method_types: types };
}

function readWords(params: RequestParams): Change {
  const change: Change = {};
  const description = params.nullableString("description");
  if (description !== undefined) change.description = description;
  const statement = params.nullableString("statement_descriptor");
  if (statement !== undefined) change.statement_descriptor = statement;
  const suffix = params.nullableString("statement_descriptor_suffix");
  if (suffix !== undefined) change.statement_descriptor_suffix = suffix;
  return change;
}
