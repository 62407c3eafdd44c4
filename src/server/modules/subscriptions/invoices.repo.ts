import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Invoice, InvoicePayment } from "#server/platform/db/generated/client.ts";
import type { KeysetPlace } from "#server/platform/db/keyset-cursor.ts";

/** An invoice as stored, with the payments that are to pay it or did, newest first. */
export type InvoiceRecord = Invoice & { readonly payments: readonly InvoicePayment[] };

/** The invoice that a payment is for, as stored. */
export type PaidInvoice = Invoice;

type Reading = Pick<Database, "prisma">;

const NEWEST_FIRST = [{ createdAt: "desc" }, { id: "desc" }] as const;

/** One page of a customer's invoices, newest first, and one row more where there is a next page. */
export async function findInvoicesOf(
  db: Reading,
  scope: AccountScope,
  customerId: string,
  page: { readonly after: KeysetPlace | null; readonly limit: number },
): Promise<InvoiceRecord[]> {
  const { after, limit } = page;
  const older = after && {
    OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }],
  };
  const invoices = await db.prisma.invoice.findMany({
    where: { ...scope, customerId, ...older },
    orderBy: [...NEWEST_FIRST],
    take: limit + 1,
  });
  return withPayments(db, scope, invoices);
}

/** The newest invoices of a subscription. */
export async function findInvoicesOfSubscription(
  db: Reading,
  scope: AccountScope,
  subscriptionId: string,
  limit: number,
): Promise<InvoiceRecord[]> {
  const invoices = await db.prisma.invoice.findMany({
    where: { ...scope, subscriptionId },
    orderBy: [...NEWEST_FIRST],
    take: limit,
  });
  return withPayments(db, scope, invoices);
}

/** Invoices by their ids, in no order. */
export async function findInvoices(
  db: Reading,
  scope: AccountScope,
  ids: readonly string[],
): Promise<InvoiceRecord[]> {
  const invoices = await db.prisma.invoice.findMany({ where: { ...scope, id: { in: [...ids] } } });
  return withPayments(db, scope, invoices);
}

/** The invoice that a payment is to pay, or paid; null where it pays none. */
export async function findInvoiceOfPayment(
  db: Reading,
  scope: AccountScope,
  paymentId: string,
): Promise<PaidInvoice | null> {
  const link = await db.prisma.invoicePayment.findFirst({
    where: { ...scope, paymentId },
    orderBy: { createdAt: "desc" },
    select: { invoiceId: true },
  });
  if (link === null) return null;
  return db.prisma.invoice.findUnique({
    where: { accountId_livemode_id: { ...scope, id: link.invoiceId } },
  });
}

/** A draft that was deleted at Stripe stays as an id, since what was said about it stays too. */
export async function markInvoiceDeleted(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<void> {
  await tx.invoice.updateMany({ where: { ...scope, id }, data: { status: "deleted" } });
}

async function withPayments(
  db: Reading,
  scope: AccountScope,
  invoices: readonly Invoice[],
): Promise<InvoiceRecord[]> {
  const payments = await db.prisma.invoicePayment.findMany({
    where: { ...scope, invoiceId: { in: invoices.map(({ id }) => id) } },
    orderBy: [...NEWEST_FIRST],
  });
  const byInvoice = Map.groupBy(payments, ({ invoiceId }) => invoiceId);
  return invoices.map((invoice) => ({ ...invoice, payments: byInvoice.get(invoice.id) ?? [] }));
}
