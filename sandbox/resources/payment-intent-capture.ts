import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../protocol/api-error.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { changeObject, requireObject } from "./change-object.ts";
import { bookCapture } from "./charges.ts";
import { afterCapture } from "./disputes/charge-aftermath.ts";
import { emitEvent } from "./events.ts";
import { requireRoundAmount } from "./payment-intent-params.ts";
import { closeReviewOf } from "./radar/reviews.ts";
import { testCardByToken } from "./test-cards.ts";

/**
 * Takes `amount` minor units (all of it when undefined) of an authorized payment; the rest goes back to the customer and shows
 * in the charge's `amount_refunded`, with no refund object and no movement of the balance.
 */
export function captureIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  amount: number | undefined,
  params?: RequestParams,
): Stripe.PaymentIntent {
  const taken = readCapture(intent, amount, params);
  const authorized = requireObject(world, "charge", idOf(intent.latest_charge) ?? "");
  const method = requireObject(world, "payment_method", authorized.payment_method ?? "");
  const told = toldAtCapture(authorized, params);
  const taking = {
    ...authorized,
    ...told,
    calculated_statement_descriptor:
      told.statement_descriptor ?? authorized.calculated_statement_descriptor,
    captured: true,
    amount_captured: taken,
    amount_refunded: authorized.amount - taken,
  };
  const captured = bookCapture(world, taking, method, isAvailableAtOnce(world, method.id));
  emitEvent(world, "charge.captured", captured, authorized);
  const paid = changeObject(
    world,
    "payment_intent",
    intent,
    {
      status: "succeeded",
      amount_capturable: 0,
      amount_received: taken,
      ...told,
      metadata: params?.metadata(intent.metadata) ?? intent.metadata,
    },
    ["payment_intent.succeeded"],
  );
  afterCapture(world, captured.id);
  return paid;
}

/** What a capture may still say of the payment; what it does not say stays as it was authorized. */
function toldAtCapture(
  authorized: Stripe.Charge,
  params: RequestParams | undefined,
): Pick<
  Stripe.Charge,
  "statement_descriptor" | "statement_descriptor_suffix" | "application_fee_amount"
> {
  return {
    statement_descriptor: params?.string("statement_descriptor") ?? authorized.statement_descriptor,
    statement_descriptor_suffix:
      params?.string("statement_descriptor_suffix") ?? authorized.statement_descriptor_suffix,
    application_fee_amount:
      params?.integer("application_fee_amount") ?? authorized.application_fee_amount,
  };
}

function isAvailableAtOnce(world: World, method: string): boolean {
  const behaviour = world.store.column("payment_method", method, "behaviour");
  return typeof behaviour === "string" && testCardByToken(behaviour)?.availableAtOnce === true;
}

/** What is to be taken, in minor units; refused where the intent or the amount does not allow it. */
function readCapture(
  intent: Stripe.PaymentIntent,
  amount: number | undefined,
  params: RequestParams | undefined,
): number {
  if (intent.status !== "requires_capture") {
    throw refused(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  }
  if (params?.boolean("final_capture") === false) {
    throw refused("This payment can only be captured once, so its capture is the final one.", {
      param: "final_capture",
    });
  }
  const taken = amount ?? intent.amount_capturable;
  if (taken < 1)
    throw invalidParameter(
      "parameter_invalid_integer",
      "Invalid positive integer",
      "amount_to_capture",
    );
  requireRoundAmount(taken, intent.currency, "amount_to_capture");
  if (taken > intent.amount_capturable) {
    throw refused(
      "The provided amount_to_capture is greater than the amount you can capture for this PaymentIntent.",
      { code: "amount_too_large", param: "amount_to_capture" },
    );
  }
  return taken;
}

const CANCELABLE = new Set([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "requires_capture",
]);

/** Ends an intent that was not paid. An authorization is let go, which the charge shows as refunded in full. */
export function cancelIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  if (!CANCELABLE.has(intent.status)) {
    throw refused(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  }
  if (intent.status === "requires_capture") releaseAuthorization(world, intent, "charge.refunded");
  return changeObject(
    world,
    "payment_intent",
    intent,
    {
      status: "canceled",
      canceled_at: world.clock.nowSeconds(),
      cancellation_reason: reason,
      amount_capturable: 0,
      next_action: null,
    },
    ["payment_intent.canceled"],
  );
}

function releaseAuthorization(
  world: World,
  intent: Stripe.PaymentIntent,
  event: "charge.refunded" | "charge.expired",
): void {
  const charge = requireObject(world, "charge", idOf(intent.latest_charge) ?? "");
  changeObject(world, "charge", charge, { refunded: true, amount_refunded: charge.amount }, [
    event,
  ]);
  closeReviewOf(world, charge, event === "charge.expired" ? "payment_never_settled" : "canceled");
}

/** The bank let an authorization lapse; nothing happens when it was captured or canceled before. */
export function expireAuthorization(world: World, intentId: string): void {
  const intent = requireObject(world, "payment_intent", intentId);
  if (intent.status !== "requires_capture") return;
  releaseAuthorization(world, intent, "charge.expired");
  changeObject(
    world,
    "payment_intent",
    intent,
    {
      status: "canceled",
      canceled_at: world.clock.nowSeconds(),
      cancellation_reason: "automatic",
      amount_capturable: 0,
    },
    ["payment_intent.canceled"],
  );
}
