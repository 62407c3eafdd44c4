import { idOf, instantOf } from "#server/platform/stripe/object-fields.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import type { StoredItem } from "./stored-items.ts";

type Subscription = StripeObjects["subscription"];
type Item = Subscription["items"]["data"][number];

/** The row of a subscription: its price for one interval, its period, and how it is paid. */
export function subscriptionRow(subscription: Subscription) {
  const { data: items } = subscription.items;
  const pause = subscription.pause_collection;
  return {
    id: subscription.id,
    customerId: idOf(subscription.customer),
    status: subscription.status,
    description: subscription.description,
    currency: subscription.currency,
    amount: amountOf(items),
    ...intervalOf(items),
    items: items.map(itemOf),
    currentPeriodStart: instantOf(least(items.map((item) => item.current_period_start))),
    currentPeriodEnd: instantOf(least(items.map((item) => item.current_period_end))),
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
    cancelAt: instantOf(subscription.cancel_at),
    canceledAt: instantOf(subscription.canceled_at),
    endedAt: instantOf(subscription.ended_at),
    trialEnd: instantOf(subscription.trial_end),
    pauseBehavior: pause?.behavior ?? null,
    pauseResumesAt: instantOf(pause?.resumes_at),
    collectionMethod: subscription.collection_method,
    defaultPaymentMethodId: idOf(subscription.default_payment_method),
    latestInvoiceId: idOf(subscription.latest_invoice),
    createdAt: instantOf(subscription.created),
  };
}

function itemOf(item: Item): StoredItem {
  return {
    id: item.id,
    priceId: item.price.id,
    productId: idOf(item.price.product) ?? "",
    name: item.price.nickname,
    unitAmount: item.price.unit_amount?.toString() ?? null,
    quantity: item.quantity ?? 1,
  };
}

/** Minor units of one interval, all items together; null as soon as one has tiers or a share of a cent. */
function amountOf(items: readonly Item[]): string | null {
  let sum = 0n;
  for (const { price, quantity } of items) {
    if (price.unit_amount === null) return null;
    sum += BigInt(price.unit_amount) * BigInt(quantity ?? 1);
  }
  return sum.toString();
}

const NO_INTERVAL = { interval: null, intervalCount: null };

/** Stripe may bill the items of one subscription in different intervals; then it has none of its own. */
function intervalOf(items: readonly Item[]) {
  const [first] = items;
  const recurring = first?.price.recurring;
  if (!recurring) return NO_INTERVAL;
  const { interval, interval_count: intervalCount } = recurring;
  const shared = items.every(
    ({ price }) =>
      price.recurring?.interval === interval && price.recurring.interval_count === intervalCount,
  );
  return shared ? { interval, intervalCount } : NO_INTERVAL;
}

/** The nearest of the items' instants, in seconds; null without items. */
function least(seconds: readonly number[]): number | null {
  return seconds.length === 0 ? null : Math.min(...seconds);
}
