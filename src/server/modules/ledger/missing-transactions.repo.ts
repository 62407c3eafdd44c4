import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** A balance transaction that an object names and that is not stored. Amounts are minor units of `currency`. */
export interface MissingTransaction {
  readonly id: string;
  readonly objectType: "charge" | "refund" | "payout" | "dispute";
  readonly objectId: string;
  readonly currency: string;
  /** The gross amount that the object tells, signed as the transaction would be. */
  readonly amount: bigint;
  /** When the object was made; what it names later may be younger. */
  readonly objectCreatedAt: Date;
}

/** What objects name and the feed never brought, by id. */
export async function findMissingTransactions(
  db: Pick<Database, "prisma"> | { readonly prisma: Pick<Database["prisma"], "$queryRaw"> },
  scope: AccountScope,
): Promise<MissingTransaction[]> {
  return db.prisma.$queryRaw<MissingTransaction[]>`
    WITH named AS (
      SELECT balance_transaction_id AS id, 'charge' AS object_type, c.id AS object_id, currency, amount_captured AS amount, created_at
      FROM charge c WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND balance_transaction_id IS NOT NULL
      UNION ALL SELECT balance_transaction_id, 'refund', r.id, currency, -amount, created_at
      FROM refund r WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND balance_transaction_id IS NOT NULL
      UNION ALL SELECT failure_balance_transaction_id, 'refund', r.id, currency, amount, created_at
      FROM refund r WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND failure_balance_transaction_id IS NOT NULL
      UNION ALL SELECT balance_transaction_id, 'payout', p.id, currency, -amount, created_at
      FROM payout p WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND balance_transaction_id IS NOT NULL
      UNION ALL SELECT failure_balance_transaction_id, 'payout', p.id, currency, amount, created_at
      FROM payout p WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND failure_balance_transaction_id IS NOT NULL
      UNION ALL SELECT t.id, 'dispute', d.id, currency, CASE t.n WHEN 1 THEN -amount ELSE amount END, created_at
      FROM dispute d CROSS JOIN LATERAL unnest(d.balance_transaction_ids) WITH ORDINALITY AS t(id, n)
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode})
    SELECT n.id, n.object_type AS "objectType", n.object_id AS "objectId", n.currency, n.amount, n.created_at AS "objectCreatedAt"
    FROM named n
    LEFT JOIN balance_transaction b ON b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND b.id = n.id
    WHERE b.id IS NULL ORDER BY n.id`;
}
