import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/**
 * When the console first saw a transaction of the account, in business time: its first day. Refunds made before are no
 * breaks, whoever made them.
 */
export async function findFirstSeen(tx: Transaction, scope: AccountScope): Promise<Date | null> {
  const { _min } = await tx.balanceTransaction.aggregate({
    where: scope,
    _min: { firstSeenAt: true },
  });
  return _min.firstSeenAt;
}
