import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Prisma } from "#server/platform/db/generated/client.ts";

type Reads = Pick<Database, "prisma">;

/** What happened to a break, oldest first. */
export async function findSteps(db: Reads, breakId: string) {
  return db.prisma.breakStep.findMany({ where: { breakId }, orderBy: { id: "asc" } });
}

/** A balance transaction that tells of an object, as stored. */
export interface TransactionSide {
  readonly id: string;
  readonly type: string;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly net: bigint;
  readonly currency: string;
  readonly status: string;
  readonly raw: Prisma.JsonValue;
}

/** What is stored about an object: its transactions, its journals, itself. */
export interface StoredSides {
  readonly transactions: readonly TransactionSide[];
  readonly journalIds: readonly string[];
  readonly object: {
    readonly amount: bigint;
    readonly currency: string;
    readonly status: string;
  } | null;
}

const MOST = 20;

/** Everything that is stored about an object of Stripe's, bounded. */
export async function findSides(
  db: Reads,
  scope: AccountScope,
  objectId: string,
): Promise<StoredSides> {
  const { accountId, livemode } = scope;
  const [transactions, journals, objects] = await Promise.all([
    db.prisma.$queryRaw<TransactionSide[]>`
      SELECT id, type, amount, fee, net, currency, status, raw FROM balance_transaction
      WHERE account_id = ${accountId} AND livemode = ${livemode} AND (id = ${objectId} OR source_id = ${objectId})
      ORDER BY created_at, id LIMIT ${MOST}`,
    db.prisma.$queryRaw<{ id: bigint }[]>`
      SELECT id FROM journal WHERE account_id = ${accountId} AND livemode = ${livemode}
        AND (object_id = ${objectId} OR key IN (${`bt:${objectId}`}, ${`bt:${objectId}:settle`}))
      ORDER BY id LIMIT ${MOST}`,
    db.prisma.$queryRaw<{ amount: bigint; currency: string; status: string }[]>`
      SELECT amount, currency, status FROM charge
        WHERE account_id = ${accountId} AND livemode = ${livemode} AND id = ${objectId}
      UNION ALL SELECT amount, currency, status FROM refund
        WHERE account_id = ${accountId} AND livemode = ${livemode} AND id = ${objectId}
      UNION ALL SELECT amount, currency, status FROM dispute
        WHERE account_id = ${accountId} AND livemode = ${livemode} AND id = ${objectId}
      UNION ALL SELECT amount, currency, status FROM payout
        WHERE account_id = ${accountId} AND livemode = ${livemode} AND id = ${objectId}
      UNION ALL SELECT amount, currency, 'booked' FROM bank_line
        WHERE account_id = ${accountId} AND livemode = ${livemode} AND id::text = ${objectId}`,
  ]);
  return {
    transactions,
    journalIds: journals.map(({ id }) => id.toString()),
    object: objects[0] ?? null,
  };
}
