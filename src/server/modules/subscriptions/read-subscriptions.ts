import type * as z from "zod/mini";
import type {
  SubscriptionDetail,
  SubscriptionRow,
  subscriptionsOfCustomerOutput,
} from "#core/contracts/subscriptions.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCustomer, maskedEmail, maskedName } from "../customers/index.ts";
import { findInvoices, findInvoicesOfSubscription } from "./invoices.repo.ts";
import {
  findSubscription,
  findSubscriptionsOf,
  type SubscriptionRecord,
} from "./subscriptions.repo.ts";
import { invoiceView, itemViews, subscriptionView } from "./subscriptions.views.ts";

const INVOICES_SHOWN = 24;

/** The subscriptions of a customer; none where there is no such customer. */
export async function subscriptionsOfCustomer(
  runtime: Runtime,
  { customerId }: { customerId: string },
): Promise<z.infer<typeof subscriptionsOfCustomerOutput>> {
  const { db, scope } = runtime;
  const [records, freshness] = await Promise.all([
    findSubscriptionsOf(db, scope, customerId),
    readFreshness(runtime),
  ]);
  return { rows: await withLatestInvoice(runtime, records), freshness };
}

/** One subscription with its newest invoices, for a reader. Throws NOT_FOUND. */
export async function getSubscription(
  runtime: Runtime,
  actor: Actor,
  { subscriptionId }: { subscriptionId: string },
): Promise<SubscriptionDetail> {
  const { db, scope } = runtime;
  const record = await findSubscription(db, scope, subscriptionId);
  if (record === null) throw new DomainError("NOT_FOUND", { subscriptionId });
  const [[subscription], invoices, customer, freshness] = await Promise.all([
    withLatestInvoice(runtime, [record]),
    findInvoicesOfSubscription(db, scope, subscriptionId, INVOICES_SHOWN),
    findCustomer(db, scope, record.customerId),
    readFreshness(runtime),
  ]);
  if (subscription === undefined) throw new DomainError("NOT_FOUND", { subscriptionId });
  const { name = null, email = null, delinquent = false } = customer ?? {};
  const label = maskedName(name, actor.role) ?? maskedEmail(email, actor.role);
  return {
    subscription,
    customer: { id: record.customerId, label, delinquent },
    items: itemViews(record),
    invoices: invoices.map(invoiceView),
    freshness,
  };
}

/** Subscriptions as they are shown, each with its latest invoice. */
export async function withLatestInvoice(
  { db, scope }: Runtime,
  records: readonly SubscriptionRecord[],
): Promise<SubscriptionRow[]> {
  const ids = records.flatMap(({ latestInvoiceId: id }) => (id === null ? [] : [id]));
  const invoices = new Map((await findInvoices(db, scope, ids)).map((found) => [found.id, found]));
  return records.map((record) =>
    subscriptionView(record, invoices.get(record.latestInvoiceId ?? "")),
  );
}
