import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

type Reads = Pick<Database, "prisma">;

/** A transaction as Stripe lists it now: what never changes as a hash; amounts are minor units. */
export interface ListedTransaction {
  readonly id: string;
  readonly hash: string;
  /** Unix seconds. */
  readonly created: number;
  readonly net: bigint;
  readonly currency: string;
}

/** Where a listed stretch and what is stored of it differ. */
export interface FeedDifference {
  readonly id: string;
  readonly kind: "not_stored" | "not_listed" | "changed";
  readonly currency: string;
  readonly net: bigint;
}

interface ComparedRow {
  readonly kind: "same" | FeedDifference["kind"];
  readonly currency: string;
  readonly items: bigint;
  readonly value: bigint;
  readonly ids: readonly { readonly id: string; readonly net: string }[] | null;
}

/** What is equal, by currency, and what is not. */
export interface ComparedStretch {
  readonly same: readonly {
    readonly currency: string;
    readonly items: bigint;
    readonly value: bigint;
  }[];
  readonly differences: readonly FeedDifference[];
}

/**
 * Compares a complete stretch of Stripe's list with what is stored of it. `from` is inclusive, `until` exclusive, in unix
 * seconds. What is stored but not posted is judged elsewhere and left out here.
 */
export async function compareStretch(
  db: Reads,
  scope: AccountScope,
  listed: readonly ListedTransaction[],
  range: { readonly from: number; readonly until: number },
): Promise<ComparedStretch> {
  const rows = JSON.stringify(
    listed.map(({ id, hash, net, currency }) => [id, hash, net.toString(), currency]),
  );
  const compared = await db.prisma.$queryRaw<ComparedRow[]>`
    WITH listed AS MATERIALIZED (SELECT l ->> 0 AS id, l ->> 1 AS hash, (l ->> 2)::bigint AS net, l ->> 3 AS currency
      FROM jsonb_array_elements(${rows}::jsonb) l),
    stored AS (SELECT id, raw_hash, net, currency, journal_id IS NULL AND (amount <> 0 OR fee <> 0 OR net <> 0) AS unposted
      FROM balance_transaction WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND created_at >= to_timestamp(${range.from}) AND created_at < to_timestamp(${range.until})),
    compared AS (SELECT coalesce(s.id, l.id) AS id, coalesce(s.currency, l.currency) AS currency, coalesce(s.net, l.net) AS net,
      CASE WHEN s.id IS NULL THEN 'not_stored' WHEN l.id IS NULL THEN 'not_listed' WHEN s.raw_hash <> l.hash THEN 'changed'
        ELSE 'same' END AS kind
      FROM stored s FULL JOIN listed l ON l.id = s.id WHERE s.unposted IS NOT TRUE)
    SELECT kind, currency, count(*) AS items, sum(abs(net))::bigint AS value,
      jsonb_agg(jsonb_build_object('id', id, 'net', net::text)) FILTER (WHERE kind <> 'same') AS ids
    FROM compared GROUP BY 1, 2`;
  return {
    same: compared.filter(({ kind }) => kind === "same"),
    differences: compared.flatMap(({ kind, currency, ids }) =>
      kind === "same"
        ? []
        : (ids ?? []).map(({ id, net }) => ({ id, kind, currency, net: BigInt(net) })),
    ),
  };
}

/** A stored transaction that a run looks at again. */
export interface StoredFacts {
  readonly id: string;
  readonly currency: string;
  readonly net: bigint;
  readonly rawHash: string;
}

/** Stored transactions by id. */
export async function findStoredFacts(
  db: Reads,
  scope: AccountScope,
  ids: readonly string[],
): Promise<StoredFacts[]> {
  if (ids.length === 0) return [];
  return db.prisma.balanceTransaction.findMany({
    where: { ...scope, id: { in: [...ids] } },
    select: { id: true, currency: true, net: true, rawHash: true },
    orderBy: { id: "asc" },
  });
}

/** Stored transactions that move money and have no journal. */
export async function findUnposted(db: Reads, scope: AccountScope): Promise<StoredFacts[]> {
  return db.prisma.$queryRaw<StoredFacts[]>`
    SELECT id, currency, net, raw_hash AS "rawHash" FROM balance_transaction
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND journal_id IS NULL
      AND (amount <> 0 OR fee <> 0 OR net <> 0) ORDER BY id LIMIT 1000`;
}

/** What breaks of Stripe's own list are open: these transactions are asked for again one by one. */
export async function findSuspects(db: Reads, scope: AccountScope): Promise<string[]> {
  const rows = await db.prisma.ledgerBreak.findMany({
    where: {
      ...scope,
      type: { in: ["MISSING_AT_STRIPE", "CHANGED_AT_STRIPE"] },
      state: { not: "resolved" },
    },
    select: { objectId: true },
    orderBy: { objectId: "asc" },
  });
  return rows.map(({ objectId }) => objectId);
}
