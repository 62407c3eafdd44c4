import type { CommandKinds } from "../commands/index.ts";
import { overrideKind } from "../overrides/index.ts";
import { customerCredit } from "./credit-customer.ts";
import { defaultMethod } from "./set-default-method.ts";

/** What can be done about a customer. */
export const customerKinds: CommandKinds = {
  [customerCredit.kind]: overrideKind(customerCredit),
  [defaultMethod.kind]: overrideKind(defaultMethod),
};
