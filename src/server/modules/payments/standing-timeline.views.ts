import type { TimelineEntry } from "#core/contracts/payments.ts";
import type { FraudWarningRecord, RadarReviewRecord } from "../radar/index.ts";
import type { PaidInvoice } from "../subscriptions/index.ts";

const words = (text: string): string => text.replaceAll("_", " ");

const plain = { lane: "stripe", amount: null, href: null } as const;

/** A review at Stripe, at the moment when it was opened and as it stands now. */
export function radarReviewEntry(review: RadarReviewRecord): TimelineEntry {
  const why = review.openedReason === "rule" ? "by a rule of Radar" : "by hand";
  const end = review.open ? "still open" : `closed: ${words(review.closedReason ?? "no reason")}`;
  return {
    ...plain,
    id: review.id,
    at: review.createdAt,
    title: "Stripe put the payment in review",
    detail: `${why}, ${end}`,
    tone: review.open ? "warn" : "info",
  };
}

/** What an issuer reported. */
export function fraudWarningEntry(warning: FraudWarningRecord): TimelineEntry {
  return {
    ...plain,
    id: warning.id,
    at: warning.createdAt,
    title: "The issuer reported the payment as fraud",
    detail: words(warning.fraudType),
    tone: "bad",
  };
}

/** The invoice that the payment is for, when it was made final. */
export function invoiceEntry(invoice: PaidInvoice): TimelineEntry {
  const { currency, amountDue: amountMinor } = invoice;
  return {
    ...plain,
    id: invoice.id,
    at: invoice.finalizedAt ?? invoice.createdAt,
    title: `Invoice ${invoice.number ?? "drafted"}`,
    detail: invoice.id,
    tone: "mute",
    amount: { amountMinor, currency },
  };
}
