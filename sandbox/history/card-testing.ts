import { riskOf, type Verdict } from "../resources/issuer-verdict.ts";
import { addPaymentMethod } from "../resources/new-payment-method.ts";
import { attemptPayment } from "../resources/payment-intent-attempt.ts";
import { attachPaymentMethod } from "../resources/payment-methods.ts";
import type { World } from "../world.ts";
import type { RandomStream } from "./random-stream.ts";
import { FOREIGN_ISSUER } from "./shop-profile.ts";
import { openOrder } from "./shop-sale.ts";
import { cardFacts, newShopper } from "./shopper.ts";

/** Somebody with one card and a fresh account buys again and again within minutes. */
export function beginBurst(world: World, random: RandomStream): void {
  const { customer } = newShopper(world, random);
  const method = addPaymentMethod(world, cardFacts(world, FOREIGN_ISSUER, random), {
    billing: {
      address: null,
      email: customer.email,
      name: customer.name ?? null,
      phone: null,
      tax_id: null,
    },
  });
  attachPaymentMethod(world, method, customer.id);
  goOnBurst(world, `${customer.id} ${method.id} ${random.between(6, 10)}`, random);
}

/** One of the burst's attempts; `subject` is the customer, the card and how many are left. */
export function goOnBurst(world: World, subject: string, random: RandomStream): void {
  const [customerId = "", methodId = "", left = "0"] = subject.split(" ");
  const customer = world.store.get("customer", customerId);
  if (customer === undefined) return;
  const intent = openOrder(
    world,
    { customer, country: "NL" },
    random.between(900, 28_900),
    false,
    random,
  );
  attemptPayment(
    world,
    { ...intent, payment_method: methodId },
    {
      offSession: false,
      returnUrl: null,
      actionDone: false,
      verdict: suspectVerdict(random, intent.id),
    },
  );
  const remaining = Number(left) - 1;
  if (remaining > 0)
    world.timers.set(
      "shop-burst",
      `${customerId} ${methodId} ${remaining}`,
      world.clock.nowMs() + random.between(20, 95) * 1000,
    );
}

function suspectVerdict(random: RandomStream, draw: string): Verdict {
  const risk = riskOf(
    random.weighted([
      ["elevated", 70],
      ["highest", 30],
    ]),
    draw,
  );
  const ending = random.weighted([
    ["approved", 55],
    ["declined", 35],
    ["blocked", 10],
  ]);
  if (ending === "declined")
    return {
      result: "declined",
      risk,
      declineCode: random.pick(["do_not_honor", "card_velocity_exceeded", "fraudulent"]),
    };
  return ending === "blocked" ? { result: "blocked", risk } : { result: "approved", risk };
}
