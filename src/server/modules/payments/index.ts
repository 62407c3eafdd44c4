export { reviewApprove } from "./approve-review.ts";
export { paymentCancel } from "./cancel-payment.ts";
export { paymentCapture } from "./capture-payment.ts";
export { conditionOfPayments } from "./list-payments.ts";
export { paymentKinds } from "./payment-kinds.ts";
export { chargeProjector, paymentIntentProjector } from "./payment-projectors.ts";
export { findDeeds, findEvents, findJournalsOf } from "./timeline.repo.ts";
export { deedEntry, journalEntry, webhookEntry } from "./timeline.views.ts";
