import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import { ACCOUNT_CURRENCY, type World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { requireObject } from "../change-object.ts";
import { succeedRefund } from "../refund-outcomes.ts";
import { availableIn } from "./balance-sums.ts";
import { convertAmount, exchangeRate, settlementOf } from "./exchange-rates.ts";
import { moneySettings } from "./money-settings.ts";

/** A refund of money that is not available yet waits with it, so that it cannot pull the available balance below zero. */
function settlesWith(world: World, charge: Stripe.Charge): number {
  const booked = world.store.get("balance_transaction", idOf(charge.balance_transaction) ?? "");
  return booked?.status === "pending" ? booked.available_on : world.clock.nowSeconds();
}

/**
 * Whether a refund can go out now: with the payment's own pending money, or from what is available, down to the limit
 * that the account's settings name. Otherwise Stripe holds it as pending (docs.stripe.com/refunds).
 */
export function coversRefund(world: World, charge: Stripe.Charge, amount: number): boolean {
  if (settlesWith(world, charge) > world.clock.nowSeconds()) return true;
  const taken = settlementOf(world, amount, charge.currency);
  const { negativeBalanceLimit } = moneySettings(world);
  const rate = exchangeRate(world, ACCOUNT_CURRENCY, taken.currency);
  const limit = convertAmount(negativeBalanceLimit, ACCOUNT_CURRENCY, taken.currency, rate);
  return availableIn(world, taken.currency) - taken.amount >= -limit;
}

/** Books what a refund takes from the balance, at today's rate, and gives the movement's id; `amount` as the charge's. */
export function takeRefund(
  world: World,
  charge: Stripe.Charge,
  refundId: string,
  amount: number,
  feeDetails: Stripe.BalanceTransaction.FeeDetail[] = [],
): string {
  return bookMovement(world, {
    type: charge.id.startsWith("py_") ? "payment_refund" : "refund",
    ...settlementOf(world, -amount, charge.currency),
    feeDetails,
    source: refundId,
    description: charge.description === null ? null : `REFUND FOR CHARGE (${charge.description})`,
    availableOn: settlesWith(world, charge),
  }).id;
}

/** Sends the refunds that waited for money, the oldest first, as far as the money goes. */
export function sendWaitingRefunds(world: World): void {
  const waiting = world.store.find("refund", {
    conditions: [{ sql: "pending_reason = 'insufficient_funds'", values: [] }],
    order: "oldest",
    limit: Number.MAX_SAFE_INTEGER,
  });
  for (const refund of waiting) {
    const charge = requireObject(world, "charge", idOf(refund.charge) ?? "");
    if (!coversRefund(world, charge, refund.amount)) return;
    succeedRefund(world, refund.id, takeRefund(world, charge, refund.id, refund.amount));
  }
}
