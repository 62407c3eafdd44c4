import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";

/** Who failed to pay longer ago than this is helped no sooner than others. */
const FAILED_WITHIN_MS = 35 * 86_400_000;

/**
 * Customers whose saved methods were never read. Those first whom somebody may have to help: with a subscription that goes on
 * or a payment that failed of late; then the newest. `now` is business time.
 */
export async function findUnreadCustomers(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<string[]> {
  const { accountId, livemode } = scope;
  const newest = await db.prisma.customer.findMany({
    where: { ...scope, methodsReadAt: null, deleted: false },
    orderBy: { createdAt: "desc" },
    take: limit,
    select: { id: true },
  });
  if (newest.length < limit) return newest.map(({ id }) => id);
  const failedSince = new Date(now.getTime() - FAILED_WITHIN_MS);
  const urgent = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM customer c
    WHERE c.account_id = ${accountId} AND c.livemode = ${livemode} AND c.methods_read_at IS NULL AND NOT c.deleted
      AND c.id IN (
        SELECT customer_id FROM subscription
          WHERE account_id = ${accountId} AND livemode = ${livemode} AND ended_at IS NULL
        UNION ALL SELECT customer_id FROM payment
          WHERE account_id = ${accountId} AND livemode = ${livemode} AND status = 'requires_payment_method'
            AND failure_code IS NOT NULL AND created_at > ${failedSince})
    LIMIT ${limit}`;
  return (urgent.length > 0 ? urgent : newest).map(({ id }) => id);
}

/** Notes that a customer's methods were read. */
export async function markMethodsRead(
  tx: Transaction,
  scope: AccountScope,
  customerId: string,
  methodsReadAt: Date,
): Promise<void> {
  await tx.customer.updateMany({ where: { ...scope, id: customerId }, data: { methodsReadAt } });
}
