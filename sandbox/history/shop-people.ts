import type { Stripe } from "stripe";
import { submitEvidence } from "../resources/disputes/dispute-outcomes.ts";
import { closeReview } from "../resources/radar/reviews.ts";
import { addRefund } from "../resources/refunds.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { setAftermath } from "./aftermath.ts";
import type { RandomStream } from "./random-stream.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const REVIEW_TAKES_HOURS = 9;
const ANSWERED_DISPUTES = 0.64;

const WORK_UNTIL_META = "shop_people_work_until_ms";

/**
 * Until when the shop's people do what is done by hand: while its history is made. Once the account lives they do nothing
 * any more; then it is for whoever looks at the console, so what they would have done later stays to be done.
 */
export function peopleWorkUntil(world: World, untilMs: number): void {
  world.store.setMeta(WORK_UNTIL_META, String(untilMs));
}

function setTask(world: World, what: "review" | "evidence", id: string, afterMs: number): void {
  const untilMs = Number(world.store.meta(WORK_UNTIL_META) ?? 0);
  if (world.clock.nowMs() + afterMs < untilMs) setAftermath(world, what, id, afterMs);
}

/** Somebody will look at the payment that a rule put in review. */
export function assignReview(world: World, charge: Stripe.Charge, random: RandomStream): void {
  const id = idOf(charge.review);
  if (id === null) return;
  const afterMs = (0.4 + random.exponential(REVIEW_TAKES_HOURS)) * HOUR_MS;
  setTask(world, "review", id, afterMs);
}

/** Most payments in review are approved, some refunded as fraud, a few forgotten. */
export function judgeReview(world: World, id: string, random: RandomStream): void {
  const review = world.store.get("review", id);
  if (review?.open !== true) return;
  const ending = random.weighted([
    ["approve", 84],
    ["refund", 11],
    ["forget", 5],
  ]);
  if (ending === "approve") closeReview(world, review, "approved");
  const charge = world.store.get("charge", idOf(review.charge) ?? "");
  if (ending !== "refund" || charge === undefined || charge.disputed || !charge.captured) return;
  addRefund(world, charge, {
    amount: undefined,
    reason: "fraudulent",
    metadata: { handled_by: "risk desk", order_id: charge.metadata["order_id"] ?? "" },
  });
}

/** Somebody will answer the dispute, or nobody does and its day passes. */
export function assignDispute(world: World, dispute: Stripe.Dispute, random: RandomStream): void {
  if (!random.chance(ANSWERED_DISPUTES)) return;
  const afterMs = (0.3 + random.exponential(2.5)) * DAY_MS;
  setTask(world, "evidence", dispute.id, afterMs);
}

export function answerDispute(world: World, id: string): void {
  const dispute = world.store.get("dispute", id);
  if (dispute?.status !== "needs_response" && dispute?.status !== "warning_needs_response") return;
  const charge = world.store.get("charge", idOf(dispute.charge) ?? "");
  submitEvidence(world, dispute, {
    evidence: {
      ...dispute.evidence,
      customer_name: charge?.billing_details.name ?? null,
      customer_email_address: charge?.billing_details.email ?? null,
      product_description: charge?.description ?? null,
    },
  });
}
