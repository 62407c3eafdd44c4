export { chargeProjector, paymentIntentProjector } from "./payment-projectors.ts";
