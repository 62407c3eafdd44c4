import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { BalanceTransaction, Payment } from "#server/platform/db/generated/client.ts";

/** The balance transactions of a dispute, oldest first. */
export async function findMovements(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  ids: readonly string[],
): Promise<Omit<BalanceTransaction, "raw">[]> {
  return db.prisma.balanceTransaction.findMany({
    where: { ...scope, id: { in: [...ids] } },
    omit: { raw: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** The disputed payment, or null. */
export async function findDisputedPayment(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  id: string,
): Promise<Payment | null> {
  return db.prisma.payment.findUnique({ where: { accountId_livemode_id: { ...scope, id } } });
}

/** A succeeded payment that came before; amounts are minor units of `currency`. */
export interface EarlierRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly amount: bigint;
  readonly amountRefunded: bigint;
  readonly currency: string;
  readonly disputed: boolean;
  readonly methodType: string | null;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly cardFingerprint: string | null;
}

/** What a customer paid before an instant, newest first, at most `limit`. */
export async function findEarlierPayments(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  before: { readonly customerId: string; readonly at: Date },
  limit: number,
): Promise<EarlierRecord[]> {
  return db.prisma.$queryRaw<EarlierRecord[]>`
    SELECT p.id, p.created_at AS "createdAt", p.amount_captured AS amount, p.amount_refunded AS "amountRefunded", p.currency,
      p.disputed, c.payment_method_type AS "methodType", c.card_brand AS "cardBrand", c.last4,
      c.card_fingerprint AS "cardFingerprint"
    FROM payment p JOIN charge c ON (c.account_id, c.livemode, c.id) = (p.account_id, p.livemode, p.latest_charge_id)
    WHERE p.account_id = ${scope.accountId} AND p.livemode = ${scope.livemode} AND p.customer_id = ${before.customerId}
      AND p.status = 'succeeded' AND p.created_at < ${before.at}
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}`;
}
