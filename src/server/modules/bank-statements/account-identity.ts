import { sha256 } from "#server/platform/hash/sha256.ts";

/** What is kept of an account's number. */
export interface AccountIdentity {
  readonly identifierHash: string;
  readonly last4: string;
}

/** Hash and last four characters of an IBAN or account number; spaces, dashes and case do not matter. */
export function identityOf(identifier: string): AccountIdentity {
  const plain = identifier.replaceAll(/[\s-]/g, "").toUpperCase();
  return { identifierHash: sha256(plain), last4: plain.slice(-4) };
}
