import type { Stripe } from "stripe";
import { riskOf, type Verdict } from "../resources/issuer-verdict.ts";
import { addPaymentIntent } from "../resources/new-payment-intent.ts";
import { METHOD_TYPES, redirectsCustomer } from "../resources/new-payment-method.ts";
import { completeAction } from "../resources/payment-intent-action.ts";
import { attemptPayment } from "../resources/payment-intent-attempt.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { type RandomStream, randomStream } from "./random-stream.ts";
import { CARD_DECLINES, emptyPurseFactor, FAILURE_RATES } from "./shop-profile.ts";
import {
  knownShopper,
  methodOf,
  newMethod,
  newShopper,
  returningShopper,
  type Shopper,
} from "./shopper.ts";

const DAY_MS = 86_400_000;
const RETURNING_SHARE = 0.62;
const PREORDER_SHARE = 0.035;
const LEFT_BASKET_SHARE = 0.012;
const AUTHENTICATION_SHARE = 0.28;
const AUTHENTICATION_FAILS = 0.03;
const REFUND_SHARE = 0.021;
const RETRY_SHARE = 0.48;
const OTHER_CARD_SHARE = 0.4;
const MAX_RETRIES = 2;
const UNASSESSED = { level: "not_assessed", score: null } as const;

/** A disturbance: one method fails at this rate while the clock is between the two instants (milliseconds). */
export interface Outage {
  readonly methodType: string;
  readonly failureRate: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The stream of the next thing the shop does; the count is kept in the store, so a restart does not repeat one. */
export function nextStream(world: World, seed: string): RandomStream {
  const count = Number(world.store.meta("shop_steps") ?? 0) + 1;
  world.store.setMeta("shop_steps", String(count));
  return randomStream(`${seed}:${count}`);
}

/** Order amounts in cents: many around €40, a long tail, shop-like endings. */
function basketAmount(random: RandomStream): number {
  const euros = Math.exp(3.65 + 0.75 * random.normal());
  const whole = Math.min(Math.max(Math.round(euros), 4), 1_900);
  return whole * 100 - random.pick([0, 1, 5, 5, 50]);
}

/** One order, from the basket to the bank's answer. */
export function sellOnce(world: World, random: RandomStream, outage: Outage | null): void {
  const shopper =
    (random.chance(RETURNING_SHARE) ? returningShopper(world, random) : null) ??
    newShopper(world, random);
  const method = methodOf(world, shopper, random);
  const preorder = method.type === "card" && random.chance(PREORDER_SHARE);
  const intent = openOrder(world, shopper, basketAmount(random), preorder, random);
  if (random.chance(LEFT_BASKET_SHARE)) return;
  payOrder(world, intent, method, random, { outage, retries: 0 });
}

/** An order's intent, with what the shop writes on it. */
export function openOrder(
  world: World,
  shopper: Shopper,
  amount: number,
  preorder: boolean,
  random: RandomStream,
): Stripe.PaymentIntent {
  const order = `ORD-${100_000 + Number(world.store.meta("shop_steps") ?? 0)}`;
  return addPaymentIntent(world, {
    amount,
    customer: shopper.customer.id,
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
    receiptEmail: shopper.customer.email,
    allowedTypes: null,
    redirects: true,
    futureUsage: null,
    shipping: null,
    statementSuffix: null,
  });
}

interface Circumstances {
  readonly outage: Outage | null;
  readonly retries: number;
}

function payOrder(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  random: RandomStream,
  circumstances: Circumstances,
): void {
  const verdict = drawVerdict(world, method, random, circumstances);
  const chosen = { ...intent, payment_method: method.id };
  const redirects = redirectsCustomer(method.type);
  const authenticates =
    redirects || (method.type === "card" && random.chance(AUTHENTICATION_SHARE));
  const situation = {
    offSession: false,
    returnUrl: "https://shop.example.com/thanks",
    actionDone: true,
  };
  if (!authenticates) {
    afterAttempt(
      world,
      attemptPayment(world, chosen, { ...situation, verdict }).intent,
      random,
      circumstances.retries,
    );
    return;
  }
  attemptPayment(world, chosen, {
    ...situation,
    verdict: { result: "needs_action", action: redirects ? "redirect" : "three_d_secure" },
  });
  const passes = redirects || !random.chance(AUTHENTICATION_FAILS);
  afterAttempt(
    world,
    completeAction(world, intent.id, passes, verdict),
    random,
    circumstances.retries,
  );
}

/** What the bank or the provider says to this attempt. */
function drawVerdict(
  world: World,
  method: Stripe.PaymentMethod,
  random: RandomStream,
  circumstances: Circumstances,
): Verdict {
  const disturbed = isDisturbed(world, method.type, circumstances.outage);
  const fails = random.chance(failureRate(method.type, circumstances, disturbed));
  if (method.type === "card" || method.type === "link") {
    return drawCardVerdict(world, method, random, fails);
  }
  if (method.type === "sepa_debit") {
    const bounce = random.weighted([
      ["debit_insufficient_funds", 70],
      ["debit_not_authorized", 30],
    ]);
    return { result: "debit_pending", risk: UNASSESSED, bounce: fails ? bounce : null };
  }
  if (!fails) return { result: "approved", risk: UNASSESSED };
  const usual = random.pick(["provider_decline", "customer_decline"]);
  const declineCode = disturbed ? "provider_decline" : usual;
  return { result: "declined", risk: UNASSESSED, declineCode };
}

function isDisturbed(world: World, type: string, outage: Outage | null): boolean {
  const now = world.clock.nowMs();
  return outage?.methodType === type && now >= outage.fromMs && now < outage.untilMs;
}

/** Who was declined a minute ago is declined again more often. */
function failureRate(type: string, { outage, retries }: Circumstances, disturbed: boolean): number {
  if (disturbed && outage !== null) return outage.failureRate;
  const usual = METHOD_TYPES.find((known) => known === type) ?? "card";
  return Math.min(FAILURE_RATES[usual] * (retries > 0 ? 4 : 1), 0.9);
}

function drawCardVerdict(
  world: World,
  method: Stripe.PaymentMethod,
  random: RandomStream,
  fails: boolean,
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
  const day = new Date(world.clock.nowMs()).getUTCDate();
  const [[, funds], ...others] = CARD_DECLINES;
  return {
    result: "declined",
    risk,
    declineCode: random.weighted([
      ["insufficient_funds", funds * emptyPurseFactor(day)],
      ...others,
    ]),
  };
}

/** What follows: another try, a capture to come, or one day a refund. */
function afterAttempt(
  world: World,
  intent: Stripe.PaymentIntent,
  random: RandomStream,
  retries: number,
): void {
  const now = world.clock.nowMs();
  if (
    intent.status === "requires_payment_method" &&
    retries < MAX_RETRIES &&
    random.chance(RETRY_SHARE)
  ) {
    world.timers.set(
      "shop-retry",
      `${intent.id} ${retries + 1}`,
      now + random.between(25, 600) * 1000,
    );
  }
  if (intent.status === "requires_capture") {
    const ending = random.weighted([
      ["capture", 84],
      ["cancel", 9],
      ["forget", 7],
    ]);
    if (ending !== "forget")
      world.timers.set(
        "shop-capture",
        `${intent.id} ${ending}`,
        now + random.between(8, 110) * 3_600_000,
      );
  }
  if (intent.status === "succeeded" && random.chance(REFUND_SHARE)) {
    world.timers.set(
      "shop-refund",
      intent.id,
      now + Math.floor((0.2 + random.exponential(3)) * DAY_MS),
    );
  }
}

/** The customer tries a declined order again, with the same card or another method. */
export function retryOrder(
  world: World,
  subject: string,
  random: RandomStream,
  outage: Outage | null,
): void {
  const [intentId = "", retries = "1"] = subject.split(" ");
  const intent = world.store.get("payment_intent", intentId);
  if (intent?.status !== "requires_payment_method") return;
  const shopper = knownShopper(world.store.get("customer", idOf(intent.customer) ?? ""));
  if (shopper === null) return;
  const method = random.chance(OTHER_CARD_SHARE)
    ? newMethod(world, shopper, "card", random)
    : methodOf(world, shopper, random);
  payOrder(world, intent, method, random, { outage, retries: Number(retries) });
}
