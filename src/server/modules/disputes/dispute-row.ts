import { idOf, instantOf } from "#server/platform/stripe/object-fields.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";

/** A dispute as it is stored: what it is about, how it stands, what is staged. */
export interface DisputeRow {
  readonly id: string;
  readonly chargeId: string;
  readonly paymentId: string | null;
  /** Minor units of the charge's currency. */
  readonly amount: bigint;
  readonly currency: string;
  readonly status: string;
  readonly reason: string;
  readonly networkReasonCode: string | null;
  readonly chargeRefundable: boolean;
  readonly evidenceDueAt: Date | null;
  readonly hasEvidence: boolean;
  readonly submissionCount: number;
  /** Texts and ids of files that are staged at Stripe, by field; what is empty is left out. Personal data. */
  readonly evidence: Readonly<Record<string, string>>;
  readonly pastDue: boolean;
  readonly submissionMethod: string | null;
  readonly intendedSubmissionMethod: string | null;
  readonly enhancedEligibility: readonly string[];
  readonly balanceTransactionIds: readonly string[];
  readonly createdAt: Date;
}

/** The row of a dispute. */
export function disputeRow(dispute: StripeObjects["dispute"]): DisputeRow {
  const { evidence_details: evidence } = dispute;
  return {
    id: dispute.id,
    chargeId: typeof dispute.charge === "string" ? dispute.charge : dispute.charge.id,
    paymentId: idOf(dispute.payment_intent),
    amount: BigInt(dispute.amount),
    currency: dispute.currency,
    status: dispute.status,
    reason: dispute.reason,
    networkReasonCode: dispute.network_reason_code ?? null,
    chargeRefundable: dispute.is_charge_refundable,
    evidenceDueAt: instantOf(evidence.due_by),
    hasEvidence: evidence.has_evidence,
    submissionCount: evidence.submission_count,
    evidence: stagedEvidence(dispute.evidence),
    pastDue: evidence.past_due,
    submissionMethod: evidence.submission_method,
    intendedSubmissionMethod: dispute.intended_submission_method,
    enhancedEligibility: dispute.enhanced_eligibility_types,
    balanceTransactionIds: dispute.balance_transactions.map(({ id }) => id),
    createdAt: new Date(dispute.created * 1_000),
  };
}

/** The plain fields; what networks ask for beyond them (`enhanced_evidence`, `appeal`) is told by the eligibility alone. */
function stagedEvidence(evidence: StripeObjects["dispute"]["evidence"]): Record<string, string> {
  const staged: Record<string, string> = {};
  for (const [name, value] of Object.entries(evidence)) {
    if (typeof value === "string" && value !== "") staged[name] = value;
  }
  return staged;
}
