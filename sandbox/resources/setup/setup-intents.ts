import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { readMethod } from "../payment-intent-params.ts";
import type { Acceptance } from "./mandates.ts";
import { moveSetupAttempt } from "./setup-attempts.ts";
import { attemptSetup } from "./setup-intent-attempt.ts";
import { addSetupIntent, SETUP_TYPES, SETUP_USAGES } from "./setup-intent-record.ts";

const REDIRECTS = ["always", "never"] as const;
const CANCEL_REASONS = ["abandoned", "duplicate", "requested_by_customer"] as const;

function create({ world, params }: RouteCall): object {
  const customer = params.string("customer") ?? null;
  if (customer !== null) requireObject(world, "customer", customer, "customer");
  const confirms = params.boolean("confirm") ?? false;
  const confirmation = readConfirmation(world, params);
  const intent = addSetupIntent(world, {
    customer,
    paymentMethod: readMethod(world, params, customer),
    description: params.nullableString("description") ?? null,
    metadata: params.metadata({}),
    usage: params.oneOf("usage", SETUP_USAGES) ?? "off_session",
    allowedTypes: readTypes(params),
    redirects: params.oneOf("automatic_payment_methods.allow_redirects", REDIRECTS) !== "never",
    attachToSelf: params.boolean("attach_to_self") ?? false,
  });
  return confirms ? runSetup(world, intent, confirmation) : intent;
}

interface RequestedConfirmation {
  readonly returnUrl: string | null;
  readonly acceptance: Acceptance | null;
}

function readConfirmation(world: World, params: RequestParams): RequestedConfirmation {
  return {
    returnUrl: params.string("return_url") ?? null,
    acceptance: readAcceptance(world, params),
  };
}

function readAcceptance(world: World, params: RequestParams): Acceptance | null {
  const path = "mandate_data.customer_acceptance";
  const type = params.oneOf(`${path}.type`, ["online", "offline"]);
  if (type === undefined) return null;
  const accepted = params.integer(`${path}.accepted_at`) ?? world.clock.nowSeconds();
  if (type === "offline") return { accepted_at: accepted, offline: {}, type };
  return {
    accepted_at: accepted,
    online: {
      ip_address: params.requiredString(`${path}.online.ip_address`),
      user_agent: params.requiredString(`${path}.online.user_agent`),
    },
    type,
  };
}

function readTypes(params: RequestParams): (typeof SETUP_TYPES)[number][] | null {
  const names = params.strings("allowed_payment_method_types");
  if (names === undefined) return null;
  return names.map((name) => {
    const type = SETUP_TYPES.find((known) => known === name);
    if (type !== undefined) return type;
    throw invalidParameter(
      null,
      `The payment method type ${name} cannot be set up here: it is one of ${SETUP_TYPES.join(", ")}.`,
      "allowed_payment_method_types",
    );
  });
}

function runSetup(
  world: World,
  intent: Stripe.SetupIntent,
  confirmation: RequestedConfirmation,
): Stripe.SetupIntent {
  const outcome = attemptSetup(world, intent, { ...confirmation, actionDone: false });
  if (outcome.declined !== null) throw outcome.declined;
  return outcome.intent;
}

function confirm({ world, params, id }: RouteCall): object {
  const confirmation = readConfirmation(world, params);
  const intent = requireObject(world, "setup_intent", id);
  const method = readMethod(world, params, idOf(intent.customer));
  return runSetup(
    world,
    method === null ? intent : { ...intent, payment_method: method.id },
    confirmation,
  );
}

const CHANGEABLE = new Set(["requires_payment_method", "requires_confirmation", "requires_action"]);

function update({ world, params, id }: RouteCall): object {
  const intent = requireObject(world, "setup_intent", id);
  const names = ["customer", "payment_method", "payment_method_data"];
  if (!CHANGEABLE.has(intent.status) && names.some((name) => params.has(name)))
    throw unexpectedState(intent, "update");
  const customer = params.string("customer");
  if (customer !== undefined) requireObject(world, "customer", customer, "customer");
  const method = readMethod(world, params, customer ?? idOf(intent.customer));
  const description = params.nullableString("description");
  return changeObject(
    world,
    "setup_intent",
    intent,
    {
      ...(customer === undefined ? {} : { customer }),
      ...(method === null
        ? {}
        : { payment_method: method.id, status: "requires_confirmation", next_action: null }),
      ...(description === undefined ? {} : { description }),
      metadata: params.metadata(intent.metadata),
    },
    [],
  );
}

function unexpectedState(intent: Stripe.SetupIntent, verb: string): Error {
  return refused(
    `You cannot ${verb} this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one of the following statuses may be changed so: ${[...CHANGEABLE].join(", ")}.`,
    { code: "setup_intent_unexpected_state", setup_intent: intent },
  );
}

function cancel({ world, params, id }: RouteCall): object {
  const reason = params.oneOf("cancellation_reason", CANCEL_REASONS) ?? null;
  const intent = requireObject(world, "setup_intent", id);
  if (!CHANGEABLE.has(intent.status)) throw unexpectedState(intent, "cancel");
  const attempt = world.store.get("setup_attempt", idOf(intent.latest_attempt) ?? "");
  if (attempt?.status === "requires_action") moveSetupAttempt(world, attempt, "abandoned");
  return changeObject(
    world,
    "setup_intent",
    intent,
    { status: "canceled", cancellation_reason: reason, next_action: null },
    ["setup_intent.canceled"],
  );
}

function list({ world, params }: RouteCall): object {
  const attaches = params.boolean("attach_to_self");
  return objectPage(world.store, "setup_intent", params, "/v1/setup_intents", [
    ...equals("customer", params.string("customer")),
    ...equals("payment_method", params.string("payment_method")),
    ...equals("attach_to_self", attaches === undefined ? undefined : Number(attaches)),
    ...createdConditions("setup_intent", params.range("created")),
  ]);
}

const METHOD_PARAMS = ["payment_method", "payment_method_data"];
const ATTEMPT_PARAMS = ["confirmation_token", "mandate_data", "return_url", "use_stripe_sdk"];
const FACT_PARAMS = ["customer", "description", "metadata"];

export const setupIntentRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/setup_intents",
    accepts: [
      ...METHOD_PARAMS,
      ...ATTEMPT_PARAMS,
      ...FACT_PARAMS,
      "allowed_payment_method_types",
      "attach_to_self",
      "automatic_payment_methods",
      "confirm",
      "usage",
    ],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/setup_intents",
    accepts: [...PAGE_PARAMS, "attach_to_self", "created", "customer", "payment_method"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/setup_intents/:id",
    accepts: ["client_secret"],
    handle: ({ world, id }) => requireObject(world, "setup_intent", id),
  },
  {
    method: "POST",
    path: "/v1/setup_intents/:id",
    accepts: [...METHOD_PARAMS, ...FACT_PARAMS],
    handle: update,
  },
  {
    method: "POST",
    path: "/v1/setup_intents/:id/confirm",
    accepts: [...METHOD_PARAMS, ...ATTEMPT_PARAMS],
    handle: confirm,
  },
  {
    method: "POST",
    path: "/v1/setup_intents/:id/cancel",
    accepts: ["cancellation_reason"],
    handle: cancel,
  },
];
