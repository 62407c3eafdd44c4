import type { Stripe } from "stripe";
import { ApiError, refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { declineOf } from "../decline-codes.ts";
import { attachPaymentMethod } from "../payment-methods.ts";
import { completeCheckoutOf } from "./checkout-session-end.ts";
import { setDefaultMethod } from "./default-method.ts";
import { type Acceptance, addMandate } from "./mandates.ts";
import { addSetupAttempt, moveSetupAttempt } from "./setup-attempts.ts";
import { setupVerdict } from "./setup-verdict.ts";

const BANK_DECIDES_AFTER_MS = 180_000;

export interface SetupConfirmation {
  readonly returnUrl: string | null;
  /** The customer has passed 3-D Secure for this attempt. */
  readonly actionDone: boolean;
  readonly acceptance: Acceptance | null;
}

const CONFIRMABLE = new Set([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
]);

/**
 * One attempt to set the intent's method up. Returns the changed intent together with the decline, if it came to one: its
 * effects stay, so the caller turns it into an error only after them.
 */
export function attemptSetup(
  world: World,
  intent: Stripe.SetupIntent,
  confirmation: SetupConfirmation,
): { intent: Stripe.SetupIntent; declined: ApiError | null } {
  const method = methodToSetUp(world, intent);
  const attempt = confirmation.actionDone
    ? requireObject(world, "setup_attempt", idOf(intent.latest_attempt) ?? "")
    : addSetupAttempt(world, intent, method);
  const under = { ...intent, latest_attempt: attempt.id };
  const verdict = setupVerdict(world, method, confirmation.actionDone);
  switch (verdict.result) {
    case "needs_action":
      moveSetupAttempt(world, attempt, "requires_action");
      return { intent: askCustomer(world, under, confirmation.returnUrl), declined: null };
    case "declined":
      return failSetup(world, under, verdict.declineCode, confirmation.actionDone);
    case "bank_decides":
      moveSetupAttempt(world, attempt, "processing");
      world.timers.set(
        "setup-settles",
        `${intent.id} ${verdict.declineCode ?? ""}`,
        world.clock.nowMs() + BANK_DECIDES_AFTER_MS,
      );
      return { intent: wait(world, under, method, confirmation.acceptance), declined: null };
    case "accepted":
      return {
        intent: succeed(
          world,
          withMandate(world, under, method, confirmation.acceptance),
          confirmation.actionDone,
        ),
        declined: null,
      };
    default:
      return verdict satisfies never;
  }
}

function methodToSetUp(world: World, intent: Stripe.SetupIntent): Stripe.PaymentMethod {
  if (!CONFIRMABLE.has(intent.status)) {
    throw refused(
      `You cannot confirm this SetupIntent because it has already ${intent.status === "succeeded" ? "succeeded" : `reached the status ${intent.status}`}.`,
      { code: "setup_intent_unexpected_state", setup_intent: intent },
    );
  }
  const id = idOf(intent.payment_method);
  if (id === null) {
    throw refused(
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
      { code: "setup_intent_unexpected_state", setup_intent: intent },
    );
  }
  const method = requireObject(world, "payment_method", id, "payment_method");
  if (!intent.payment_method_types.includes(method.type)) {
    throw refused(
      `The PaymentMethod provided (${method.type}) is not allowed for this SetupIntent. Please provide a PaymentMethod of one of these types: ${intent.payment_method_types.join(", ")}.`,
      { code: "setup_intent_invalid_parameter", param: "payment_method" },
    );
  }
  return method;
}

function askCustomer(
  world: World,
  intent: Stripe.SetupIntent,
  returnUrl: string | null,
): Stripe.SetupIntent {
  const url = `${world.origin}/authenticate/${intent.client_secret ?? ""}`;
  const next: Stripe.SetupIntent.NextAction =
    returnUrl === null
      ? {
          type: "use_stripe_sdk",
          use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url },
        }
      : { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url } };
  return changeObject(
    world,
    "setup_intent",
    intent,
    { status: "requires_action", next_action: next, last_setup_error: null },
    ["setup_intent.requires_action"],
  );
}

/** A debit always rests on a mandate, a card where the request says how the customer agreed. */
function withMandate(
  world: World,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  acceptance: Acceptance | null,
): Stripe.SetupIntent {
  if (acceptance === null && method.type !== "sepa_debit") return intent;
  const agreed = acceptance ?? {
    accepted_at: world.clock.nowSeconds(),
    offline: {},
    type: "offline",
  };
  return { ...intent, mandate: addMandate(world, method, agreed) };
}

function wait(
  world: World,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  acceptance: Acceptance | null,
): Stripe.SetupIntent {
  return changeObject(
    world,
    "setup_intent",
    withMandate(world, intent, method, acceptance),
    { status: "processing", last_setup_error: null, next_action: null },
    [],
  );
}

/** Saves the method with the customer and does what the page that asked for it promised. */
function succeed(
  world: World,
  intent: Stripe.SetupIntent,
  authenticated: boolean,
): Stripe.SetupIntent {
  const attempt = requireObject(world, "setup_attempt", idOf(intent.latest_attempt) ?? "");
  moveSetupAttempt(world, attempt, "succeeded", { authenticated });
  const methodId = idOf(intent.payment_method) ?? "";
  world.store.setColumn("payment_method", methodId, "set_up", 1);
  const customer = idOf(intent.customer);
  if (customer !== null) {
    const method = requireObject(world, "payment_method", methodId);
    attachPaymentMethod(world, method, customer);
    if (world.store.column("setup_intent", intent.id, "becomes_default") === 1)
      setDefaultMethod(world, customer, methodId);
  }
  const done = changeObject(
    world,
    "setup_intent",
    intent,
    { status: "succeeded", last_setup_error: null, next_action: null },
    ["setup_intent.succeeded"],
  );
  completeCheckoutOf(world, done);
  return done;
}

function failSetup(
  world: World,
  intent: Stripe.SetupIntent,
  declineCode: string,
  authenticated: boolean,
): { intent: Stripe.SetupIntent; declined: ApiError } {
  const method = world.store.get("payment_method", idOf(intent.payment_method) ?? "");
  const decline = declineOf(declineCode);
  const detail = {
    code: decline.code,
    decline_code: declineCode,
    message: decline.message,
    ...(method === undefined ? {} : { payment_method: method }),
    ...(decline.advice === null ? {} : { advice_code: decline.advice }),
    ...(decline.networkCode === null ? {} : { network_decline_code: decline.networkCode }),
    type: "card_error",
  } as const;
  const failed = endAttempt(world, intent, detail, authenticated);
  return {
    intent: failed,
    declined: new ApiError(402, { ...detail, setup_intent: failed }, { keepsEffects: true }),
  };
}

/** The attempt came to nothing: the intent asks for another method and says why. */
export function endAttempt(
  world: World,
  intent: Stripe.SetupIntent,
  error: Stripe.SetupIntent.LastSetupError,
  authenticated: boolean,
): Stripe.SetupIntent {
  const attempt = requireObject(world, "setup_attempt", idOf(intent.latest_attempt) ?? "");
  moveSetupAttempt(world, attempt, "failed", { authenticated, error });
  return changeObject(
    world,
    "setup_intent",
    intent,
    {
      status: "requires_payment_method",
      last_setup_error: error,
      mandate: null,
      next_action: null,
      payment_method: null,
    },
    ["setup_intent.setup_failed"],
  );
}

/** The bank's answer about a debit; `subject` is the intent's id and the decline code, which may be empty. */
export function settleSetup(world: World, subject: string): void {
  const [id = "", declineCode = ""] = subject.split(" ");
  const intent = requireObject(world, "setup_intent", id);
  if (intent.status !== "processing") return;
  if (declineCode === "") succeed(world, intent, false);
  else failSetup(world, intent, declineCode, false);
}
