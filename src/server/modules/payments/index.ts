export { maskEmail } from "./mask-person.ts";
export { chargeProjector, paymentIntentProjector } from "./payment-projectors.ts";
