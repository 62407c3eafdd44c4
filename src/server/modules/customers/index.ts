export { customerCredit } from "./credit-customer.ts";
export { customerKinds } from "./customer-kinds.ts";
export { customerProjector, paymentMethodProjector } from "./customer-projectors.ts";
export { findCustomer } from "./customers.repo.ts";
export { maskEmail, maskedEmail, maskedName } from "./mask-person.ts";
export { describeCustomer, requireCustomer } from "./override-target.repo.ts";
export { defaultMethod } from "./set-default-method.ts";
