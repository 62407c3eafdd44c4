import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../protocol/api-error.ts";
import { equals, objectPage, PAGE_PARAMS, rangeConditions } from "../protocol/list-page.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import type { Route, RouteCall } from "../protocol/route.ts";
import { base62Of } from "../store/deterministic-ids.ts";
import { idOf } from "../store/object-kinds.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";
import { readAddress } from "./address.ts";
import { addObject, changeObject, requireObject } from "./change-object.ts";
import { METHOD_TYPES, paymentMethodFromParams } from "./new-payment-method.ts";
import { attemptPayment } from "./payment-intent-attempt.ts";
import { cancelIntent, captureIntent } from "./payment-intent-capture.ts";
import { attachPaymentMethod, methodByIdOrToken } from "./payment-methods.ts";

const SMALLEST_AMOUNT = 50;
const LARGEST_AMOUNT = 99_999_999;
const CAPTURE_METHODS = ["automatic", "automatic_async", "manual"] as const;
const FUTURE_USAGES = ["on_session", "off_session"] as const;
const CANCEL_REASONS = ["duplicate", "fraudulent", "requested_by_customer", "abandoned"] as const;

export interface IntentFacts {
  readonly amount: number;
  readonly customer: string | null;
  readonly paymentMethod: Stripe.PaymentMethod | null;
  readonly captureMethod: (typeof CAPTURE_METHODS)[number];
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly receiptEmail: string | null;
  readonly methodTypes: readonly string[];
  readonly futureUsage: (typeof FUTURE_USAGES)[number] | null;
  readonly shipping: Stripe.PaymentIntent.Shipping | null;
  readonly statementSuffix: string | null;
  readonly automaticMethods: boolean;
}

/** Saves an intent over `amount` cents and tells so by `payment_intent.created`. */
export function addPaymentIntent(world: World, facts: IntentFacts): Stripe.PaymentIntent {
  const id = world.ids.next("pi_3", 23);
  const intent: Stripe.PaymentIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: facts.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: facts.automaticMethods ? { allow_redirects: "always", enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: facts.captureMethod,
    client_secret: `${id}_secret_${base62Of(`secret:${id}`, 25)}`,
    confirmation_method: "automatic",
    created: world.clock.nowSeconds(),
    currency: ACCOUNT_CURRENCY,
    customer: facts.customer,
    customer_account: null,
    description: facts.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: facts.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: facts.paymentMethod?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: facts.methodTypes.includes("card") ? { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" } } : {},
    payment_method_types: [...facts.methodTypes],
    payment_record: null,
    processing: null,
    receipt_email: facts.receiptEmail,
    review: null,
    setup_future_usage: facts.futureUsage,
    shipping: facts.shipping,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: facts.statementSuffix,
    status: facts.paymentMethod === null ? "requires_payment_method" : "requires_confirmation",
    transfer_data: null,
    transfer_group: null,
  };
  return addObject(world, "payment_intent", intent, "payment_intent.created");
}

function readAmount(params: RequestParams): number | undefined {
  const amount = params.integer("amount");
  if (amount === undefined) return undefined;
  if (amount < SMALLEST_AMOUNT) throw invalidParameter("amount_too_small", "Amount must be at least €0.50 eur", "amount");
  if (amount > LARGEST_AMOUNT) throw invalidParameter("amount_too_large", "Amount must be no more than €999,999.99", "amount");
  return amount;
}

function requireCurrency(params: RequestParams): void {
  const currency = params.requiredString("currency").toLowerCase();
  if (currency !== ACCOUNT_CURRENCY) throw invalidParameter("parameter_invalid", `Invalid currency: ${currency}. This account takes payments in ${ACCOUNT_CURRENCY} only.`, "currency");
}

/** The method that the request names or describes, checked against the intent's customer; null when it names none. */
function readMethod(world: World, params: RequestParams, customer: string | null): Stripe.PaymentMethod | null {
  const id = params.string("payment_method");
  if (id === undefined) return params.has("payment_method_data") ? paymentMethodFromParams(world, params, "payment_method_data.") : null;
  const method = methodByIdOrToken(world, id, "payment_method");
  const owner = idOf(method.customer);
  if (owner !== null && owner !== customer) {
    throw refused(`The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`, { code: "resource_missing", param: "payment_method" });
  }
  if (owner === null && world.store.column("payment_method", method.id, "consumed") === 1) {
    throw refused("The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.", { code: "payment_method_unexpected_state" });
  }
  return method;
}

function readShipping(params: RequestParams): Stripe.PaymentIntent.Shipping | null {
  const address = readAddress(params, "shipping.address");
  if (address === undefined || address === null) return null;
  return { address, carrier: params.string("shipping.carrier") ?? null, name: params.requiredString("shipping.name"), phone: params.string("shipping.phone") ?? null, tracking_number: null };
}

function create({ world, params }: RouteCall): object {
  const amount = readAmount(params) ?? params.requiredInteger("amount");
  requireCurrency(params);
  const customer = params.string("customer") ?? null;
  const confirm = params.boolean("confirm") ?? false;
  const facts = {
    amount,
    customer,
    captureMethod: params.oneOf("capture_method", CAPTURE_METHODS) ?? "automatic_async",
    description: params.nullableString("description") ?? null,
    metadata: params.metadata({}),
    receiptEmail: params.nullableString("receipt_email") ?? null,
    methodTypes: readMethodTypes(params),
    futureUsage: params.oneOf("setup_future_usage", FUTURE_USAGES) ?? null,
    shipping: readShipping(params),
    statementSuffix: params.nullableString("statement_descriptor_suffix") ?? null,
    automaticMethods: !params.has("payment_method_types"),
  };
  const situation = readSituation(params);
  if (customer !== null) requireObject(world, "customer", customer, "customer");
  const paymentMethod = readMethod(world, params, customer);
  const intent = addPaymentIntent(world, { ...facts, paymentMethod });
  return confirm ? runAttempt(world, intent, situation) : intent;
}

function readMethodTypes(params: RequestParams): readonly string[] {
  const types = params.strings("payment_method_types") ?? METHOD_TYPES;
  const unknown = types.find((type) => !METHOD_TYPES.some((known) => known === type));
  if (unknown !== undefined) throw invalidParameter("parameter_invalid", `The payment method type provided: ${unknown} is invalid.`, "payment_method_types");
  return types;
}

function readSituation(params: RequestParams): { offSession: boolean; returnUrl: string | null } {
  return { offSession: params.boolean("off_session") ?? false, returnUrl: params.string("return_url") ?? null };
}

/** Attempts the payment for a request: a decline is the request's answer, its effects stay. */
function runAttempt(world: World, intent: Stripe.PaymentIntent, situation: { offSession: boolean; returnUrl: string | null }): Stripe.PaymentIntent {
  const customer = idOf(intent.customer);
  const method = world.store.get("payment_method", idOf(intent.payment_method) ?? "");
  const outcome = attemptPayment(world, intent, { ...situation, actionDone: false });
  if (outcome.declined !== null) throw outcome.declined;
  if (intent.setup_future_usage !== null && customer !== null && method !== undefined && method.customer === null) {
    world.store.setColumn("payment_method", method.id, "consumed", null);
    attachPaymentMethod(world, method, customer);
  }
  return outcome.intent;
}

function confirm({ world, params, id }: RouteCall): object {
  const situation = readSituation(params);
  const found = requireObject(world, "payment_intent", id);
  const method = readMethod(world, params, idOf(found.customer));
  const capture = params.oneOf("capture_method", CAPTURE_METHODS);
  const receipt = params.nullableString("receipt_email");
  const change = {
    ...(method === null ? {} : { payment_method: method.id }),
    ...(capture === undefined ? {} : { capture_method: capture }),
    ...(receipt === undefined ? {} : { receipt_email: receipt }),
  };
  return runAttempt(world, { ...found, ...change }, situation);
}

const CHANGEABLE = new Set(["requires_payment_method", "requires_confirmation", "requires_action"]);

function update({ world, params, id }: RouteCall): object {
  const amount = readAmount(params);
  const intent = requireObject(world, "payment_intent", id);
  const settled = !CHANGEABLE.has(intent.status);
  if (settled && ["amount", "currency", "customer", "payment_method", "capture_method"].some((name) => params.has(name))) {
    throw refused(`This PaymentIntent's amount could not be updated because it has a status of ${intent.status}. You may only update the amount of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`, { code: "payment_intent_unexpected_state", payment_intent: intent });
  }
  const customer = params.string("customer");
  if (customer !== undefined) requireObject(world, "customer", customer, "customer");
  const method = readMethod(world, params, customer ?? idOf(intent.customer));
  const capture = params.oneOf("capture_method", CAPTURE_METHODS);
  const description = params.nullableString("description");
  const receipt = params.nullableString("receipt_email");
  return changeObject(
    world,
    "payment_intent",
    intent,
    {
      ...(amount === undefined ? {} : { amount }),
      ...(customer === undefined ? {} : { customer }),
      ...(method === null ? {} : { payment_method: method.id, status: "requires_confirmation" }),
      ...(capture === undefined ? {} : { capture_method: capture }),
      ...(description === undefined ? {} : { description }),
      ...(receipt === undefined ? {} : { receipt_email: receipt }),
      metadata: params.metadata(intent.metadata),
    },
    [],
  );
}

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "payment_intent", params, "/v1/payment_intents", [
    ...equals("customer", params.string("customer")),
    ...rangeConditions("created", params.range("created")),
  ]);
}

const SHARED_PARAMS = ["payment_method", "payment_method_data", "capture_method", "receipt_email", "setup_future_usage", "shipping", "payment_method_types"];
const ATTEMPT_PARAMS = ["off_session", "return_url", "use_stripe_sdk", "mandate_data", "error_on_requires_action"];
const FACT_PARAMS = ["amount", "currency", "customer", "description", "metadata", "statement_descriptor_suffix"];

export const paymentIntentRoutes: readonly Route[] = [
  { method: "POST", path: "/v1/payment_intents", accepts: [...SHARED_PARAMS, ...ATTEMPT_PARAMS, ...FACT_PARAMS, "confirm", "automatic_payment_methods"], handle: create },
  { method: "GET", path: "/v1/payment_intents", accepts: [...PAGE_PARAMS, "created", "customer"], handle: list },
  { method: "GET", path: "/v1/payment_intents/:id", accepts: ["client_secret"], handle: ({ world, id }) => requireObject(world, "payment_intent", id) },
  { method: "POST", path: "/v1/payment_intents/:id", accepts: ["amount", "customer", "description", "metadata", "payment_method", "payment_method_data", "capture_method", "receipt_email"], handle: update },
  { method: "POST", path: "/v1/payment_intents/:id/confirm", accepts: ["payment_method", "payment_method_data", "capture_method", "receipt_email", ...ATTEMPT_PARAMS], handle: confirm },
  {
    method: "POST",
    path: "/v1/payment_intents/:id/capture",
    accepts: ["amount_to_capture", "metadata", "final_capture"],
    handle: ({ world, params, id }) => captureIntent(world, requireObject(world, "payment_intent", id), params.integer("amount_to_capture"), params),
  },
  {
    method: "POST",
    path: "/v1/payment_intents/:id/cancel",
    accepts: ["cancellation_reason"],
    handle: ({ world, params, id }) => cancelIntent(world, requireObject(world, "payment_intent", id), params.oneOf("cancellation_reason", CANCEL_REASONS) ?? null),
  },
];
