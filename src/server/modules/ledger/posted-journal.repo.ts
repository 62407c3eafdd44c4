import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** A leg as it was posted, in minor units: debit positive. */
export interface PostedLeg {
  readonly account: string;
  readonly amount: bigint;
  readonly currency: string;
}

/** A journal of the feed with its legs. */
export interface PostedJournal {
  readonly journalId: string;
  readonly legs: readonly PostedLeg[];
}

/** The journal that the feed posted for a balance transaction, or null while there is none. */
export async function findJournalOfTransaction(
  db: Database,
  scope: AccountScope,
  balanceTransactionId: string,
): Promise<PostedJournal | null> {
  return await findPosted(db, { ...scope, kind: "BT", sourceId: balanceTransactionId });
}

/** The first of our own journals that cleared an object (a lost dispute, say), or null while there is none. */
export async function findClearingJournal(
  db: Database,
  scope: AccountScope,
  objectId: string,
): Promise<PostedJournal | null> {
  return await findPosted(db, { ...scope, kind: "RECLASS", objectId });
}

async function findPosted(
  db: Database,
  where: AccountScope & { kind: "BT" | "RECLASS"; sourceId?: string; objectId?: string },
): Promise<PostedJournal | null> {
  const journal = await db.prisma.journal.findFirst({
    where,
    orderBy: { id: "asc" },
    select: {
      id: true,
      entries: {
        select: { amount: true, currency: true, ledgerAccount: { select: { code: true } } },
      },
    },
  });
  if (!journal) return null;
  return {
    journalId: journal.id.toString(),
    legs: journal.entries.map(({ amount, currency, ledgerAccount }) => ({
      account: ledgerAccount.code,
      amount,
      currency,
    })),
  };
}

/** The first journal that the feed posted for what Stripe made (a charge, say), or null while there is none. */
export async function findJournalOfSource(
  db: Database,
  scope: AccountScope,
  sourceId: string,
): Promise<PostedJournal | null> {
  const transaction = await db.prisma.balanceTransaction.findFirst({
    where: { ...scope, sourceId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return transaction && (await findJournalOfTransaction(db, scope, transaction.id));
}
