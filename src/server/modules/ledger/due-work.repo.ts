import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";

/** A transaction that Stripe should have made available by now. */
export interface DueTransaction {
  readonly id: string;
  readonly createdAt: Date;
}

/** The next transactions, by creation, that are pending here although `available_on` has passed at business time `now`. */
export async function findDueTransactions(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  now: Date,
  batch: { readonly after: DueTransaction | null; readonly limit: number },
): Promise<DueTransaction[]> {
  const start = batch.after ?? { id: "", createdAt: new Date(0) };
  return db.prisma.$queryRaw<DueTransaction[]>`
    SELECT id, created_at AS "createdAt" FROM balance_transaction
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND status = 'pending' AND available_on <= ${now}
      AND (created_at, id) > (${start.createdAt}, ${start.id})
    ORDER BY created_at, id LIMIT ${batch.limit}`;
}

/** Automatic payouts that were paid and whose members we do not know yet, oldest first. */
export async function findUnassignedPayouts(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  limit: number,
): Promise<{ id: string }[]> {
  return db.prisma.$queryRaw`
    SELECT p.id FROM payout p
    JOIN balance_transaction b ON (b.account_id, b.livemode, b.id) = (p.account_id, p.livemode, p.balance_transaction_id)
    WHERE p.account_id = ${scope.accountId} AND p.livemode = ${scope.livemode} AND p.automatic AND p.status = 'paid'
      AND b.payout_id IS NULL
    ORDER BY p.created_at LIMIT ${limit}`;
}

/** Says which payout paid these transactions out; the payout's own transaction belongs to it too. */
export async function assignPayout(
  tx: Transaction,
  scope: AccountScope,
  payoutId: string,
  transactionIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE balance_transaction SET payout_id = ${payoutId}
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
      AND (id = ANY(${[...transactionIds]}) OR (source_id = ${payoutId} AND type = 'payout'))
      AND payout_id IS DISTINCT FROM ${payoutId}`;
}
