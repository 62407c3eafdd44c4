import type { PaymentDetail, PaymentRow } from "#core/contracts/payments.ts";
import type { Role } from "#core/roles.ts";
import { maskedEmail, maskedName } from "../customers/index.ts";
import type { AttemptRecord, DisputeRecord, RefundRecord } from "./payment-parts.repo.ts";
import { paymentState } from "./payment-state.policy.ts";
import type { PaymentRecord } from "./payments.repo.ts";

/** A payment for a reader of this role: personal data masked, or absent where the role may not see any. */
export function paymentView(record: PaymentRecord, role: Role): PaymentRow {
  const { currency } = record;
  return {
    id: record.id,
    createdAt: record.createdAt,
    amount: { amountMinor: record.amount, currency },
    refunded: { amountMinor: record.amountRefunded, currency },
    held: { amountMinor: record.held ?? 0n, currency },
    state: paymentState(record),
    method: { type: record.paymentMethodType, brand: record.cardBrand, last4: record.last4 },
    customer: customerRef(record, role),
    description: record.description,
    declineCode: record.declineCode ?? record.failureCode,
    riskLevel: record.riskLevel,
    disputed: record.disputed,
    openCaseId: record.openCaseId,
    capturableUntil: record.amountCapturable > 0n ? record.captureBefore : null,
    inRadarReview: record.inRadarReview,
    fraudWarning: record.fraudWarning,
  };
}

function customerRef(record: PaymentRecord, role: Role): PaymentRow["customer"] {
  if (record.customerId === null) return null;
  const email = maskedEmail(record.customerEmail ?? record.email, role);
  return { id: record.customerId, label: maskedName(record.customerName, role) ?? email };
}

/** One attempt to pay. */
export function attemptView(charge: AttemptRecord): PaymentDetail["attempts"][number] {
  return {
    chargeId: charge.id,
    at: charge.createdAt,
    status: charge.status,
    amount: { amountMinor: charge.amount, currency: charge.currency },
    method: { type: charge.paymentMethodType, brand: charge.cardBrand, last4: charge.last4 },
    failureCode: charge.failureCode,
    declineCode: charge.declineCode,
    adviceCode: charge.adviceCode,
    networkDeclineCode: charge.networkDeclineCode,
    networkAdviceCode: charge.networkAdviceCode,
    network: charge.cardNetwork,
    paymentMethodId: charge.paymentMethodId,
    sellerMessage: charge.sellerMessage,
    riskLevel: charge.riskLevel,
    riskScore: charge.riskScore,
  };
}

/** One refund. */
export function refundView(refund: RefundRecord): PaymentDetail["refunds"][number] {
  return {
    id: refund.id,
    at: refund.createdAt,
    amount: { amountMinor: refund.amount, currency: refund.currency },
    status: refund.status,
    reason: refund.reason,
    failureReason: refund.failureReason,
    commandId: refund.commandId,
  };
}

/** Stripe's statuses in which an answer is awaited. */
const AWAITS_ANSWER = new Set(["needs_response", "warning_needs_response"]);

/** One dispute. */
export function disputeView(dispute: DisputeRecord): PaymentDetail["disputes"][number] {
  return {
    id: dispute.id,
    at: dispute.createdAt,
    amount: { amountMinor: dispute.amount, currency: dispute.currency },
    status: dispute.status,
    reason: dispute.reason,
    answerBy: AWAITS_ANSWER.has(dispute.status) ? dispute.evidenceDueAt : null,
  };
}

/** The card of an attempt; null where it was not paid by card. */
export function cardView(charge: AttemptRecord | undefined): PaymentDetail["card"] {
  if (!charge || (charge.cardBrand === null && charge.last4 === null)) return null;
  const { cardExpMonth: month, cardExpYear: year } = charge;
  return {
    brand: charge.cardBrand,
    last4: charge.last4,
    country: charge.cardCountry,
    expires: month === null || year === null ? null : `${String(month).padStart(2, "0")}/${year}`,
  };
}
