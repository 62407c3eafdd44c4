import type * as z from "zod/mini";
import type {
  getInvoiceOutput,
  invoicesOfCustomerInput,
  invoicesOfCustomerOutput,
} from "#core/contracts/subscriptions.ts";
import { DomainError } from "#core/errors.ts";
import { cursorAt, readCursor } from "#server/platform/db/keyset-cursor.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findInvoices, findInvoicesOf } from "./invoices.repo.ts";
import { withLatestInvoice } from "./read-subscriptions.ts";
import { findSubscription } from "./subscriptions.repo.ts";
import { invoiceView } from "./subscriptions.views.ts";

/** One page of a customer's invoices, newest first. Throws INVALID_INPUT for a cursor that is not ours. */
export async function invoicesOfCustomer(
  runtime: Runtime,
  { customerId, cursor, limit }: z.infer<typeof invoicesOfCustomerInput>,
): Promise<z.infer<typeof invoicesOfCustomerOutput>> {
  const { db, scope } = runtime;
  const after = readCursor(cursor);
  const [records, freshness] = await Promise.all([
    findInvoicesOf(db, scope, customerId, { after, limit }),
    readFreshness(runtime),
  ]);
  const page = records.slice(0, limit);
  const last = page.at(-1);
  const goesOn = records.length > limit && last !== undefined;
  return {
    rows: page.map(invoiceView),
    nextCursor: goesOn ? cursorAt(last.createdAt, last.id) : null,
    freshness,
  };
}

/** One invoice with its subscription, where it has one. Throws NOT_FOUND. */
export async function getInvoice(
  runtime: Runtime,
  { invoiceId }: { invoiceId: string },
): Promise<z.infer<typeof getInvoiceOutput>> {
  const { db, scope } = runtime;
  const [invoice] = await findInvoices(db, scope, [invoiceId]);
  if (invoice === undefined) throw new DomainError("NOT_FOUND", { invoiceId });
  const { subscriptionId } = invoice;
  const record = subscriptionId && (await findSubscription(db, scope, subscriptionId));
  const [subscription] = await withLatestInvoice(runtime, record ? [record] : []);
  return {
    invoice: invoiceView(invoice),
    subscription: subscription ?? null,
    freshness: await readFreshness(runtime),
  };
}
