export { customerProjector, paymentMethodProjector } from "./customer-projectors.ts";
export { findCustomer } from "./customers.repo.ts";
