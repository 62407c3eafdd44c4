import type { DisputeDetail, DisputeRow } from "#core/contracts/disputes.ts";
import { completenessOf } from "#core/dispute-evidence.ts";
import type { Role } from "#core/roles.ts";
import { maskedEmail, maskedName } from "../customers/index.ts";
import type { DisputeRecord } from "./dispute-list.repo.ts";
import { awaitsAnswer } from "./dispute-status.policy.ts";

/** What list and page show of a dispute, for a reader of this role. */
function sharedView(record: DisputeRecord, role: Role) {
  const { id, createdAt, amount, currency, status, reason, paymentId, customerId } = record;
  const label = maskedName(record.customerName, role) ?? maskedEmail(record.customerEmail, role);
  return {
    id,
    createdAt,
    amount: { amountMinor: amount, currency },
    status,
    inquiry: status.startsWith("warning_"),
    reason,
    dueAt: awaitsAnswer(status) ? record.evidenceDueAt : null,
    paymentId,
    method: { type: record.methodType, brand: record.cardBrand, last4: record.last4 },
    customer: customerId === null ? null : { id: customerId, label },
  };
}

/** A row of the list. */
export function disputeRowView(record: DisputeRecord, role: Role): DisputeRow {
  const { reason, draftVersion, draftFields } = record;
  return {
    ...sharedView(record, role),
    draft:
      draftVersion === null
        ? null
        : { version: draftVersion, ...completenessOf(reason, draftFields ?? {}) },
  };
}

/** The facts of a dispute's page. */
export function disputeView(record: DisputeRecord, role: Role): DisputeDetail["dispute"] {
  return {
    ...sharedView(record, role),
    chargeId: record.chargeId,
    networkReasonCode: record.networkReasonCode,
    network: record.cardBrand,
    pastDue: record.pastDue,
    refundable: record.chargeRefundable,
    submissions: record.submissionCount,
    hasEvidenceAtStripe: record.hasEvidence,
    eligibility: record.enhancedEligibility,
  };
}
