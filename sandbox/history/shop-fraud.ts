import type { Stripe } from "stripe";
import type { DisputeReason } from "../resources/disputes/dispute-kinds.ts";
import { addDispute } from "../resources/disputes/new-dispute.ts";
import { addEarlyFraudWarning } from "../resources/radar/early-fraud-warnings.ts";
import type { World } from "../world.ts";
import { setAftermath } from "./aftermath.ts";
import type { RandomStream } from "./random-stream.ts";
import { assignDispute } from "./shop-people.ts";

const DAY_MS = 86_400_000;
/** Our own rates, below the 0.75 % from which card networks watch a merchant. */
const DISPUTED = 0.0024;
const FRAUD_BY_RISK: Readonly<Record<string, number>> = { elevated: 0.05, highest: 0.12 };
const USUAL_FRAUD = 0.0007;
const FRAUD_IS_DISPUTED = 0.45;
const DISPUTABLE = new Set(["card", "link", "klarna"]);

const REASONS: readonly [
  readonly [DisputeReason, number],
  ...(readonly [DisputeReason, number])[],
] = [
  ["product_not_received", 36],
  ["fraudulent", 22],
  ["product_unacceptable", 15],
  ["credit_not_processed", 11],
  ["duplicate", 6],
  ["unrecognized", 6],
  ["general", 4],
];

/** Draws what may come of a paid charge one day: a warning of its issuer, or a dispute. */
export function drawTroubles(world: World, charge: Stripe.Charge, random: RandomStream): void {
  const type = charge.payment_method_details?.type ?? "";
  const risk = charge.outcome?.risk_level ?? "";
  if (!DISPUTABLE.has(type)) return;
  if (type === "card" && random.chance(FRAUD_BY_RISK[risk] ?? USUAL_FRAUD))
    setAftermath(world, "warning", charge.id, (0.3 + random.exponential(2)) * DAY_MS);
  else if (random.chance(DISPUTED))
    setAftermath(world, "dispute", charge.id, (1.5 + random.exponential(9)) * DAY_MS);
}

function disputable(world: World, id: string): Stripe.Charge | null {
  const charge = world.store.get("charge", id);
  const isOpen =
    charge?.status === "succeeded" && charge.captured && !charge.disputed && !charge.refunded;
  return isOpen ? charge : null;
}

/** The issuer reports fraud; often a chargeback follows. */
export function warnOfFraud(world: World, chargeId: string, random: RandomStream): void {
  const charge = disputable(world, chargeId);
  if (charge === null) return;
  const type = random.weighted<"made_with_stolen_card" | "unauthorized_use_of_card" | "misc">([
    ["made_with_stolen_card", 40],
    ["unauthorized_use_of_card", 40],
    ["misc", 20],
  ]);
  addEarlyFraudWarning(world, charge, type);
  if (random.chance(FRAUD_IS_DISPUTED))
    setAftermath(world, "chargeback", chargeId, (1 + random.exponential(7)) * DAY_MS);
}

/** The cardholder disputes the payment, after a warning as fraud. */
export function disputePayment(
  world: World,
  dispute: { chargeId: string; asFraud: boolean },
  random: RandomStream,
): void {
  const charge = disputable(world, dispute.chargeId);
  if (charge === null) return;
  const reason = dispute.asFraud ? "fraudulent" : random.weighted(REASONS);
  const inquiry =
    !dispute.asFraud && charge.payment_method_details?.card?.brand === "amex" && random.chance(0.6);
  assignDispute(world, addDispute(world, charge, { reason, inquiry }), random);
}
