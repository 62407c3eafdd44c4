import type { Stripe } from "stripe";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../protocol/list-page.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import type { Route, RouteCall } from "../protocol/route.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { requireObject } from "./change-object.ts";
import { CONNECT_PARAMS, readConnectParts } from "./connect/payment-parts.ts";
import { incrementAuthorization } from "./money/increment-authorization.ts";
import { readIntentChange, UPDATE_PARAMS, updateIntent } from "./money/payment-intent-update.ts";
import { addPaymentIntent, CAPTURE_METHODS, FUTURE_USAGES } from "./new-payment-intent.ts";
import { attemptPayment, type Confirmation } from "./payment-intent-attempt.ts";
import { cancelIntent, captureIntent } from "./payment-intent-capture.ts";
import {
  readAllowedTypes,
  readAmount,
  readCurrency,
  readMethod,
  readShipping,
} from "./payment-intent-params.ts";
import { attachPaymentMethod } from "./payment-methods.ts";

/** Kinds of payment without the customer that `off_session` may name instead of true. */
const ABSENCES = ["one_off", "recurring"];
const REDIRECTS = ["always", "never"] as const;
const CANCEL_REASONS = ["duplicate", "fraudulent", "requested_by_customer", "abandoned"] as const;

function create({ world, params }: RouteCall): object {
  const currency = readCurrency(params) ?? params.requiredString("currency");
  const amount = readAmount(world, params, currency) ?? params.requiredInteger("amount");
  const customer = params.string("customer") ?? null;
  const confirm = params.boolean("confirm") ?? false;
  const facts = {
    ...readWords(params),
    amount,
    currency,
    customer,
    captureMethod: params.oneOf("capture_method", CAPTURE_METHODS) ?? "automatic_async",
    metadata: params.metadata({}),
    allowedTypes: readAllowedTypes(params, currency),
    redirects: params.oneOf("automatic_payment_methods.allow_redirects", REDIRECTS) !== "never",
    futureUsage: params.oneOf("setup_future_usage", FUTURE_USAGES) ?? null,
    shipping: readShipping(params),
    connect: readConnectParts(world, params, amount),
  };
  const situation = readSituation(params);
  if (customer !== null) requireObject(world, "customer", customer, "customer");
  const paymentMethod = readMethod(world, params, customer);
  const intent = addPaymentIntent(world, { ...facts, paymentMethod });
  return confirm ? runAttempt(world, intent, situation) : intent;
}

/** What people read of a payment. */
function readWords(params: RequestParams) {
  return {
    description: params.nullableString("description") ?? null,
    receiptEmail: params.nullableString("receipt_email") ?? null,
    statement: params.nullableString("statement_descriptor") ?? null,
    statementSuffix: params.nullableString("statement_descriptor_suffix") ?? null,
  };
}

type Situation = Pick<Confirmation, "offSession" | "returnUrl" | "refusesAction">;

function readSituation(params: RequestParams): Situation {
  const absence = params.string("off_session") ?? "false";
  return {
    offSession: ABSENCES.includes(absence) || params.boolean("off_session") === true,
    returnUrl: params.string("return_url") ?? null,
    refusesAction: params.boolean("error_on_requires_action") ?? false,
  };
}

/** Attempts the payment for a request: a decline is the request's answer, its effects stay. */
function runAttempt(
  world: World,
  intent: Stripe.PaymentIntent,
  situation: Situation,
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
  const change = readIntentChange(world, params, idOf(found.customer));
  return runAttempt(world, { ...found, ...change }, situation);
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
const ATTEMPT_PARAMS = [
  "confirmation_token",
  "error_on_requires_action",
  "off_session",
  "return_url",
  "use_stripe_sdk",
  "mandate_data",
];
const FACT_PARAMS = [
  "amount",
  "currency",
  "customer",
  "description",
  "metadata",
  "statement_descriptor",
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
    accepts: UPDATE_PARAMS,
    handle: updateIntent,
  },
  {
    method: "POST",
    path: "/v1/payment_intents/:id/confirm",
    accepts: [
      "payment_method",
      "payment_method_data",
      "capture_method",
      "receipt_email",
      "setup_future_usage",
      "shipping",
      ...ATTEMPT_PARAMS,
    ],
    handle: confirm,
  },
  {
    method: "POST",
    path: "/v1/payment_intents/:id/increment_authorization",
    accepts: ["amount", "description", "metadata"],
    handle: incrementAuthorization,
  },
  {
    method: "POST",
    path: "/v1/payment_intents/:id/capture",
    accepts: [
      "application_fee_amount",
      "amount_to_capture",
      "final_capture",
      "metadata",
      "statement_descriptor",
      "statement_descriptor_suffix",
    ],
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
