import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { addEarlyFraudWarning } from "../radar/early-fraud-warnings.ts";
import { noteRefund } from "../radar/fraud-signals.ts";
import { type TestCard, testCardByToken } from "../test-cards.ts";
import { settleInquiries } from "./dispute-outcomes.ts";
import { addDispute, type DisputeFacts } from "./new-dispute.ts";

type DisputesOfCard = (charge: Stripe.Charge) => DisputeFacts[];

/** What follows a payment with one of the cards for disputes (docs.stripe.com/testing#disputes). */
const DISPUTES_OF: Readonly<Record<NonNullable<TestCard["dispute"]>, DisputesOfCard>> = {
  fraudulent: () => [{ reason: "fraudulent" }],
  not_received: () => [{ reason: "product_not_received" }],
  inquiry: () => [{ reason: "fraudulent", inquiry: true }],
  compelling_evidence: () => [{ reason: "fraudulent", compellingEvidence: true }],
  // Into how many parts the payment falls is our own choice.
  multiple: ({ amount_captured: amount }) =>
    [Math.ceil(amount / 2), Math.floor(amount / 2)]
      .filter((part) => part > 0)
      .map((part) => ({ reason: "fraudulent", amount: part })),
};

function testCardOf(world: World, charge: Stripe.Charge): TestCard | undefined {
  const token = world.store.column("payment_method", charge.payment_method ?? "", "behaviour");
  return typeof token === "string" ? testCardByToken(token) : undefined;
}

/** Called when a payment was accepted: the test cards made for it bring their warning and their disputes at once. */
export function afterCharge(world: World, chargeId: string): void {
  const charge = requireObject(world, "charge", chargeId);
  if (testCardOf(world, charge)?.fraudRecord === true) addEarlyFraudWarning(world, charge, "misc");
  if (charge.captured) afterCapture(world, chargeId);
}

/** Called when a payment's money was taken: the test cards made for it bring their disputes at once. */
export function afterCapture(world: World, chargeId: string): void {
  const charge = requireObject(world, "charge", chargeId);
  const kind = testCardOf(world, charge)?.dispute;
  if (kind === undefined) return;
  for (const facts of DISPUTES_OF[kind](charge)) addDispute(world, charge, facts);
}

/** Called when money of a payment was given back, or came back because a refund failed (`reason` null). */
export function afterRefund(world: World, chargeId: string, reason: string | null): void {
  noteRefund(world, chargeId, reason);
  if (requireObject(world, "charge", chargeId).refunded) settleInquiries(world, chargeId);
}
