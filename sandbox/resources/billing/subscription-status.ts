import type { Stripe } from "stripe";
import { equals } from "../../protocol/list-page.ts";
import type { World } from "../../world.ts";
import { changeObject } from "../change-object.ts";
import { finalAction } from "./dunning.ts";

const FIRST_PAYMENT_MS = 23 * 3_600_000;

/** Stripe's word for a subscription that no longer does anything. */
export function hasEnded(subscription: Stripe.Subscription): boolean {
  return subscription.status === "canceled" || subscription.status === "incomplete_expired";
}

/** Sets when a subscription expires that was never paid: 23 hours after its making, or now when these are over. */
export function watchFirstPayment(world: World, { id, created }: Stripe.Subscription): void {
  const dueMs = Math.max(world.clock.nowMs(), created * 1000 + FIRST_PAYMENT_MS);
  world.timers.set("subscription-first-payment-expires", id, dueMs);
}

/** Ends a subscription for good and tells so by `customer.subscription.deleted`. */
export function endSubscription(
  world: World,
  subscription: Stripe.Subscription,
  details: Partial<Stripe.Subscription.CancellationDetails>,
): Stripe.Subscription {
  const now = world.clock.nowSeconds();
  stopCollecting(world, subscription);
  return changeObject(
    world,
    "subscription",
    subscription,
    {
      status: "canceled",
      canceled_at: subscription.canceled_at ?? now,
      ended_at: now,
      cancellation_details: {
        comment: null,
        feedback: null,
        feedback_option: null,
        reason: null,
        ...subscription.cancellation_details,
        ...details,
      },
    },
    ["customer.subscription.deleted"],
  );
}

/** Nobody is charged by surprise once they have left: invoices stay open, but no try follows (docs.stripe.com/api/subscriptions/cancel). */
function stopCollecting(world: World, { id }: Stripe.Subscription): void {
  const invoices = world.store.find("invoice", {
    conditions: [...equals("subscription", id), ...equals("status", "open")],
    order: "oldest",
    limit: -1,
  });
  for (const invoice of invoices) {
    if (invoice.auto_advance !== true) continue;
    const stopped = { auto_advance: false, next_payment_attempt: null };
    changeObject(world, "invoice", invoice, stopped, ["invoice.updated"]);
  }
}

/** Ends all that a customer who is deleted has subscribed to (docs.stripe.com/api/customers/delete). */
export function endSubscriptionsOf(world: World, customer: string): void {
  const found = world.store.find("subscription", {
    conditions: equals("customer", customer),
    order: "oldest",
    limit: -1,
  });
  for (const subscription of found)
    if (!hasEnded(subscription)) endSubscription(world, subscription, {});
}

/** The newest invoice of a subscription was paid: what waited for the money goes on. */
export function afterPaid(
  world: World,
  subscription: Stripe.Subscription,
  payer: string | null,
): void {
  const waited = ["incomplete", "past_due", "unpaid", "paused"].includes(subscription.status);
  const keeps =
    payer !== null &&
    subscription.default_payment_method === null &&
    subscription.payment_settings?.save_default_payment_method === "on_subscription";
  if (!waited && !keeps) return;
  changeObject(
    world,
    "subscription",
    subscription,
    {
      ...(waited ? { status: "active" } : {}),
      ...(keeps ? { default_payment_method: payer } : {}),
    },
    ["customer.subscription.updated"],
  );
}

/** A subscription whose invoice failed or is overdue; one that never began stays incomplete. */
export function becomePastDue(world: World, subscription: Stripe.Subscription): void {
  if (subscription.status !== "active" && subscription.status !== "trialing") return;
  changeObject(world, "subscription", subscription, { status: "past_due" }, [
    "customer.subscription.updated",
  ]);
}

/** All tries have failed: what the account's setting says is done. */
export function giveUp(world: World, subscription: Stripe.Subscription): void {
  if (subscription.status !== "past_due") return;
  const action = finalAction(world);
  if (action === "cancel") endSubscription(world, subscription, { reason: "payment_failed" });
  if (action === "mark_unpaid")
    changeObject(world, "subscription", subscription, { status: "unpaid" }, [
      "customer.subscription.updated",
    ]);
}
