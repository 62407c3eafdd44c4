import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { type Period, subscriptionLine } from "./invoice-lines.ts";
import { addInvoice, type InvoiceFacts, pendingItems, takeItems } from "./new-invoice.ts";

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;
const DEFAULT_DAYS_UNTIL_DUE = 30;

interface SubscriptionInvoice {
  readonly id: string;
  readonly reason: Stripe.Invoice.BillingReason;
  readonly period: Period;
  /** False for an invoice of pending items alone. */
  readonly chargesItems: boolean;
  /** Waits about an hour as a draft, so that the shop can still change it (docs.stripe.com/invoicing/overview). */
  readonly waits: boolean;
}

/** The period that a subscription is in; all items share it. */
export function periodOf(subscription: Stripe.Subscription): Period {
  const [item] = subscription.items.data;
  if (item === undefined) throw new Error(`${subscription.id} has no items`);
  return { start: item.current_period_start, end: item.current_period_end };
}

/** The draft that bills a subscription: its items for the period, and what has gathered since the last one. */
export function addSubscriptionInvoice(
  world: World,
  subscription: Stripe.Subscription,
  wanted: SubscriptionInvoice,
): Stripe.Invoice {
  const customer = requireObject(world, "customer", idOf(subscription.customer) ?? "");
  const now = world.clock.nowSeconds();
  const trial = subscription.status === "trialing";
  const current = periodOf(subscription);
  const pending = pendingItems(world, customer.id, subscription.id);
  const own = wanted.chargesItems
    ? subscription.items.data.map((item) => subscriptionLine(world, item, current, trial))
    : [];
  const held = subscription.status === "unpaid" || subscription.pause_collection !== null;
  const finalizesAt = wanted.waits && !held ? now + HOUR_SECONDS : null;
  const facts: InvoiceFacts = {
    id: wanted.id,
    customer,
    subscription,
    reason: wanted.reason,
    collectionMethod: subscription.collection_method,
    autoAdvance: !held,
    currency: subscription.currency,
    lines: [...takeItems(world, pending, wanted.id), ...own],
    period: wanted.period,
    dueDate:
      subscription.collection_method === "send_invoice"
        ? now + (subscription.days_until_due ?? DEFAULT_DAYS_UNTIL_DUE) * DAY_SECONDS
        : null,
    finalizesAt,
    defaultPaymentMethod: null,
    description: subscription.description,
  };
  const draft = addInvoice(world, facts);
  if (finalizesAt !== null) world.timers.set("invoice-finalizes", draft.id, finalizesAt * 1000);
  return draft;
}
