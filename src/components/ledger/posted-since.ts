import type { LedgerOverview } from "#core/contracts/ledger.ts";

/**
 * What the books took in after Stripe's balance was read and found equal, in minor units: the reading is a minute old, the
 * books are not. Null where they were not compared or differed, since then the difference means something else.
 */
export function postedSince(proof: LedgerOverview["proof"][number]): bigint | null {
  const { stripeAvailable, stripePending, drift } = proof;
  if (drift !== 0n || stripeAvailable === null || stripePending === null) return null;
  return proof.ledgerAvailable + proof.ledgerPending - stripeAvailable - stripePending;
}

/** Whether Stripe holds, or should hold, money in a currency: only then is there something to compare. */
export function isHeld(proof: LedgerOverview["proof"][number]): boolean {
  const { ledgerAvailable, ledgerPending, stripeAvailable, stripePending } = proof;
  return [ledgerAvailable, ledgerPending, stripeAvailable ?? 0n, stripePending ?? 0n].some(
    (amount) => amount !== 0n,
  );
}
