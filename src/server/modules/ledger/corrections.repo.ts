import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/** A posted journal with its legs, as much as its mirror image needs. */
export interface PostedJournal {
  readonly key: string;
  readonly kind: string;
  readonly sourceId: string;
  readonly objectId: string | null;
  readonly description: string;
  /** Whether another journal took it back. */
  readonly isTakenBack: boolean;
  readonly legs: readonly { code: string; currency: string; amount: bigint }[];
}

/** One journal of the scope with its legs in the order they were posted, or null. */
export async function findPostedJournal(
  tx: Transaction,
  scope: AccountScope,
  id: bigint,
): Promise<PostedJournal | null> {
  const journal = await tx.journal.findFirst({
    where: { ...scope, id },
    include: { entries: { include: { ledgerAccount: true }, orderBy: { id: "asc" } } },
  });
  if (journal === null) return null;
  const { key, kind, sourceId, objectId, description, entries } = journal;
  const isTakenBack = (await tx.journal.count({ where: { reversesId: id } })) > 0;
  const legs = entries.map(({ ledgerAccount, currency, amount }) => ({
    code: ledgerAccount.code,
    currency,
    amount,
  }));
  return { key, kind, sourceId, objectId, description, isTakenBack, legs };
}
