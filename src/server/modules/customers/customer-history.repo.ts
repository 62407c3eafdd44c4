import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Refund } from "#server/platform/db/generated/client.ts";

/** What a customer paid, got back and disputed in one currency. Amounts are minor units of it. */
export interface TotalsRecord {
  readonly currency: string;
  readonly paid: bigint;
  readonly refunded: bigint;
  readonly disputed: bigint;
  readonly payments: number;
  readonly failed: number;
  readonly refunds: number;
  readonly disputes: number;
  readonly openDisputes: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** One row a currency, most payments first. A dispute counts from when it takes money: inquiries do not. */
export async function findTotals(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  customerId: string,
): Promise<TotalsRecord[]> {
  return db.prisma.$queryRaw<TotalsRecord[]>`
    WITH c AS (SELECT * FROM charge WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND customer_id = ${customerId}),
      r AS (SELECT c.currency, count(*)::int AS n FROM c
        JOIN refund f ON (f.account_id, f.livemode, f.charge_id) = (c.account_id, c.livemode, c.id)
        WHERE f.status NOT IN ('failed', 'canceled') GROUP BY c.currency),
      d AS (SELECT c.currency, (sum(d.amount) FILTER (WHERE d.status NOT LIKE 'warning_%' AND d.status <> 'prevented'))::bigint
          AS amount, count(*)::int AS n, (count(*) FILTER (WHERE d.status IN ('needs_response', 'warning_needs_response')))::int AS open
        FROM c JOIN dispute d ON (d.account_id, d.livemode, d.charge_id) = (c.account_id, c.livemode, c.id)
        GROUP BY c.currency),
      t AS (SELECT currency, coalesce(sum(amount_captured), 0)::bigint AS paid, coalesce(sum(amount_refunded), 0)::bigint AS refunded,
          (count(*) FILTER (WHERE status = 'succeeded'))::int AS payments, (count(*) FILTER (WHERE status = 'failed'))::int AS failed,
          min(created_at) AS first_at, max(created_at) AS last_at FROM c GROUP BY currency)
    SELECT t.currency, t.paid, t.refunded, coalesce(d.amount, 0)::bigint AS disputed, t.payments, t.failed,
      coalesce(r.n, 0) AS refunds, coalesce(d.n, 0) AS disputes, coalesce(d.open, 0) AS "openDisputes",
      t.first_at AS "firstAt", t.last_at AS "lastAt"
    FROM t LEFT JOIN r USING (currency) LEFT JOIN d USING (currency) ORDER BY t.payments DESC, t.currency`;
}

/** The newest refunds of a customer's payments, at most `limit`. */
export async function findRefundsOf(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  customerId: string,
  limit: number,
): Promise<Refund[]> {
  const ids = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT f.id FROM charge c JOIN refund f ON (f.account_id, f.livemode, f.charge_id) = (c.account_id, c.livemode, c.id)
    WHERE c.account_id = ${scope.accountId} AND c.livemode = ${scope.livemode} AND c.customer_id = ${customerId}
    ORDER BY f.created_at DESC, f.id DESC LIMIT ${limit}`;
  return db.prisma.refund.findMany({
    where: { ...scope, id: { in: ids.map(({ id }) => id) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

/** Review cases about a customer's payments that are not decided yet, at most `limit`. */
export async function findOpenCases(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  customerId: string,
  limit: number,
): Promise<{ id: string; number: number; title: string }[]> {
  return db.prisma.$queryRaw`
    SELECT r.id::text, r.number::int, r.title FROM review_case r
    WHERE r.account_id = ${scope.accountId} AND r.livemode = ${scope.livemode} AND r.state <> 'closed'
      AND (r.subject_id = ${customerId} OR r.subject_id IN (SELECT id FROM payment
        WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND customer_id = ${customerId}))
    ORDER BY r.priority DESC, r.opened_at LIMIT ${limit}`;
}
