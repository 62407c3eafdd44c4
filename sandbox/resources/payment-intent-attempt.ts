import type { Stripe } from "stripe";
import { addBusinessDays } from "../clock/business-days.ts";
import { ApiError, refused } from "../protocol/api-error.ts";
import { fractionOf } from "../store/deterministic-ids.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { changeObject, requireObject } from "./change-object.ts";
import { AUTHORIZATION_LIFE_SECONDS, addCharge, declineOfVerdict } from "./charges.ts";
import type { Decline } from "./decline-codes.ts";
import { afterCharge } from "./disputes/charge-aftermath.ts";
import { emitEvent } from "./events.ts";
import { type AttemptSituation, riskOf, type Verdict, verdictFor } from "./issuer-verdict.ts";
import { listedVerdict } from "./radar/block-lists.ts";
import { reviewByRule } from "./radar/reviews.ts";

const DEBIT_SETTLES_AFTER_BUSINESS_DAYS = 4;
const SETTLEMENT_HOUR_MS = 9 * 3_600_000;
const SETTLEMENT_SPREAD_MS = 3_600_000;
const RETURNS_AFTER_MS = 7 * 86_400_000;

export interface Confirmation extends AttemptSituation {
  readonly returnUrl: string | null;
  /** An attempt that would need the customer fails instead (`error_on_requires_action`). */
  readonly refusesAction?: boolean;
  /** Decided by the caller (the shop's history); without it the test method decides. */
  readonly verdict?: Verdict;
}

/** The customer is where the intent waits for: ready to confirm, or back from the bank. */
const CONFIRMABLE = new Set([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
]);

/**
 * One attempt to pay. Returns the changed intent together with the decline, if it came to one: the effects of a decline
 * stay, so the caller turns it into an error only after them.
 */
export function attemptPayment(
  world: World,
  intent: Stripe.PaymentIntent,
  confirmation: Confirmation,
): { intent: Stripe.PaymentIntent; declined: ApiError | null } {
  if (!CONFIRMABLE.has(intent.status)) {
    throw refused(
      `You cannot confirm this PaymentIntent because it has already ${intent.status === "succeeded" ? "succeeded after being previously confirmed" : `reached the status ${intent.status}`}.`,
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  }
  const methodId = idOf(intent.payment_method);
  if (methodId === null) {
    throw refused(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  }
  const method = requireObject(world, "payment_method", methodId, "payment_method");
  if (!intent.payment_method_types.includes(method.type)) {
    throw refused(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please provide a PaymentMethod of one of these types: ${intent.payment_method_types.join(", ")}.`,
      { code: "payment_intent_incompatible_payment_method", param: "payment_method" },
    );
  }
  const verdict = withoutAction(
    intent,
    confirmation,
    listedVerdict(world, method, intent) ??
      confirmation.verdict ??
      verdictFor(world, method, intent.id, confirmation),
  );
  if (verdict.result === "needs_action")
    return {
      intent: askCustomer(world, intent, verdict.action, confirmation.returnUrl),
      declined: null,
    };
  if (method.customer === null) world.store.setColumn("payment_method", method.id, "consumed", 1);
  const captures = intent.capture_method !== "manual" || verdict.result === "debit_pending";
  const charge = addCharge(world, {
    intent,
    method,
    verdict,
    captures,
    authenticated: confirmation.actionDone && method.type === "card",
  });
  const decline = declineOfVerdict(verdict);
  if (decline !== null) return failAttempt(world, intent, method, charge, decline);
  const paid = goOn(world, intent, reviewByRule(world, charge), verdict);
  afterCharge(world, charge.id);
  return { intent: paid, declined: null };
}

/** An attempt that may not ask the customer is declined where the bank would have to. */
function withoutAction(
  intent: Stripe.PaymentIntent,
  { refusesAction }: Confirmation,
  verdict: Verdict,
): Verdict {
  if (verdict.result !== "needs_action" || refusesAction !== true) return verdict;
  const risk = riskOf("normal", intent.id);
  return { result: "declined", risk, declineCode: "authentication_required" };
}

function askCustomer(
  world: World,
  intent: Stripe.PaymentIntent,
  action: "three_d_secure" | "redirect",
  returnUrl: string | null,
): Stripe.PaymentIntent {
  const url = `${world.origin}/authenticate/${intent.client_secret ?? ""}`;
  const next: Stripe.PaymentIntent.NextAction =
    action === "redirect" || returnUrl !== null
      ? { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url } }
      : {
          type: "use_stripe_sdk",
          use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url },
        };
  return changeObject(
    world,
    "payment_intent",
    intent,
    { status: "requires_action", next_action: next, last_payment_error: null },
    ["payment_intent.requires_action"],
  );
}

function failAttempt(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge,
  decline: Decline,
): { intent: Stripe.PaymentIntent; declined: ApiError } {
  emitEvent(world, "charge.failed", charge);
  const detail = {
    charge: charge.id,
    code: decline.code,
    decline_code: decline.declineCode,
    message: decline.message,
    payment_method: method,
    ...(decline.advice === null ? {} : { advice_code: decline.advice }),
    ...(decline.networkCode === null ? {} : { network_decline_code: decline.networkCode }),
    type: "card_error",
  } as const;
  const failed = changeObject(
    world,
    "payment_intent",
    intent,
    {
      status: "requires_payment_method",
      latest_charge: charge.id,
      last_payment_error: detail,
      next_action: null,
      payment_method: null,
    },
    ["payment_intent.payment_failed"],
  );
  return {
    intent: failed,
    declined: new ApiError(402, { ...detail, payment_intent: failed }, { keepsEffects: true }),
  };
}

function goOn(
  world: World,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  verdict: Verdict,
): Stripe.PaymentIntent {
  const shared = {
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
    review: charge.review,
  };
  if (verdict.result === "debit_pending") {
    emitEvent(world, "charge.pending", charge);
    const settlesOn =
      addBusinessDays(world.clock.nowSeconds(), DEBIT_SETTLES_AFTER_BUSINESS_DAYS) * 1000 +
      SETTLEMENT_HOUR_MS;
    const dueMs = settlesOn + Math.floor(fractionOf(`settles:${charge.id}`) * SETTLEMENT_SPREAD_MS);
    if (verdict.bounce === null) world.timers.set("debit-settles", charge.id, dueMs);
    else world.timers.set("debit-bounces", `${charge.id} ${verdict.bounce}`, dueMs);
    if (verdict.returned !== undefined)
      world.timers.set(
        "debit-returns",
        `${charge.id} ${verdict.returned}`,
        dueMs + RETURNS_AFTER_MS,
      );
    return changeObject(world, "payment_intent", intent, { ...shared, status: "processing" }, [
      "payment_intent.processing",
    ]);
  }
  emitEvent(world, "charge.succeeded", charge);
  if (charge.captured) {
    return changeObject(
      world,
      "payment_intent",
      intent,
      { ...shared, status: "succeeded", amount_received: charge.amount_captured },
      ["payment_intent.succeeded"],
    );
  }
  world.timers.set(
    "authorization-expires",
    intent.id,
    (charge.created + AUTHORIZATION_LIFE_SECONDS) * 1000,
  );
  return changeObject(
    world,
    "payment_intent",
    intent,
    { ...shared, status: "requires_capture", amount_capturable: intent.amount },
    ["payment_intent.amount_capturable_updated"],
  );
}
