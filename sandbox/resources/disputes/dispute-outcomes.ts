import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { fractionOf } from "../../store/deterministic-ids.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { changeDispute } from "./change-dispute.ts";
import { isOpenInquiry } from "./dispute-kinds.ts";
import { disputesOf, reinstate, withdraw } from "./dispute-money.ts";
import { awaitDecision, awaitResponse, responseDueBy } from "./dispute-timers.ts";

type Outcome = "won" | "lost" | "escalated";

const WIN_SHARE_META = "dispute_win_share";
const DEFAULT_WIN_SHARE = 0.4;

/** Evidence text that decides, from docs.stripe.com/testing; on an inquiry only the last one escalates it. */
const INSTRUCTIONS: readonly (readonly [text: string, outcome: Outcome])[] = [
  ["escalate_inquiry_evidence", "escalated"],
  ["winning_evidence", "won"],
  ["losing_evidence", "lost"],
];

/** From now on banks decide for the merchant in this share (0 to 1) of the disputes whose outcome is drawn. */
export function setWinShare(world: World, share: number): void {
  world.store.setMeta(WIN_SHARE_META, String(share));
}

/** Hands evidence (what is staged, or what `staged` puts in its place) to the bank, which decides later. */
export function submitEvidence(
  world: World,
  dispute: Stripe.Dispute,
  staged: Partial<Stripe.Dispute>,
): Stripe.Dispute {
  const merged = { ...dispute, ...staged };
  const details = merged.evidence_details;
  const late = world.clock.nowSeconds() > (details.due_by ?? 0);
  const decision = decisionOn(world, merged);
  awaitDecision(world, dispute.id, decision);
  return changeDispute(
    world,
    dispute,
    {
      ...staged,
      status: isOpenInquiry(dispute) ? "warning_under_review" : "under_review",
      evidence_details: {
        ...details,
        has_evidence: true,
        past_due: late,
        submission_count: details.submission_count + 1,
        submission_method: "manual",
      },
    },
    ["charge.dispute.updated"],
  );
}

function decisionOn(
  world: World,
  dispute: Stripe.Dispute,
): { outcome: Outcome; instructed: boolean } {
  const text = dispute.evidence.uncategorized_text ?? "";
  const said = INSTRUCTIONS.find(([word]) => text.includes(word));
  if (said !== undefined) return { outcome: said[1], instructed: true };
  const fixed = world.store.column("dispute", dispute.id, "outcome");
  if (fixed === "won" || fixed === "lost") return { outcome: fixed, instructed: false };
  const ce3 = dispute.evidence_details.enhanced_eligibility.visa_compelling_evidence_3;
  if (ce3?.status === "qualified") return { outcome: "won", instructed: false };
  const share = Number(world.store.meta(WIN_SHARE_META) ?? DEFAULT_WIN_SHARE);
  const wins = fractionOf(`wins:${dispute.id}`) < share;
  return { outcome: wins ? "won" : "lost", instructed: false };
}

/** The bank decided; `subject` is the dispute's id and the outcome. A lost inquiry becomes a chargeback. */
export function decideDispute(world: World, subject: string): void {
  const [id = "", outcome = ""] = subject.split(" ");
  const dispute = requireObject(world, "dispute", id);
  if (dispute.status === "warning_under_review") {
    if (outcome === "won") closeAs(world, dispute, "warning_closed");
    else escalateInquiry(world, dispute);
    return;
  }
  if (dispute.status !== "under_review") return;
  if (outcome !== "won") {
    closeAs(world, dispute, "lost");
    return;
  }
  const returned = reinstate(world, dispute);
  const movements = [...dispute.balance_transactions, returned];
  changeDispute(world, dispute, { status: "won", balance_transactions: movements }, [
    "charge.dispute.closed",
    "charge.dispute.funds_reinstated",
  ]);
}

/**
 * The day to answer has passed; `subject` is the dispute's id and that day. A chargeback is lost. An inquiry is escalated,
 * as banks mostly do, unless it was made to be won.
 */
export function missResponse(world: World, subject: string): void {
  const [id = "", dueBy = ""] = subject.split(" ");
  const dispute = requireObject(world, "dispute", id);
  if (String(dispute.evidence_details.due_by) !== dueBy) return;
  if (dispute.status === "needs_response") closeAs(world, dispute, "lost");
  if (
    dispute.status === "warning_needs_response" &&
    world.store.column("dispute", id, "outcome") !== "won"
  ) {
    escalateInquiry(world, dispute);
  }
}

/** The bank makes a chargeback of an inquiry: the money goes, and there is a new day to answer by. Throws 400 otherwise. */
export function escalateInquiry(world: World, dispute: Stripe.Dispute): Stripe.Dispute {
  if (!isOpenInquiry(dispute)) {
    throw refused(`Dispute ${dispute.id} is no open inquiry.`);
  }
  const charge = requireObject(world, "charge", idOf(dispute.charge) ?? "");
  const { payment_method_details: method } = dispute;
  const escalated = changeDispute(
    world,
    dispute,
    {
      status: "needs_response",
      balance_transactions: [withdraw(world, dispute, charge, true)],
      evidence_details: { ...dispute.evidence_details, due_by: responseDueBy(world) },
      ...(method?.card === undefined
        ? {}
        : {
            payment_method_details: {
              ...method,
              card: { ...method.card, case_type: "chargeback" },
            },
          }),
    },
    ["charge.dispute.updated", "charge.dispute.funds_withdrawn"],
  );
  awaitResponse(world, escalated);
  return escalated;
}

/** Nobody escalated an inquiry for as long as banks may. */
export function expireInquiry(world: World, disputeId: string): void {
  const dispute = requireObject(world, "dispute", disputeId);
  if (isOpenInquiry(dispute)) closeAs(world, dispute, "warning_closed");
}

/** A refund in full settles the open inquiries of a charge (docs.stripe.com/disputes/how-disputes-work). */
export function settleInquiries(world: World, chargeId: string): void {
  for (const dispute of disputesOf(world, chargeId)) {
    if (isOpenInquiry(dispute)) closeAs(world, dispute, "warning_closed");
  }
}

/** Ends an open dispute without moving money. */
export function closeAs(
  world: World,
  dispute: Stripe.Dispute,
  status: "lost" | "warning_closed",
): Stripe.Dispute {
  return changeDispute(world, dispute, { status }, ["charge.dispute.closed"]);
}
