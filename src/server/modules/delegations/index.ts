export { endDelegation } from "./end-delegation.ts";
export { giveDelegation } from "./give-delegation.ts";
