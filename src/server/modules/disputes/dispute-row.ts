import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";

/** A dispute as it is stored: what it is about and how it stands, never the evidence, which carries personal data. */
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
  readonly balanceTransactionIds: readonly string[];
  readonly createdAt: Date;
}

/** The row of a dispute. */
export function disputeRow(dispute: StripeObjects["dispute"]): DisputeRow {
  const { evidence_details: evidence } = dispute;
  return {
    id: dispute.id,
    chargeId: typeof dispute.charge === "string" ? dispute.charge : dispute.charge.id,
    paymentId:
      typeof dispute.payment_intent === "object"
        ? (dispute.payment_intent?.id ?? null)
        : dispute.payment_intent,
    amount: BigInt(dispute.amount),
    currency: dispute.currency,
    status: dispute.status,
    reason: dispute.reason,
    networkReasonCode: dispute.network_reason_code ?? null,
    chargeRefundable: dispute.is_charge_refundable,
    evidenceDueAt: evidence.due_by === null ? null : new Date(evidence.due_by * 1_000),
    hasEvidence: evidence.has_evidence,
    submissionCount: evidence.submission_count,
    balanceTransactionIds: dispute.balance_transactions.map(({ id }) => id),
    createdAt: new Date(dispute.created * 1_000),
  };
}
