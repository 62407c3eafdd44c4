import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { findJournalOfTransaction, type PostedJournal } from "../ledger/index.ts";

/** The journal that the feed posted for a refund's balance transaction, or null while there is none. */
export async function findJournalOfRefund(
  db: Database,
  scope: AccountScope,
  refundId: string,
): Promise<PostedJournal | null> {
  const refund = await db.prisma.refund.findUnique({
    where: { accountId_livemode_id: { ...scope, id: refundId } },
    select: { balanceTransactionId: true },
  });
  if (!refund?.balanceTransactionId) return null;
  return await findJournalOfTransaction(db, scope, refund.balanceTransactionId);
}
