import type { PaymentDetail } from "#core/contracts/payments.ts";
import type { FraudWarningRecord, RadarReviewRecord } from "../radar/index.ts";
import type { PaidInvoice } from "../subscriptions/index.ts";
import type { PaymentRecord } from "./payments.repo.ts";

type Standing = Pick<
  PaymentDetail,
  "authorisation" | "lastError" | "nextAction" | "cancellation" | "connect"
>;

/** Where a payment stands by its own intent: authorised, failed, waiting for somebody, cancelled, for whom. */
export function standingView(record: PaymentRecord): Standing {
  const { amountCapturable, captureBefore, currency, canceledAt, cancellationReason } = record;
  return {
    authorisation:
      amountCapturable > 0n
        ? { capturable: { amountMinor: amountCapturable, currency }, until: captureBefore }
        : null,
    lastError: errorView(record),
    nextAction: record.nextAction,
    cancellation: canceledAt && { at: canceledAt, reason: cancellationReason },
    connect: connectView(record),
  };
}

function errorView(record: PaymentRecord): PaymentDetail["lastError"] {
  if (record.failureCode === null && record.declineCode === null) return null;
  return {
    code: record.failureCode,
    declineCode: record.declineCode,
    adviceCode: record.adviceCode,
    networkDeclineCode: record.networkDeclineCode,
    paymentMethodId: record.failedPaymentMethodId,
  };
}

function connectView(record: PaymentRecord): PaymentDetail["connect"] {
  const { onBehalfOf, transferDestination: destination, applicationFee: fee, currency } = record;
  if (onBehalfOf === null && destination === null && fee === null) return null;
  const applicationFee = fee === null ? null : { amountMinor: fee, currency };
  return { onBehalfOf, destination, applicationFee };
}

/** One review of Radar. */
export function radarReviewView(review: RadarReviewRecord): PaymentDetail["radarReviews"][number] {
  const { id, createdAt: openedAt, open, openedReason, closedReason } = review;
  return { id, openedAt, open, openedReason, closedReason };
}

/** One warning of an issuer. */
export function fraudWarningView(
  warning: FraudWarningRecord,
): PaymentDetail["fraudWarnings"][number] {
  const { id, createdAt: at, fraudType, actionable } = warning;
  return { id, at, fraudType, actionable };
}

/** The invoice that a payment is for. */
export function invoiceRefView(invoice: PaidInvoice): NonNullable<PaymentDetail["invoice"]> {
  const { id, number, status, subscriptionId, attemptCount, nextPaymentAttemptAt } = invoice;
  return {
    id,
    number,
    status,
    subscriptionId,
    attempts: attemptCount,
    nextAttemptAt: nextPaymentAttemptAt,
  };
}
