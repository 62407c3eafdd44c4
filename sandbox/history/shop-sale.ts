import type { Stripe } from "stripe";
import { riskOf, type Verdict } from "../resources/issuer-verdict.ts";
import { exponentOf } from "../resources/money/currencies.ts";
import { addPaymentIntent } from "../resources/new-payment-intent.ts";
import { METHOD_TYPES, redirectsCustomer } from "../resources/new-payment-method.ts";
import { completeAction } from "../resources/payment-intent-action.ts";
import { attemptPayment } from "../resources/payment-intent-attempt.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { CARD_DECLINES } from "./decline-mix.ts";
import { type CardTrouble, cardTrouble, noteAttempt } from "./incidents/card-trouble.ts";
import { noteQuietOrder, staysAway } from "./incidents/quiet-day.ts";
import { type RandomStream, randomStream } from "./random-stream.ts";
import { emptyPurseFactor } from "./seasons.ts";
import { drawTroubles } from "./shop-fraud.ts";
import { assignReview } from "./shop-people.ts";
import { type Country, CURRENCIES, FAILURE_RATES } from "./shop-profile.ts";
import { passOn } from "./shop-sellers.ts";
import { canSubscribe, subscribe } from "./shop-subscriptions.ts";
import { knownShopper, methodOf, newMethod, newShopper, returningShopper } from "./shopper.ts";

const DAY_MS = 86_400_000;
const RETURNING_SHARE = 0.62;
const SUBSCRIBER_SHARE = 0.04;
const PREORDER_SHARE = 0.035;
const LEFT_BASKET_SHARE = 0.012;
const AUTHENTICATION_SHARE = 0.28;
const AUTHENTICATION_FAILS = 0.03;
const REFUND_SHARE = 0.021;
const RETRY_SHARE = 0.48;
const OTHER_CARD_SHARE = 0.4;
const MAX_RETRIES = 2;
const UNASSESSED = { level: "not_assessed", score: null } as const;

/** The stream of the next thing the shop does; the count is kept in the store, so a restart does not repeat one. */
export function nextStream(world: World, seed: string): RandomStream {
  const count = Number(world.store.meta("shop_steps") ?? 0) + 1;
  world.store.setMeta("shop_steps", String(count));
  return randomStream(`${seed}:${count}`);
}

/** What an order costs: minor units of its currency. */
interface Order {
  readonly amount: number;
  readonly currency: string;
  readonly preorder: boolean;
}

/** Order amounts: many around €40 or its like, a long tail, shop-like endings. */
function basketAmount(country: Country, random: RandomStream): Pick<Order, "amount" | "currency"> {
  const { code: currency, perEuro } = CURRENCIES[country];
  const euros = Math.min(Math.max(Math.exp(3.65 + 0.75 * random.normal()), 4), 1_900);
  const whole = Math.round(euros * perEuro);
  const ending = random.pick([0, 1, 5, 5, 50]);
  const amount = exponentOf(currency) === 0 ? Math.ceil(whole / 10) * 10 : whole * 100 - ending;
  return { amount, currency };
}

/** One order, from the basket to the bank's answer. */
export function sellOnce(world: World, random: RandomStream): void {
  if (staysAway(world, random)) return;
  const shopper =
    (random.chance(RETURNING_SHARE) ? returningShopper(world, random) : null) ??
    newShopper(world, random);
  const method = methodOf(world, shopper, random);
  if (random.chance(SUBSCRIBER_SHARE) && canSubscribe(world, method, shopper.country)) {
    subscribe(world, shopper.customer, { method, country: shopper.country }, random);
    return;
  }
  const preorder = method.type === "card" && random.chance(PREORDER_SHARE);
  const order = { ...basketAmount(shopper.country, random), preorder };
  const intent = openOrder(world, shopper.customer, order, random);
  noteQuietOrder(world, intent);
  if (random.chance(LEFT_BASKET_SHARE)) return;
  payOrder(world, intent, method, random, 0);
}

/** An order's intent, with what the shop writes on it. */
export function openOrder(
  world: World,
  customer: Stripe.Customer,
  { amount, currency, preorder }: Order,
  random: RandomStream,
): Stripe.PaymentIntent {
  const order = `ORD-${100_000 + Number(world.store.meta("shop_steps") ?? 0)}`;
  return addPaymentIntent(world, {
    amount,
    currency,
    customer: customer.id,
    paymentMethod: null,
    captureMethod: preorder ? "manual" : "automatic_async",
    description: `Order ${order}`,
    metadata: {
      order_id: order,
      channel: random.weighted([
        ["web", 62],
        ["app", 31],
        ["phone", 7],
      ]),
    },
    receiptEmail: customer.email,
    allowedTypes: null,
    redirects: true,
    futureUsage: null,
    shipping: null,
    statementSuffix: null,
  });
}

/** `retries`: how often this order was declined before. */
function payOrder(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  random: RandomStream,
  retries: number,
): void {
  const trouble = cardTrouble(world, method);
  const verdict = drawVerdict(world, method, random, { trouble, retries });
  const chosen = { ...intent, payment_method: method.id };
  const redirects = redirectsCustomer(method.type);
  const authenticates =
    redirects || (method.type === "card" && random.chance(AUTHENTICATION_SHARE));
  const situation = {
    offSession: false,
    returnUrl: "https://shop.example.com/thanks",
    actionDone: true,
  };
  const first = attemptPayment(world, chosen, {
    ...situation,
    verdict: authenticates
      ? { result: "needs_action", action: redirects ? "redirect" : "three_d_secure" }
      : verdict,
  });
  // A block list decides before anybody is asked to authenticate.
  const asked = first.intent.status === "requires_action";
  const passes = redirects || !random.chance(AUTHENTICATION_FAILS);
  const after = asked ? completeAction(world, intent.id, passes, verdict) : first.intent;
  if (trouble !== null && (passes || !asked)) noteAttempt(world, trouble.incident, after);
  afterAttempt(world, after, random, retries);
}

interface Circumstances {
  readonly trouble: CardTrouble | null;
  readonly retries: number;
}

/** What the bank or the provider says to this attempt. */
function drawVerdict(
  world: World,
  method: Stripe.PaymentMethod,
  random: RandomStream,
  circumstances: Circumstances,
): Verdict {
  const fails = random.chance(failureRate(method.type, circumstances));
  if (method.type === "card" || method.type === "link") {
    return drawCardVerdict(world, method, random, { fails, trouble: circumstances.trouble });
  }
  if (method.type === "sepa_debit") {
    const bounce = random.weighted([
      ["debit_insufficient_funds", 70],
      ["debit_not_authorized", 30],
    ]);
    return { result: "debit_pending", risk: UNASSESSED, bounce: fails ? bounce : null };
  }
  if (!fails) return { result: "approved", risk: UNASSESSED };
  const declineCode = random.pick(["provider_decline", "customer_decline"]);
  return { result: "declined", risk: UNASSESSED, declineCode };
}

/** Who was declined a minute ago is declined again more often. */
function failureRate(type: string, { trouble, retries }: Circumstances): number {
  if (trouble !== null) return trouble.failureRate;
  const usual = METHOD_TYPES.find((known) => known === type) ?? "card";
  return Math.min(FAILURE_RATES[usual] * (retries > 0 ? 4 : 1), 0.9);
}

function drawCardVerdict(
  world: World,
  method: Stripe.PaymentMethod,
  random: RandomStream,
  { fails, trouble }: { fails: boolean; trouble: CardTrouble | null },
): Verdict {
  const foreign = method.card?.country === "US";
  const level = random.weighted<"normal" | "elevated" | "highest">([
    ["normal", foreign ? 93 : 98.7],
    ["elevated", foreign ? 5.5 : 1.1],
    ["highest", foreign ? 1.5 : 0.2],
  ]);
  const risk = riskOf(level, `${method.id}:${random.next()}`);
  if (level === "highest" && random.chance(0.6)) return { result: "blocked", risk };
  if (!fails) return { result: "approved", risk };
  const declineCode = random.weighted(trouble?.declines ?? usualDeclines(world));
  return { result: "declined", risk, declineCode };
}

function usualDeclines(
  world: World,
): readonly [readonly [string, number], ...(readonly [string, number])[]] {
  const day = new Date(world.clock.nowMs()).getUTCDate();
  const [[code, funds], ...others] = CARD_DECLINES;
  return [[code, funds * emptyPurseFactor(day)], ...others];
}

/** What follows: another try, a capture to come, a review, or one day a refund, a warning or a dispute. */
function afterAttempt(
  world: World,
  intent: Stripe.PaymentIntent,
  random: RandomStream,
  retries: number,
): void {
  const now = world.clock.nowMs();
  const charge = world.store.get("charge", idOf(intent.latest_charge) ?? "");
  if (
    intent.status === "requires_payment_method" &&
    retries < MAX_RETRIES &&
    random.chance(RETRY_SHARE)
  ) {
    const subject = `${intent.id} ${retries + 1}`;
    world.timers.set("shop-retry", subject, now + random.between(25, 600) * 1000);
  }
  if (intent.status === "requires_capture") awaitCapture(world, intent.id, random);
  if (intent.status !== "succeeded" || charge === undefined) return;
  assignReview(world, charge, random);
  drawTroubles(world, charge, random);
  if (charge.payment_method_details?.type === "card") passOn(world, charge, random);
  if (random.chance(REFUND_SHARE)) {
    const afterMs = Math.floor((0.2 + random.exponential(3)) * DAY_MS);
    world.timers.set("shop-refund", intent.id, now + afterMs);
  }
}

/** A pre-order is shipped or called off within days, or forgotten. */
function awaitCapture(world: World, intentId: string, random: RandomStream): void {
  const ending = random.weighted([
    ["capture", 84],
    ["cancel", 9],
    ["forget", 7],
  ]);
  if (ending === "forget") return;
  const dueMs = world.clock.nowMs() + random.between(8, 110) * 3_600_000;
  world.timers.set("shop-capture", `${intentId} ${ending}`, dueMs);
}

/** The customer tries a declined order again, with the same card or another method. */
export function retryOrder(world: World, subject: string, random: RandomStream): void {
  const [intentId = "", retries = "1"] = subject.split(" ");
  const intent = world.store.get("payment_intent", intentId);
  if (intent?.status !== "requires_payment_method") return;
  const shopper = knownShopper(world.store.get("customer", idOf(intent.customer) ?? ""));
  if (shopper === null) return;
  const method = random.chance(OTHER_CARD_SHARE)
    ? newMethod(world, shopper, "card", random)
    : methodOf(world, shopper, random);
  payOrder(world, intent, method, random, Number(retries));
}
