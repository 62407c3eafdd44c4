export { subscriptionCancel } from "./cancel-subscription.ts";
export { findInvoiceOfPayment, type PaidInvoice } from "./invoices.repo.ts";
export { subscriptionPause } from "./pause-subscription.ts";
export { subscriptionResume } from "./resume-subscription.ts";
export { subscriptionKinds } from "./subscription-kinds.ts";
export { invoiceProjector, subscriptionProjector } from "./subscription-projectors.ts";
