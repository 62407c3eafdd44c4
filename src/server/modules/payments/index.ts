export { paymentCapture } from "./capture-payment.ts";
export { paymentKinds } from "./payment-kinds.ts";
export { chargeProjector, paymentIntentProjector } from "./payment-projectors.ts";
