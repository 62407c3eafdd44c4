export { chargeProjector, paymentIntentProjector, payoutProjector } from "./payment-projectors.ts";
