import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { upsertRows } from "#server/platform/stripe/projected-rows.repo.ts";
import type { Projector } from "#server/platform/stripe/projector.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import { invoicePaymentRows, invoiceRow } from "./invoice-rows.ts";
import { markInvoiceDeleted } from "./invoices.repo.ts";
import { subscriptionRow } from "./subscription-row.ts";

/** Keeps subscriptions; one that ended stays. */
export const subscriptionProjector: Projector<"subscription"> = {
  objectType: "subscription",
  project: (tx, scope, object) => upsertRows(tx, scope, "subscription", [subscriptionRow(object)]),
  projectPage: (tx, scope, objects) =>
    upsertRows(tx, scope, "subscription", objects.map(subscriptionRow)),
};

/** Keeps invoices and which payment pays each; a draft that was deleted stays under that status. */
export const invoiceProjector: Projector<"invoice"> = {
  objectType: "invoice",
  project: (tx, scope, object) => projectInvoices(tx, scope, [object]),
  projectPage: projectInvoices,
  forget: markInvoiceDeleted,
};

async function projectInvoices(
  tx: Transaction,
  scope: AccountScope,
  invoices: readonly StripeObjects["invoice"][],
): Promise<void> {
  await upsertRows(tx, scope, "invoice", invoices.map(invoiceRow));
  await upsertRows(tx, scope, "invoice_payment", invoices.flatMap(invoicePaymentRows));
}
