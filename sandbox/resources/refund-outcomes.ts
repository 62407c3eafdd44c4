import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { bookMovement } from "./balance-transactions.ts";
import { changeObject, requireObject } from "./change-object.ts";
import { emitEvent } from "./events.ts";

const UPDATED = ["refund.updated", "charge.refund.updated"] as const;

/** A pending refund reached the customer. */
export function succeedRefund(world: World, refundId: string): void {
  const before = requireObject(world, "refund", refundId);
  if (before.status !== "pending") return;
  const after = { ...before, status: "succeeded" };
  delete after.pending_reason;
  world.store.replace("refund", after);
  for (const event of UPDATED) emitEvent(world, event, after, before);
}

/**
 * The bank sent a refund back, long after it seemed done: the money returns to the balance as a movement of its own
 * and the charge can be refunded again.
 */
export function failRefund(world: World, refundId: string): void {
  const refund = requireObject(world, "refund", refundId);
  if (refund.status !== "succeeded" && refund.status !== "pending") return;
  const taken = requireObject(world, "balance_transaction", idOf(refund.balance_transaction) ?? "");
  const returned = bookMovement(world, {
    type: "refund_failure",
    // What was taken comes back, at the rate at which it was taken.
    amount: -taken.amount,
    currency: taken.currency,
    exchangeRate: taken.exchange_rate,
    feeDetails: [],
    source: refund.id,
    description: "REFUND FAILURE",
    availableOn: world.clock.nowSeconds(),
  });
  const charge = requireObject(world, "charge", idOf(refund.charge) ?? "");
  changeObject(
    world,
    "charge",
    charge,
    { amount_refunded: charge.amount_refunded - refund.amount, refunded: false },
    ["charge.updated"],
  );
  changeObject(
    world,
    "refund",
    refund,
    {
      status: "failed",
      failure_reason: "expired_or_canceled_card",
      failure_balance_transaction: returned.id,
    },
    ["refund.failed", ...UPDATED],
  );
}
