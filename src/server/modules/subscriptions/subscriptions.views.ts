import type {
  InvoiceRow,
  SubscriptionDetail,
  SubscriptionRow,
} from "#core/contracts/subscriptions.ts";
import type { InvoiceRecord } from "./invoices.repo.ts";
import { readItems } from "./stored-items.ts";
import type { SubscriptionRecord } from "./subscriptions.repo.ts";

/** One invoice. Nothing in it is personal data. */
export function invoiceView(invoice: InvoiceRecord): InvoiceRow {
  const { currency } = invoice;
  const money = (amountMinor: bigint) => ({ amountMinor, currency });
  return {
    id: invoice.id,
    number: invoice.number,
    customerId: invoice.customerId,
    subscriptionId: invoice.subscriptionId,
    status: invoice.status,
    billingReason: invoice.billingReason,
    collectionMethod: invoice.collectionMethod,
    due: money(invoice.amountDue),
    paid: money(invoice.amountPaid),
    remaining: money(invoice.amountRemaining),
    attempts: invoice.attemptCount,
    nextAttemptAt: invoice.nextPaymentAttemptAt,
    dueAt: invoice.dueAt,
    periodStart: invoice.periodStart,
    periodEnd: invoice.periodEnd,
    createdAt: invoice.createdAt,
    finalizedAt: invoice.finalizedAt,
    paidAt: invoice.paidAt,
    payments: invoice.payments.map((payment) => ({
      id: payment.id,
      paymentId: payment.paymentId,
      status: payment.status,
      requested: { amountMinor: payment.amountRequested, currency: payment.currency },
      paid:
        payment.amountPaid === null
          ? null
          : { amountMinor: payment.amountPaid, currency: payment.currency },
      isDefault: payment.isDefault,
    })),
  };
}

/** One subscription with its latest invoice, where we have it. */
export function subscriptionView(
  record: SubscriptionRecord,
  latestInvoice: InvoiceRecord | undefined,
): SubscriptionRow {
  const { currency, currentPeriodStart: start, currentPeriodEnd: end } = record;
  return {
    id: record.id,
    customerId: record.customerId,
    label: labelOf(record),
    status: record.status,
    amount: record.amount === null ? null : { amountMinor: record.amount, currency },
    interval: intervalOf(record),
    currentPeriod: start === null || end === null ? null : { start, end },
    cancelAtPeriodEnd: record.cancelAtPeriodEnd,
    cancelAt: record.cancelAt,
    canceledAt: record.canceledAt,
    endedAt: record.endedAt,
    trialEnd: record.trialEnd,
    paused:
      record.pauseBehavior === null
        ? null
        : { behavior: record.pauseBehavior, resumesAt: record.pauseResumesAt },
    collectionMethod: record.collectionMethod,
    method: payerView(record),
    latestInvoice: latestInvoice ? invoiceView(latestInvoice) : null,
    createdAt: record.createdAt,
  };
}

/** What is subscribed to, one thing at a time. */
export function itemViews(record: SubscriptionRecord): SubscriptionDetail["items"] {
  return readItems(record.items).map(({ id, priceId, productId, name, unitAmount, quantity }) => ({
    id,
    priceId,
    productId,
    name,
    unit:
      unitAmount === null ? null : { amountMinor: BigInt(unitAmount), currency: record.currency },
    quantity,
  }));
}

function labelOf(record: SubscriptionRecord): string {
  if (record.description !== null) return record.description;
  return readItems(record.items)
    .map(
      ({ name, priceId, quantity }) =>
        `${quantity === 1 ? "" : `${quantity} × `}${name ?? priceId}`,
    )
    .join(", ");
}

function intervalOf({ interval, intervalCount }: SubscriptionRecord): SubscriptionRow["interval"] {
  return interval === null ? null : { unit: interval, count: intervalCount ?? 1 };
}

function payerView(record: SubscriptionRecord): SubscriptionRow["method"] {
  if (record.payerId === null) return null;
  return {
    id: record.payerId,
    of: record.defaultPaymentMethodId === null ? "customer" : "subscription",
    method: { type: record.payerType, brand: record.payerBrand, last4: record.payerLast4 },
  };
}
