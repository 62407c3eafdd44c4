import type { Stripe } from "stripe";
import { noSuch, refused } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { collectInvoice, finalizeInvoice } from "./collect-invoice.ts";
import { nextInvoiceId, pendingItems } from "./new-invoice.ts";
import { readPrice } from "./price-params.ts";
import { addProrations, type ProrationBehavior } from "./proration.ts";
import { itemsIn, nextEnd, watchPeriod } from "./subscription-cycle.ts";
import { addSubscriptionInvoice, periodOf } from "./subscription-invoice.ts";
import { newItem, planOf } from "./subscription-item.ts";
import { readItem, readQuantity, requireOneRhythm } from "./subscription-params.ts";

/** The items as `items[…]` of an update leaves them: named by id they are changed or removed, all others are added. */
export function readChangedItems(
  world: World,
  subscription: Stripe.Subscription,
  groups: readonly RequestParams[],
): Stripe.SubscriptionItem[] {
  let items = [...subscription.items.data];
  for (const group of groups) {
    const id = group.string("id");
    if (id === undefined) {
      items.push(newItem(world, subscription.id, readItem(world, group), periodOf(subscription)));
      continue;
    }
    const item = items.find((candidate) => candidate.id === id);
    if (item === undefined) throw noSuch("subscription_item", id, "items");
    items =
      group.boolean("deleted") === true
        ? items.filter((candidate) => candidate !== item)
        : items.map((candidate) =>
            candidate === item ? changedItem(world, item, group) : candidate,
          );
  }
  return items;
}

/** An item with the price, the quantity and the metadata that a request gives it. */
export function changedItem(
  world: World,
  item: Stripe.SubscriptionItem,
  params: RequestParams,
): Stripe.SubscriptionItem {
  const price = readPrice(world, params) ?? item.price;
  return {
    ...item,
    price,
    plan: planOf(price),
    quantity: readQuantity(params) ?? item.quantity ?? 1,
    metadata: params.metadata(item.metadata),
  };
}

/**
 * Gives a subscription other items. What the rest of the period costs more or less is gathered for the next invoice,
 * billed at once, or left alone, as `behavior` says. Another interval begins a new period now and is billed at once.
 */
export function changeItems(
  world: World,
  before: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[],
  behavior: ProrationBehavior,
): Stripe.Subscription {
  const [first] = items;
  if (first === undefined)
    throw refused("A subscription must have at least one active plan.", { param: "items" });
  requireOneRhythm(items.map(({ price }) => price));
  const restarts = rhythmOf(before.items.data[0]) !== rhythmOf(first);
  if (behavior !== "none") addProrations(world, before, restarts ? [] : items);
  const changed: Stripe.Subscription = {
    ...before,
    items: { ...before.items, data: [...items] },
    currency: first.price.currency,
  };
  if (restarts && before.status !== "trialing") return restartPeriod(world, before, changed);
  const saved = changeObject(world, "subscription", before, changed, [
    "customer.subscription.updated",
  ]);
  if (behavior === "always_invoice") invoicePending(world, saved);
  return requireObject(world, "subscription", before.id);
}

function rhythmOf(item: Stripe.SubscriptionItem | undefined): string {
  return `${item?.price.recurring?.interval} ${item?.price.recurring?.interval_count}`;
}

function restartPeriod(
  world: World,
  before: Stripe.Subscription,
  changed: Stripe.Subscription,
): Stripe.Subscription {
  const now = world.clock.nowSeconds();
  const anchored = { ...changed, billing_cycle_anchor: now };
  const period = { start: now, end: nextEnd(anchored, now) };
  const saved = changeObject(
    world,
    "subscription",
    before,
    { ...anchored, items: itemsIn(anchored, period) },
    ["customer.subscription.updated"],
  );
  billNow(world, saved, true);
  const billed = requireObject(world, "subscription", before.id);
  watchPeriod(world, billed);
  return billed;
}

/** Bills what has gathered, without waiting for the end of the period; does nothing when nothing has. */
export function invoicePending(world: World, subscription: Stripe.Subscription): void {
  const pending = pendingItems(world, idOf(subscription.customer) ?? "", subscription.id);
  if (pending.length > 0) billNow(world, subscription, false);
}

/** An invoice in the middle of a period (`subscription_update`): finalized and tried at once. */
export function billNow(
  world: World,
  subscription: Stripe.Subscription,
  chargesItems: boolean,
): void {
  const id = nextInvoiceId(world);
  const named = changeObject(world, "subscription", subscription, { latest_invoice: id }, []);
  const draft = addSubscriptionInvoice(world, named, {
    id,
    reason: "subscription_update",
    period: periodOf(named),
    chargesItems,
    waits: false,
  });
  const open = finalizeInvoice(world, draft);
  if (open.status !== "open" || open.auto_advance !== true) return;
  if (open.collection_method === "send_invoice")
    changeObject(world, "invoice", open, {}, ["invoice.sent"]);
  else collectInvoice(world, open, { automatic: true, offSession: true });
}
