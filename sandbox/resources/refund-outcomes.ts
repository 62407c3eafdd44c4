import type { Stripe } from "stripe";
import { refused } from "../protocol/api-error.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { bookMovement } from "./balance-transactions.ts";
import { changeObject, requireObject } from "./change-object.ts";
import { afterRefund } from "./disputes/charge-aftermath.ts";
import { emitEvent } from "./events.ts";

const UPDATED = ["refund.updated", "charge.refund.updated"] as const;
const DAY_MS = 86_400_000;

/** Values of `failure_reason` (docs.stripe.com/api/refunds/object#refund_object-failure_reason). */
export type RefundFailure =
  | "lost_or_stolen_card"
  | "expired_or_canceled_card"
  | "charge_for_pending_refund_disputed"
  | "insufficient_funds"
  | "declined"
  | "merchant_request"
  | "unknown";

/**
 * A pending refund reached the customer, or the customer said where the money shall go. `movement` is what a refund
 * that waited for money has now taken; without it such a refund goes on waiting.
 */
export function succeedRefund(world: World, refundId: string, movement?: string): void {
  const before = requireObject(world, "refund", refundId);
  if (before.status !== "pending" && before.status !== "requires_action") return;
  if (before.balance_transaction === null && movement === undefined) return;
  const after: Stripe.Refund = {
    ...before,
    balance_transaction: movement ?? before.balance_transaction,
    status: "succeeded",
  };
  delete after.pending_reason;
  delete after.next_action;
  world.store.replace("refund", after);
  for (const event of UPDATED) emitEvent(world, event, after, before);
}

/** Puts the money of a refund back, at the rate at which it was taken; the charge can be refunded again. */
function bringBack(world: World, refund: Stripe.Refund, description: string): string {
  const taken = requireObject(world, "balance_transaction", idOf(refund.balance_transaction) ?? "");
  const charge = requireObject(world, "charge", idOf(refund.charge) ?? "");
  changeObject(
    world,
    "charge",
    charge,
    { amount_refunded: charge.amount_refunded - refund.amount, refunded: false },
    ["charge.updated"],
  );
  afterRefund(world, charge.id, null);
  return bookMovement(world, {
    type: "refund_failure",
    amount: -taken.amount,
    currency: taken.currency,
    exchangeRate: taken.exchange_rate,
    feeDetails: [],
    source: refund.id,
    description,
    availableOn: world.clock.nowSeconds(),
  }).id;
}

/**
 * The bank sent a refund back, perhaps long after it seemed done: the money returns to the balance as a movement of its
 * own (docs.stripe.com/refunds#failed-refunds). One that has not gone out for want of money fails a day after it has.
 */
function failRefund(
  world: World,
  refundId: string,
  reason: RefundFailure = "expired_or_canceled_card",
): void {
  const refund = requireObject(world, "refund", refundId);
  if (refund.status === "failed" || refund.status === "canceled") return;
  if (refund.balance_transaction === null) {
    world.timers.set("refund-fails", `${refundId} ${reason}`, world.clock.nowMs() + DAY_MS);
    return;
  }
  const returned = bringBack(world, refund, "REFUND FAILURE");
  const after: Stripe.Refund = {
    ...refund,
    status: "failed",
    failure_reason: reason,
    failure_balance_transaction: returned,
  };
  delete after.pending_reason;
  delete after.next_action;
  world.store.replace("refund", after);
  for (const event of ["refund.failed", ...UPDATED] as const)
    emitEvent(world, event, after, refund);
}

/** What the `refund-fails` timer carries: the refund's id and, after a blank, why. */
export function failRefundByTimer(world: World, subject: string): void {
  const [id = "", reason] = subject.split(" ");
  failRefund(world, id, reason as RefundFailure | undefined);
}

/** Ends a refund that waits for the customer (docs.stripe.com/api/refunds/cancel); 400 for any other. */
export function cancelRefund(world: World, refundId: string): Stripe.Refund {
  const refund = requireObject(world, "refund", refundId);
  if (refund.status !== "requires_action") {
    throw refused(
      `This refund cannot be canceled because it has a status of ${refund.status ?? "unknown"}. Only refunds with one of the following statuses may be canceled: requires_action.`,
      { code: "status_transition_invalid" },
    );
  }
  const returned = bringBack(world, refund, "REFUND CANCELED");
  const after: Stripe.Refund = {
    ...refund,
    status: "canceled",
    failure_reason: "merchant_request",
    failure_balance_transaction: returned,
  };
  delete after.next_action;
  world.store.replace("refund", after);
  for (const event of UPDATED) emitEvent(world, event, after, refund);
  return after;
}
