import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { addInvoiceItem } from "./new-invoice-item.ts";
import { periodOf } from "./subscription-invoice.ts";

export const PRORATION_BEHAVIORS = ["create_prorations", "none", "always_invoice"] as const;
export type ProrationBehavior = (typeof PRORATION_BEHAVIORS)[number];

/**
 * Gathers what a change of items in the middle of a period comes to: credit for the rest of the period at the old price,
 * the charge for it at the new one, by the second (docs.stripe.com/billing/subscriptions/prorations). Items that did not
 * change are left out. A trial costs nothing, so there is nothing to share out.
 */
export function addProrations(
  world: World,
  before: Stripe.Subscription,
  after: readonly Stripe.SubscriptionItem[],
): void {
  if (before.status === "trialing" || before.status === "incomplete") return;
  const period = periodOf(before);
  const now = world.clock.nowSeconds();
  const left = Math.max(0, period.end - now) / (period.end - period.start);
  const changed = (
    one: Stripe.SubscriptionItem,
    other: Stripe.SubscriptionItem | undefined,
  ): boolean => one.price.id !== other?.price.id || one.quantity !== other.quantity;
  const withId = (
    items: readonly Stripe.SubscriptionItem[],
    id: string,
  ): Stripe.SubscriptionItem | undefined => items.find((item) => item.id === id);
  const rest = { start: now, end: period.end };
  for (const item of before.items.data)
    if (changed(item, withId(after, item.id))) addShare(world, before, item, -left, rest);
  for (const item of after)
    if (changed(item, withId(before.items.data, item.id)))
      addShare(world, before, item, left, rest);
}

function addShare(
  world: World,
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  share: number,
  period: { start: number; end: number },
): void {
  const quantity = item.quantity ?? 1;
  const amount = Math.round((item.price.unit_amount ?? 0) * quantity * share);
  if (amount === 0) return;
  const name = world.store.get("product", idOf(item.price.product) ?? "")?.name ?? "Subscription";
  addInvoiceItem(world, {
    customer: idOf(subscription.customer) ?? "",
    amount,
    currency: item.price.currency,
    description: `${amount < 0 ? "Unused" : "Remaining"} time on ${quantity} × ${name}`,
    period,
    quantity,
    price: item.price,
    proration: true,
    subscription: { subscription: subscription.id, subscription_item: item.id },
    invoice: null,
    metadata: {},
  });
}
