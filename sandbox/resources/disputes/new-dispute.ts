import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { noteDispute } from "../radar/fraud-signals.ts";
import { renderDispute } from "./change-dispute.ts";
import { NO_EVIDENCE } from "./dispute-evidence.ts";
import { type DisputeReason, disputedMethod } from "./dispute-kinds.ts";
import { claimedAmount, withdraw } from "./dispute-money.ts";
import { awaitResponse, INQUIRY_LIFE_MS, responseDueBy } from "./dispute-timers.ts";
import { eligibilityOf, eligibleTypes } from "./enhanced-evidence.ts";

export interface DisputeFacts {
  readonly reason: DisputeReason;
  /** In the charge's currency; without it all that was captured and is not disputed yet. */
  readonly amount?: number;
  /** Asks first and takes no money until it is escalated. */
  readonly inquiry?: boolean;
  /** Settled before it reached the merchant: the money goes, without a fee and without an answer. */
  readonly prevented?: boolean;
  /** How the bank decides once it has evidence, unless the evidence itself says so; without it that is drawn. */
  readonly outcome?: "won" | "lost";
  /** Qualifies for Visa Compelling Evidence 3.0 whatever was bought before. */
  readonly compellingEvidence?: boolean;
}

type CaseType = Stripe.Dispute.PaymentMethodDetails.Card.CaseType;

const DISPUTABLE = new Set(["card", "link", "klarna", "sepa_debit"]);

/**
 * A cardholder disputes a captured payment, or part of it, refunded or not. Money is withdrawn at once unless it is an
 * inquiry. A SEPA debit cannot be contested, so its dispute is lost as it arrives (docs.stripe.com/payments/sepa-debit).
 * Throws 400 when the charge has less undisputed money than asked for.
 */
export function addDispute(
  world: World,
  { id: chargeId }: Pick<Stripe.Charge, "id">,
  facts: DisputeFacts,
): Stripe.Dispute {
  if (facts.inquiry === true && facts.prevented === true)
    throw refused("An inquiry takes no money, so there is nothing to prevent.");
  const charge = requireObject(world, "charge", chargeId, "charge");
  const amount = disputableAmount(world, charge, facts.amount);
  const id = world.ids.next("du_1", 23);
  const caseType = caseTypeOf(facts);
  const status = firstStatus(charge, facts);
  const taken =
    facts.inquiry === true
      ? []
      : [
          withdraw(
            world,
            { id, amount, currency: charge.currency },
            charge,
            facts.prevented !== true,
          ),
        ];
  const dispute = disputeObject(world, charge, { ...facts, id, amount, caseType, status, taken });
  world.store.insert("dispute", dispute, { outcome: facts.outcome ?? null });
  changeObject(world, "charge", charge, { disputed: true }, []);
  const shown = renderDispute(world, dispute);
  emitEvent(world, "charge.dispute.created", shown);
  if (taken.length > 0) emitEvent(world, "charge.dispute.funds_withdrawn", shown);
  noteDispute(world, charge.id);
  if (status === "lost" || status === "prevented") {
    emitEvent(world, "charge.dispute.closed", shown);
    return shown;
  }
  awaitResponse(world, dispute);
  if (facts.inquiry === true) {
    world.timers.set("inquiry-closes", id, world.clock.nowMs() + INQUIRY_LIFE_MS);
  }
  return shown;
}

function disputableAmount(world: World, charge: Stripe.Charge, asked: number | undefined): number {
  const type = charge.payment_method_details?.type ?? "";
  if (!charge.captured || charge.status !== "succeeded" || !DISPUTABLE.has(type)) {
    throw refused(`This charge (${charge.id}) cannot be disputed.`, { charge: charge.id });
  }
  const left = charge.amount_captured - claimedAmount(world, charge.id);
  const amount = asked ?? left;
  if (amount < 1 || amount > left) {
    throw refused(`Of charge ${charge.id} no more than ${left} can be disputed.`, {
      charge: charge.id,
      param: "amount",
    });
  }
  return amount;
}

function caseTypeOf({ inquiry, prevented, reason }: DisputeFacts): CaseType {
  if (inquiry === true) return "inquiry";
  if (prevented === true) return "resolution";
  return reason === "noncompliant" ? "compliance" : "chargeback";
}

function firstStatus(charge: Stripe.Charge, facts: DisputeFacts): Stripe.Dispute.Status {
  if (facts.prevented === true) return "prevented";
  if (facts.inquiry === true) return "warning_needs_response";
  return charge.payment_method_details?.type === "sepa_debit" ? "lost" : "needs_response";
}

function disputeObject(
  world: World,
  charge: Stripe.Charge,
  made: DisputeFacts & {
    id: string;
    amount: number;
    caseType: CaseType;
    status: Stripe.Dispute.Status;
    taken: Stripe.BalanceTransaction[];
  },
): Stripe.Dispute {
  const method = disputedMethod(charge, made.reason, made.caseType);
  const types = eligibleTypes(world, charge, method?.card, made);
  return {
    id: made.id,
    object: "dispute",
    amount: made.amount,
    balance_transactions: made.taken,
    charge: charge.id,
    created: world.clock.nowSeconds(),
    currency: charge.currency,
    enhanced_eligibility_types: types,
    evidence: NO_EVIDENCE,
    evidence_details: {
      // 0 is Stripe's word for a dispute that takes no answer.
      due_by: made.status.endsWith("needs_response") ? responseDueBy(world) : 0,
      enhanced_eligibility: eligibilityOf(types, {}),
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: method?.card?.network_reason_code ?? null,
    payment_intent: idOf(charge.payment_intent),
    ...(method === undefined ? {} : { payment_method_details: method }),
    reason: made.reason,
    status: made.status,
  };
}
