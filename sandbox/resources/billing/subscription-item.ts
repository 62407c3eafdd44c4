import type { Stripe } from "stripe";
import { noSuch, refused } from "../../protocol/api-error.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import type { Period } from "./invoice-lines.ts";

export interface ItemFacts {
  readonly price: Stripe.Price;
  readonly quantity: number;
  readonly metadata?: Record<string, string>;
}

/** An item of a subscription; the caller puts it into the subscription's list. */
export function newItem(
  world: World,
  subscription: string,
  facts: ItemFacts,
  period: Period,
): Stripe.SubscriptionItem {
  const id = world.ids.next("si_", 14);
  world.store
    .sql("INSERT INTO subscription_item (id, subscription) VALUES (?, ?)")
    .run(id, subscription);
  return {
    id,
    object: "subscription_item",
    billing_thresholds: null,
    created: world.clock.nowSeconds(),
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: facts.metadata ?? {},
    plan: planOf(facts.price),
    price: facts.price,
    quantity: facts.quantity,
    subscription,
    tax_rates: [],
  };
}

/** The older shape of a recurring price, which items still carry. */
export function planOf(price: Stripe.Price): Stripe.Plan {
  if (price.recurring === null) throw refused("A subscription's price must be recurring.");
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring.interval,
    interval_count: price.recurring.interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: price.recurring.trial_period_days,
    usage_type: "licensed",
  };
}

/** The item with the subscription it stands in; 404 when there is none. */
export function requireItem(
  world: World,
  id: string,
): { item: Stripe.SubscriptionItem; subscription: Stripe.Subscription } {
  const owner = world.store
    .sql("SELECT subscription FROM subscription_item WHERE id = ?")
    .get(id)?.["subscription"];
  const subscription =
    typeof owner === "string" ? requireObject(world, "subscription", owner) : undefined;
  const item = subscription?.items.data.find((candidate) => candidate.id === id);
  if (subscription === undefined || item === undefined)
    throw noSuch("subscription_item", id, "id", 404);
  return { item, subscription };
}
