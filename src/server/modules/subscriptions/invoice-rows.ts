import { idOf, instantOf } from "#server/platform/stripe/object-fields.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";

type Invoice = StripeObjects["invoice"];
type Payment = NonNullable<Invoice["payments"]>["data"][number];

/** The row of an invoice: what is due, how often it was tried, and when next. Amounts are decimal text of minor units. */
export function invoiceRow(invoice: Invoice) {
  const { status_transitions: transitions } = invoice;
  return {
    id: invoice.id,
    customerId: idOf(invoice.customer),
    subscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
    number: invoice.number,
    // Without one only while Stripe makes it, which no event tells of.
    status: invoice.status ?? "draft",
    billingReason: invoice.billing_reason,
    collectionMethod: invoice.collection_method,
    autoAdvance: invoice.auto_advance ?? false,
    currency: invoice.currency,
    amountDue: invoice.amount_due.toString(),
    amountPaid: invoice.amount_paid.toString(),
    amountRemaining: invoice.amount_remaining.toString(),
    attemptCount: invoice.attempt_count,
    nextPaymentAttemptAt: instantOf(invoice.next_payment_attempt),
    dueAt: instantOf(invoice.due_date),
    defaultPaymentMethodId: idOf(invoice.default_payment_method),
    periodStart: instantOf(invoice.period_start),
    periodEnd: instantOf(invoice.period_end),
    finalizedAt: instantOf(transitions.finalized_at),
    paidAt: instantOf(transitions.paid_at),
    createdAt: instantOf(invoice.created),
  };
}

/** The rows of an invoice's payments: which payment is to pay it, or did. Stripe names ten at most within an invoice. */
export function invoicePaymentRows(invoice: Invoice) {
  return (invoice.payments?.data ?? []).map((payment) => paymentRow(invoice.id, payment));
}

function paymentRow(invoiceId: string, payment: Payment) {
  return {
    id: payment.id,
    invoiceId,
    paymentId: idOf(payment.payment.payment_intent),
    chargeId: idOf(payment.payment.charge),
    status: payment.status,
    amountRequested: payment.amount_requested.toString(),
    amountPaid: payment.amount_paid?.toString() ?? null,
    currency: payment.currency,
    isDefault: payment.is_default,
    createdAt: instantOf(payment.created),
  };
}
