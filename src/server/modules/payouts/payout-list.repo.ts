import { type BankState, COUNTED_LINES } from "#core/contracts/payouts.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { KeysetPlace } from "#server/platform/db/keyset-cursor.ts";

type Reads = Pick<Database, "prisma">;

/** A payout with what the bank and reconciliation say of it. Amounts are minor units of `currency`. */
export interface PayoutRecord {
  readonly id: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly status: string;
  readonly automatic: boolean;
  readonly method: string;
  readonly createdAt: Date;
  readonly arrivalAt: Date;
  readonly traceId: string | null;
  readonly lines: bigint;
  readonly bank: BankState;
  readonly bookedOn: Date | null;
  readonly breakId: string | null;
  readonly breakType: string | null;
}

export interface PayoutFilter {
  readonly id: string | null;
  readonly query: string | null;
  readonly statuses: readonly string[];
  readonly banks: readonly BankState[];
  readonly after: KeysetPlace | null;
  readonly limit: number;
}

/** What the bank says: matched by a run or by people, given up by Stripe, missed by a run, or still expected. */
const BANK_STATE = Prisma.sql`CASE WHEN m.match_id IS NOT NULL THEN 'matched'
  WHEN p.status IN ('failed', 'canceled') THEN 'returned'
  WHEN EXISTS (SELECT 1 FROM ledger_break b WHERE (b.account_id, b.livemode, b.object_id) = (p.account_id, p.livemode, p.id)
    AND b.type = 'PAYOUT_NOT_IN_BANK' AND b.state <> 'resolved') THEN 'not_found'
  ELSE 'waiting' END`;

const MATCH = Prisma.sql`LEFT JOIN reconciliation_match_item m
  ON (m.account_id, m.livemode, m.side, m.item_id) = (p.account_id, p.livemode, 'payout', p.id)`;

/** One page of payouts, latest arrival first, and one row more where there is a next page. */
export async function findPayouts(
  db: Reads,
  scope: AccountScope,
  filter: PayoutFilter,
): Promise<PayoutRecord[]> {
  const where = Prisma.join(conditions(scope, filter), " AND ");
  return db.prisma.$queryRaw<PayoutRecord[]>`
    SELECT p.id, p.amount, p.currency, p.status, p.automatic, p.method, p.created_at AS "createdAt",
      p.arrival_at AS "arrivalAt", p.trace_id AS "traceId", n.lines, p.bank, l.booked_on AS "bookedOn",
      o.id AS "breakId", o.type AS "breakType"
    FROM (SELECT p.*, m.match_id, ${BANK_STATE} AS bank FROM payout p ${MATCH} WHERE ${where}
      ORDER BY p.arrival_at DESC, p.id LIMIT ${filter.limit + 1}) p
    CROSS JOIN LATERAL (SELECT count(*) AS lines FROM (
      SELECT 1 FROM balance_transaction t
      WHERE (t.account_id, t.livemode, t.payout_id) = (p.account_id, p.livemode, p.id)
        AND t.id IS DISTINCT FROM p.balance_transaction_id LIMIT ${COUNTED_LINES + 1}) counted) n
    LEFT JOIN LATERAL (SELECT min(l.booked_on) AS booked_on FROM reconciliation_match_item i
      JOIN bank_line l ON l.id = i.item_id::uuid WHERE i.match_id = p.match_id AND i.side = 'bank_line') l ON true
    LEFT JOIN LATERAL (SELECT b.id, b.type FROM ledger_break b
      WHERE (b.account_id, b.livemode, b.object_id) = (p.account_id, p.livemode, p.id) AND b.state <> 'resolved'
      ORDER BY b.opened_at, b.id LIMIT 1) o ON true
    ORDER BY p.arrival_at DESC, p.id`;
}

/** Which payouts `p` a filter lists, for whoever reads them otherwise than by page. */
export function payoutsListed(
  scope: AccountScope,
  filter: Pick<PayoutFilter, "query" | "statuses" | "banks">,
): Prisma.Sql {
  const all = { ...filter, id: null, after: null, limit: 0 };
  return Prisma.sql`p.id IN (SELECT p.id FROM payout p ${MATCH} WHERE ${Prisma.join(conditions(scope, all), " AND ")})`;
}

function conditions(scope: AccountScope, filter: PayoutFilter): Prisma.Sql[] {
  const { id, query, statuses, banks, after } = filter;
  return [
    Prisma.sql`p.account_id = ${scope.accountId} AND p.livemode = ${scope.livemode}`,
    ...(id === null ? [] : [Prisma.sql`p.id = ${id}`]),
    ...(query === null ? [] : [Prisma.sql`(p.id = ${query} OR p.trace_id = ${query})`]),
    ...(statuses.length === 0 ? [] : [Prisma.sql`p.status = ANY(${[...statuses]})`]),
    ...(banks.length === 0 ? [] : [Prisma.sql`${BANK_STATE} = ANY(${[...banks]})`]),
    ...(after === null
      ? []
      : [
          Prisma.sql`p.arrival_at <= ${after.at}
            AND (p.arrival_at < ${after.at} OR p.id > ${after.id})`,
        ]),
  ];
}

/** What should be at the bank by now, and what of it is on a statement; minor units, one row a currency. */
export interface BankProofRow {
  readonly currency: string;
  readonly payouts: bigint;
  readonly matched: bigint;
  readonly amount: bigint;
  readonly amountMatched: bigint;
}

/** Payouts that were due between `since` and `until`, without those that Stripe gave up. */
export async function sumBankProof(
  db: Reads,
  scope: AccountScope,
  { since, until }: { readonly since: Date; readonly until: Date },
): Promise<BankProofRow[]> {
  return db.prisma.$queryRaw<BankProofRow[]>`
    SELECT p.currency, count(*) AS payouts, count(m.match_id) AS matched, sum(p.amount)::bigint AS amount,
      coalesce(sum(p.amount) FILTER (WHERE m.match_id IS NOT NULL), 0)::bigint AS "amountMatched"
    FROM payout p ${MATCH}
    WHERE p.account_id = ${scope.accountId} AND p.livemode = ${scope.livemode}
      AND p.arrival_at >= ${since} AND p.arrival_at <= ${until} AND p.status NOT IN ('failed', 'canceled')
    GROUP BY 1 ORDER BY sum(p.amount) DESC, 1`;
}
