import { accountCases } from "./cases/account-cases.ts";
import { paymentCases } from "./cases/payment-cases.ts";
import { protocolCases } from "./cases/protocol-cases.ts";
import type { ContractCase } from "./contract-case.ts";

/** Every case: the sandbox and a real test account must both pass them. */
export const contractCases: readonly ContractCase[] = [
  ...protocolCases,
  ...paymentCases,
  ...accountCases,
];
