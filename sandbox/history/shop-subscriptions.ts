import type { Stripe } from "stripe";
import { addPrice, addProduct } from "../resources/billing/catalog.ts";
import { addSubscription } from "../resources/billing/new-subscription.ts";
import { endSubscription, hasEnded } from "../resources/billing/subscription-status.ts";
import { riskOf, type Verdict } from "../resources/issuer-verdict.ts";
import type { World } from "../world.ts";
import { setAftermath } from "./aftermath.ts";
import { CARD_DECLINES } from "./decline-mix.ts";
import type { RandomStream } from "./random-stream.ts";
import { type Country, CURRENCIES } from "./shop-profile.ts";

const DAY_MS = 86_400_000;
const STAYS_DAYS = 75;
/** Off-session charges fail more often than those of somebody who is there; our own shares. */
const RENEWAL_DECLINED = 0.085;
const RETRY_DECLINED = 0.6;
const PRICES_META = "shop_prices";

/** Boxes to subscribe to: cents or pence of each delivery, and how popular they are. */
const PLANS = [
  { name: "Weekly pantry box", interval: "week", unitAmount: 1_290, weight: 45 },
  { name: "Monthly coffee box", interval: "month", unitAmount: 2_490, weight: 45 },
  { name: "Club membership", interval: "year", unitAmount: 5_900, weight: 10 },
] as const;

/** Puts the boxes on sale, in euros and pounds; keeps the prices' ids. */
export function openCatalog(world: World): void {
  const ids = PLANS.flatMap(({ name, interval, unitAmount }) => {
    const product = addProduct(world, { name });
    return ["eur", "gbp"].map(
      (currency) =>
        addPrice(world, {
          product: product.id,
          unitAmount,
          currency,
          recurring: { interval, interval_count: 1 },
          nickname: `${name}, ${currency.toUpperCase()}`,
        }).id,
    );
  });
  world.store.setMeta(PRICES_META, JSON.stringify(ids));
}

/** Whether this method can pay for a box in the country's currency. */
export function canSubscribe(
  world: World,
  method: Stripe.PaymentMethod,
  country: Country,
): boolean {
  const { code } = CURRENCIES[country];
  return (
    method.type === "card" &&
    (code === "eur" || code === "gbp") &&
    world.store.meta(PRICES_META) !== undefined
  );
}

/** A customer subscribes to a box and will one day have enough of it. */
export function subscribe(
  world: World,
  customer: Stripe.Customer,
  { method, country }: { method: Stripe.PaymentMethod; country: Country },
  random: RandomStream,
): void {
  const [first, ...others] = PLANS;
  const plan = random.weighted<(typeof PLANS)[number]>([
    [first, first.weight],
    ...others.map((other) => [other, other.weight] as const),
  ]);
  const ids = JSON.parse(world.store.meta(PRICES_META) ?? "[]") as string[];
  const position = PLANS.indexOf(plan) * 2 + (CURRENCIES[country].code === "gbp" ? 1 : 0);
  const price = world.store.get("price", ids[position] ?? "");
  if (price === undefined) return;
  const subscription = addSubscription(world, {
    customer: customer.id,
    items: [{ price, quantity: 1 }],
    defaultPaymentMethod: method.id,
    description: plan.name,
  });
  setAftermath(world, "unsubscribe", subscription.id, random.exponential(STAYS_DAYS) * DAY_MS);
}

/** The customer has had enough. */
export function unsubscribe(world: World, id: string): void {
  const subscription = world.store.get("subscription", id);
  if (subscription === undefined || hasEnded(subscription)) return;
  endSubscription(world, subscription, { reason: "cancellation_requested" });
}

/** What the bank says to the payment of a box; null for a method that is no card of the shop's making. */
export function boxVerdict(
  world: World,
  invoice: Stripe.Invoice,
  method: Stripe.PaymentMethod,
  draws: () => RandomStream,
): Verdict | null {
  const invented = world.store.column("payment_method", method.id, "behaviour") === null;
  if (!invented || method.type !== "card") return null;
  const random = draws();
  const risk = riskOf("normal", `${invoice.id}:${invoice.attempt_count}`);
  if (!random.chance(invoice.attempt_count > 1 ? RETRY_DECLINED : RENEWAL_DECLINED))
    return { result: "approved", risk };
  return { result: "declined", risk, declineCode: random.weighted(CARD_DECLINES) };
}
