import type { Stripe } from "stripe";
import { riskOf, type Verdict } from "../../resources/issuer-verdict.ts";
import { attemptPayment } from "../../resources/payment-intent-attempt.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { type LoggedIncident, logObject } from "../incident-log.ts";
import type { RandomStream } from "../random-stream.ts";
import { assignReview } from "../shop-people.ts";
import { openOrder } from "../shop-sale.ts";

/** How often the attempts of a fraudster end which way (any unit), and what the banks say when they decline. */
interface Odds {
  readonly approved: number;
  readonly declined: number;
  readonly blocked: number;
  readonly declineCodes: readonly [string, ...string[]];
}

interface SuspectOrder {
  readonly customer: Stripe.Customer;
  readonly methodId: string;
  /** Cents. */
  readonly amount: number;
}

/** A fraudster orders and pays at once; the incident's log says whether the charge was `paid` or `declined`. */
export function suspectAttempt(
  world: World,
  incident: LoggedIncident,
  { customer, methodId, amount }: SuspectOrder,
  odds: Odds,
  random: RandomStream,
): void {
  const order = { amount, currency: "eur", preorder: false };
  const intent = openOrder(world, customer, order, random);
  const { intent: after } = attemptPayment(
    world,
    { ...intent, payment_method: methodId },
    {
      offSession: false,
      returnUrl: null,
      actionDone: false,
      verdict: suspectVerdict(intent.id, odds, random),
    },
  );
  const chargeId = idOf(after.latest_charge) ?? "";
  const charge = world.store.get("charge", chargeId);
  if (charge !== undefined) assignReview(world, charge, random);
  logObject(world, incident, {
    role: after.status === "succeeded" ? "paid" : "declined",
    id: chargeId,
    amount,
    currency: intent.currency,
  });
}

/** Radar raises the risk of such an attempt in any case. */
function suspectVerdict(draw: string, odds: Odds, random: RandomStream): Verdict {
  const risk = riskOf(
    random.weighted([
      ["elevated", 70],
      ["highest", 30],
    ]),
    draw,
  );
  const result = random.weighted<"approved" | "declined" | "blocked">([
    ["approved", odds.approved],
    ["declined", odds.declined],
    ["blocked", odds.blocked],
  ]);
  return result === "declined"
    ? { result, risk, declineCode: random.pick(odds.declineCodes) }
    : { result, risk };
}
