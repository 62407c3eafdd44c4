import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { PostedLeg } from "./compare-prediction.ts";

/** The journal that the feed posted for a refund's balance transaction, or null while there is none. */
export async function findJournalOfRefund(
  db: Database,
  scope: AccountScope,
  refundId: string,
): Promise<{ journalId: string; legs: readonly PostedLeg[] } | null> {
  const refund = await db.prisma.refund.findUnique({
    where: { accountId_livemode_id: { ...scope, id: refundId } },
    select: { balanceTransactionId: true },
  });
  if (!refund?.balanceTransactionId) return null;
  const journal = await db.prisma.journal.findFirst({
    where: { ...scope, kind: "BT", sourceId: refund.balanceTransactionId },
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
