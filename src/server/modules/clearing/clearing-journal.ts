import type { AccountCode, JournalDraft } from "../ledger/index.ts";

/** A sum that has found its end: it leaves `from` for `to`. */
export interface Clearing {
  /** What ended: names the journal's key, with the object and how many journals came before. */
  readonly reason: "dispute" | "fx" | "refund-repaid";
  readonly from: AccountCode;
  readonly to: AccountCode;
  readonly objectId: string;
  /** What ended it, where that is another object: the refund that repaid. */
  readonly sourceId?: string;
  readonly currency: string;
  /** What stands on `from`, debit positive, in minor units. */
  readonly total: bigint;
  /** How many journals made that sum: the same state gives the same key, so that two workers post it once. */
  readonly journals: bigint;
  /** Business time. */
  readonly eventAt: Date;
  readonly description: string;
}

/** The journal that moves a sum from one of our own accounts to another; Stripe's mirror is not touched. */
export function clearingJournal(clearing: Clearing): JournalDraft {
  const { reason, from, to, objectId, currency, total, journals, eventAt, description } = clearing;
  return {
    key: `clear:${reason}:${objectId}:${currency}:${journals}`,
    kind: "RECLASS",
    eventAt,
    sourceId: clearing.sourceId ?? objectId,
    objectId,
    description,
    legs: [
      { account: to, currency, amount: total },
      { account: from, currency, amount: -total },
    ],
  };
}
