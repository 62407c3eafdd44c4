export { customerProjector, paymentMethodProjector } from "./customer-projectors.ts";
export { findCustomer } from "./customers.repo.ts";
export { maskEmail, maskedEmail, maskedName } from "./mask-person.ts";
