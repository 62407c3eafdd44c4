export { reviewApprove } from "./approve-review.ts";
export { paymentCancel } from "./cancel-payment.ts";
export { paymentCapture } from "./capture-payment.ts";
export { paymentKinds } from "./payment-kinds.ts";
export { chargeProjector, paymentIntentProjector } from "./payment-projectors.ts";
