import type { Stripe } from "stripe";
import { refused } from "../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../protocol/list-page.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import type { Route, RouteCall } from "../protocol/route.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { changeObject, requireObject } from "./change-object.ts";
import { CONNECT_PARAMS, readConnectParts } from "./connect/payment-parts.ts";
import { addPaymentIntent, CAPTURE_METHODS, FUTURE_USAGES } from "./new-payment-intent.ts";
import { attemptPayment } from "./payment-intent-attempt.ts";
import { cancelIntent, captureIntent } from "./payment-intent-capture.ts";
import {
  readAllowedTypes,
  readAmount,
  readCurrency,
  readMethod,
  readShipping,
} from "./payment-intent-params.ts";
import { attachPaymentMethod } from "./payment-methods.ts";

const REDIRECTS = ["always", "never"] as const;
const CANCEL_REASONS = ["duplicate", "fraudulent", "requested_by_customer", "abandoned"] as const;

function create({ world, params }: RouteCall): object {
  const currency = readCurrency(params) ?? params.requiredString("currency");
  const amount = readAmount(world, params, currency) ?? params.requiredInteger("amount");
  const customer = params.string("customer") ?? null;
  const confirm = params.boolean("confirm") ?? false;
  const facts = {
    amount,
    currency,
    customer,
    captureMethod: params.oneOf("capture_method", CAPTURE_METHODS) ?? "automatic_async",
    description: params.nullableString("description") ?? null,
    metadata: params.metadata({}),
    receiptEmail: params.nullableString("receipt_email") ?? null,
    allowedTypes: readAllowedTypes(params, currency),
    redirects: params.oneOf("automatic_payment_methods.allow_redirects", REDIRECTS) !== "never",
    futureUsage: params.oneOf("setup_future_usage", FUTURE_USAGES) ?? null,
    shipping: readShipping(params),
    statementSuffix: params.nullableString("statement_descriptor_suffix") ?? null,
    connect: readConnectParts(world, params, amount),
  };
  const situation = readSituation(params);
  if (customer !== null) requireObject(world, "customer", customer, "customer");
  const paymentMethod = readMethod(world, params, customer);
  const intent = addPaymentIntent(world, { ...facts, paymentMethod });
  return confirm ? runAttempt(world, intent, situation) : intent;
}

function readSituation(params: RequestParams): { offSession: boolean; returnUrl: string | null } {
  return {
    offSession: params.boolean("off_session") ?? false,
    returnUrl: params.string("return_url") ?? null,
  };
}

/** Attempts the payment for a request: a decline is the request's answer, its effects stay. */
function runAttempt(
  world: World,
  intent: Stripe.PaymentIntent,
  situation: { offSession: boolean; returnUrl: string | null },
): Stripe.PaymentIntent {
  const customer = idOf(intent.customer);
  const method = world.store.get("payment_method", idOf(intent.payment_method) ?? "");
  const outcome = attemptPayment(world, intent, { ...situation, actionDone: false });
  if (outcome.declined !== null) throw outcome.declined;
  if (
    intent.setup_future_usage !== null &&
    customer !== null &&
    method !== undefined &&
    method.customer === null
  ) {
    world.store.setColumn("payment_method", method.id, "consumed", null);
    world.store.setColumn("payment_method", method.id, "set_up", 1);
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
  const intent = requireObject(world, "payment_intent", id);
  const currency = readCurrency(params) ?? intent.currency;
  const amount = readAmount(world, params, currency);
  const settled = !CHANGEABLE.has(intent.status);
  if (
    settled &&
    ["amount", "currency", "customer", "payment_method", "capture_method"].some((name) =>
      params.has(name),
    )
  ) {
    throw refused(
      `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}. You may only update the amount of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`,
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
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
    ...createdConditions("payment_intent", params.range("created")),
  ]);
}

const SHARED_PARAMS = [
  "payment_method",
  "payment_method_data",
  "capture_method",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "allowed_payment_method_types",
];
const ATTEMPT_PARAMS = ["off_session", "return_url", "use_stripe_sdk", "mandate_data"];
const FACT_PARAMS = [
  "amount",
  "currency",
  "customer",
  "description",
  "metadata",
  "statement_descriptor_suffix",
];

export const paymentIntentRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/payment_intents",
    accepts: [
      ...SHARED_PARAMS,
      ...ATTEMPT_PARAMS,
      ...FACT_PARAMS,
      ...CONNECT_PARAMS,
      "confirm",
      "automatic_payment_methods",
    ],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/payment_intents",
    accepts: [...PAGE_PARAMS, "created", "customer"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/payment_intents/:id",
    accepts: ["client_secret"],
    handle: ({ world, id }) => requireObject(world, "payment_intent", id),
  },
  {
    method: "POST",
    path: "/v1/payment_intents/:id",
    accepts: [
      "amount",
      "customer",
      "description",
      "metadata",
      "payment_method",
      "payment_method_data",
      "capture_method",
      "receipt_email",
    ],
    handle: update,
  },
  {
    method: "POST",
    path: "/v1/payment_intents/:id/confirm",
    accepts: [
      "payment_method",
      "payment_method_data",
      "capture_method",
      "receipt_email",
      ...ATTEMPT_PARAMS,
    ],
    handle: confirm,
  },
  {
    method: "POST",
    path: "/v1/payment_intents/:id/capture",
    accepts: ["amount_to_capture", "metadata"],
    handle: ({ world, params, id }) =>
      captureIntent(
        world,
        requireObject(world, "payment_intent", id),
        params.integer("amount_to_capture"),
        params,
      ),
  },
  {
    method: "POST",
    path: "/v1/payment_intents/:id/cancel",
    accepts: ["cancellation_reason"],
    handle: ({ world, params, id }) =>
      cancelIntent(
        world,
        requireObject(world, "payment_intent", id),
        params.oneOf("cancellation_reason", CANCEL_REASONS) ?? null,
      ),
  },
];
