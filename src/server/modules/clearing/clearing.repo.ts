import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

type Reads = Pick<Database, "prisma">;

/** What stands on a clearing account for one object, debit positive, and by how many journals it came there. */
export interface Standing {
  readonly objectId: string;
  readonly currency: string;
  readonly total: bigint;
  readonly journals: bigint;
}

/** What was withdrawn for disputes that are over, and neither came back nor was written to losses yet. */
export async function findEndedDisputes(db: Reads, scope: AccountScope): Promise<Standing[]> {
  return db.prisma.$queryRaw<Standing[]>`
    SELECT j.object_id AS "objectId", e.currency, sum(e.amount)::bigint AS total, count(DISTINCT j.id) AS journals
    FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id JOIN journal j ON j.id = e.journal_id
    JOIN dispute d ON d.account_id = j.account_id AND d.livemode = j.livemode AND d.id = j.object_id
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} AND a.code = 'A.dispute_receivable'
      AND d.status = 'lost'
    GROUP BY 1, 2 HAVING sum(e.amount) <> 0 ORDER BY 1, 2`;
}

/**
 * What conversion left over for charges that are over: what the customer paid was given back in full, in their currency,
 * and at another rate. A charge, its refunds and its disputes count together.
 */
export async function findRealisedConversions(db: Reads, scope: AccountScope): Promise<Standing[]> {
  return db.prisma.$queryRaw<Standing[]>`
    WITH legs AS (
      SELECT coalesce(r.charge_id, d.charge_id, j.object_id) AS charge_id, e.currency, e.amount, j.id
      FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id JOIN journal j ON j.id = e.journal_id
      LEFT JOIN refund r ON r.account_id = j.account_id AND r.livemode = j.livemode AND r.id = j.object_id
      LEFT JOIN dispute d ON d.account_id = j.account_id AND d.livemode = j.livemode AND d.id = j.object_id
      WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} AND a.code = 'X.fx'),
    sums AS (SELECT charge_id, currency, sum(amount)::bigint AS total, count(DISTINCT id) AS journals FROM legs GROUP BY 1, 2)
    SELECT s.charge_id AS "objectId", s.currency, s.total, s.journals
    FROM sums s JOIN charge c ON c.account_id = ${scope.accountId} AND c.livemode = ${scope.livemode} AND c.id = s.charge_id
    JOIN sums paid ON paid.charge_id = s.charge_id AND paid.currency = c.currency AND paid.total = 0
    WHERE s.currency <> c.currency AND s.total <> 0 ORDER BY 1, 2`;
}

/** A customer's money that came back, and a later refund of the same charge that sent it again. */
export interface RepaidRefund extends Standing {
  readonly repaidBy: string;
}

/** Failed refunds whose customers were repaid by a later refund of the same charge; each refund repays one. */
export async function findRepaidRefunds(db: Reads, scope: AccountScope): Promise<RepaidRefund[]> {
  return db.prisma.$queryRaw<RepaidRefund[]>`
    WITH owed AS (
      SELECT f.charge_id, f.created_at, j.object_id, e.currency, sum(e.amount)::bigint AS total, count(DISTINCT j.id) AS journals
      FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id JOIN journal j ON j.id = e.journal_id
      JOIN refund f ON f.account_id = j.account_id AND f.livemode = j.livemode AND f.id = j.object_id
      WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} AND a.code = 'L.customer_due'
      GROUP BY 1, 2, 3, 4 HAVING sum(e.amount) <> 0),
    paid AS (
      SELECT o.object_id, o.currency, o.total, o.journals, r.id AS repaid_by,
        row_number() OVER (PARTITION BY o.object_id ORDER BY r.created_at, r.id) AS nth_for_owed,
        row_number() OVER (PARTITION BY r.id ORDER BY o.created_at, o.object_id) AS nth_of_refund
      FROM owed o JOIN refund r ON r.account_id = ${scope.accountId} AND r.livemode = ${scope.livemode}
        AND r.charge_id = o.charge_id AND r.created_at > o.created_at AND r.status = 'succeeded'
        AND r.currency = o.currency AND r.amount = -o.total
      WHERE NOT EXISTS (SELECT 1 FROM journal used WHERE used.account_id = r.account_id AND used.livemode = r.livemode
        AND used.kind = 'RECLASS' AND used.source_id = r.id))
    SELECT object_id AS "objectId", currency, total, journals, repaid_by AS "repaidBy"
    FROM paid WHERE nth_for_owed = 1 AND nth_of_refund = 1 ORDER BY 1, 2`;
}
