import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { periodEndAfter } from "./billing-period.ts";
import { markUncollectible, voidInvoice } from "./close-invoice.ts";
import { finalizeInvoice } from "./collect-invoice.ts";
import { invoiceItemLine, type Period, subscriptionLine } from "./invoice-lines.ts";
import { isBeingPaid } from "./invoice-outcomes.ts";
import { draftInvoice, nextInvoiceId, pendingItems } from "./new-invoice.ts";
import { addSubscriptionInvoice, periodOf } from "./subscription-invoice.ts";
import { endSubscription, hasEnded } from "./subscription-status.ts";

const DAY_MS = 86_400_000;
/** Stripe lets an account choose between 3, 7, 15, 30 and 45 days; the trial's reminder is always 3. */
const REMINDER_DAYS = 3;

/** Sets what happens at the end of the period that the subscription is in. */
export function watchPeriod(world: World, subscription: Stripe.Subscription): void {
  const endMs = periodOf(subscription).end * 1000;
  const subject = `${subscription.id} ${endMs}`;
  world.timers.set("subscription-period-ends", subject, endMs);
  const reminderMs = endMs - REMINDER_DAYS * DAY_MS;
  const trial = subscription.status === "trialing";
  if (reminderMs > world.clock.nowMs())
    world.timers.set(
      trial ? "subscription-trial-ends-soon" : "subscription-renews-soon",
      subject,
      reminderMs,
    );
}

/** The subscription that a timer was set for, unless it ended or its period was moved since. */
function stillIn(world: World, subject: string): Stripe.Subscription | null {
  const [id = "", endMs = ""] = subject.split(" ");
  const subscription = requireObject(world, "subscription", id);
  if (hasEnded(subscription) || periodOf(subscription).end * 1000 !== Number(endMs)) return null;
  return subscription;
}

/** Each item moved to a new period. */
export function itemsIn(
  subscription: Stripe.Subscription,
  period: Period,
): Stripe.Subscription["items"] {
  return {
    ...subscription.items,
    data: subscription.items.data.map((item) => ({
      ...item,
      current_period_start: period.start,
      current_period_end: period.end,
    })),
  };
}

/** The next period: what was to end ends, a trial turns into a paid subscription, all others are billed. */
export function endPeriod(world: World, subject: string): void {
  const subscription = stillIn(world, subject);
  if (subscription === null || subscription.status === "paused") return;
  if (subscription.cancel_at_period_end) {
    endSubscription(world, subscription, { reason: "cancellation_requested" });
    return;
  }
  if (subscription.status === "trialing" && !endTrial(world, subscription)) return;
  renew(world, requireObject(world, "subscription", subscription.id));
}

/** False when the trial ends in something else than a paid period: no method to charge, and a rule for that case. */
function endTrial(world: World, subscription: Stripe.Subscription): boolean {
  const customer = requireObject(world, "customer", idOf(subscription.customer) ?? "");
  const payable =
    subscription.collection_method === "send_invoice" ||
    subscription.default_payment_method !== null ||
    customer.invoice_settings.default_payment_method !== null;
  const rule = subscription.trial_settings?.end_behavior.missing_payment_method;
  if (payable || rule === "create_invoice" || rule === undefined) {
    changeObject(world, "subscription", subscription, { status: "active" }, []);
    return true;
  }
  if (rule === "cancel") endSubscription(world, subscription, {});
  else
    changeObject(world, "subscription", subscription, { status: "paused" }, [
      "customer.subscription.updated",
      "customer.subscription.paused",
    ]);
  return false;
}

function renew(world: World, subscription: Stripe.Subscription): void {
  const ended = periodOf(subscription);
  const period = { start: ended.end, end: nextEnd(subscription, ended.end) };
  const invoice = nextInvoiceId(world);
  const renewed = changeObject(
    world,
    "subscription",
    subscription,
    { items: itemsIn(subscription, period), latest_invoice: invoice },
    ["customer.subscription.updated"],
  );
  const draft = addSubscriptionInvoice(world, renewed, {
    id: invoice,
    reason: "subscription_cycle",
    period: ended,
    chargesItems: true,
    waits: true,
  });
  const pause = renewed.pause_collection?.behavior;
  if (pause === "void" || pause === "mark_uncollectible") {
    const open = finalizeInvoice(world, draft);
    const close = pause === "void" ? voidInvoice : markUncollectible;
    if (open.status === "open") close(world, open);
  }
  watchPeriod(world, requireObject(world, "subscription", renewed.id));
}

/** Where the period that begins at `start` ends. */
export function nextEnd(subscription: Stripe.Subscription, start: number): number {
  const [item] = subscription.items.data;
  const every = item?.price.recurring;
  if (every === null || every === undefined) throw new Error(`${subscription.id} has no interval`);
  return periodEndAfter(subscription.billing_cycle_anchor, every, start);
}

/** Some days before a renewal: what the next invoice would be, as things stand. */
export function announceRenewal(world: World, subject: string): void {
  const subscription = stillIn(world, subject);
  if (subscription === null || subscription.cancel_at_period_end) return;
  if (subscription.status === "active" || subscription.status === "past_due")
    emitEvent(world, "invoice.upcoming", previewRenewal(world, subscription));
}

/** Some days before a trial ends. */
export function announceTrialEnd(world: World, subject: string): void {
  const subscription = stillIn(world, subject);
  if (subscription?.status === "trialing")
    emitEvent(world, "customer.subscription.trial_will_end", subscription);
}

/** The invoice that the next renewal would make; nothing is saved. */
export function previewRenewal(world: World, subscription: Stripe.Subscription): Stripe.Invoice {
  const customer = requireObject(world, "customer", idOf(subscription.customer) ?? "");
  const current = periodOf(subscription);
  const next = { start: current.end, end: nextEnd(subscription, current.end) };
  return draftInvoice(world, {
    id: world.ids.next("upcoming_in_1", 23),
    customer,
    subscription,
    reason: "upcoming",
    collectionMethod: subscription.collection_method,
    autoAdvance: true,
    currency: subscription.currency,
    lines: [
      ...pendingItems(world, customer.id, subscription.id).map((item) =>
        invoiceItemLine(world, item),
      ),
      ...subscription.items.data.map((item) => subscriptionLine(world, item, next, false)),
    ],
    period: current,
    dueDate: null,
    finalizesAt: null,
  });
}

/** `subject` is the subscription and the moment that was set. */
export function cancelInTime(world: World, subject: string): void {
  const [id = "", at = ""] = subject.split(" ");
  const subscription = requireObject(world, "subscription", id);
  if (hasEnded(subscription) || subscription.cancel_at !== Number(at)) return;
  endSubscription(world, subscription, { reason: "cancellation_requested" });
}

/**
 * The first payment did not come within 23 hours. One that a bank still works on is a pending payment, for which the
 * subscription waits (docs.stripe.com/billing/subscriptions/overview); when it fails, it expires at once, which is our own
 * reading.
 */
export function expireFirstPayment(world: World, id: string): void {
  const subscription = requireObject(world, "subscription", id);
  if (subscription.status !== "incomplete") return;
  const invoice = world.store.get("invoice", idOf(subscription.latest_invoice) ?? "");
  if (invoice !== undefined && isBeingPaid(world, invoice)) return;
  if (invoice?.status === "open") voidInvoice(world, invoice);
  changeObject(
    world,
    "subscription",
    subscription,
    { status: "incomplete_expired", ended_at: world.clock.nowSeconds() },
    ["customer.subscription.updated"],
  );
}

/** The end of a pause of collection that was set with one. */
export function resumeCollection(world: World, subject: string): void {
  const [id = "", at = ""] = subject.split(" ");
  const subscription = requireObject(world, "subscription", id);
  if (hasEnded(subscription) || subscription.pause_collection?.resumes_at !== Number(at)) return;
  changeObject(world, "subscription", subscription, { pause_collection: null }, [
    "customer.subscription.updated",
  ]);
}
