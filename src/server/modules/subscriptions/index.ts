export { findInvoiceOfPayment, type PaidInvoice } from "./invoices.repo.ts";
export { invoiceProjector, subscriptionProjector } from "./subscription-projectors.ts";
