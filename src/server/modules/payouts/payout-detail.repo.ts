import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { KeysetPlace } from "#server/platform/db/keyset-cursor.ts";

type Reads = Pick<Database, "prisma">;

/** What one kind of transaction adds up to; minor units of the payout's currency. */
export interface TotalRow {
  readonly category: string;
  readonly count: bigint;
  readonly gross: bigint;
  readonly fee: bigint;
  readonly net: bigint;
}

/** A balance transaction of a payout. */
export interface LineRow {
  readonly id: string;
  readonly type: string;
  readonly category: string;
  readonly createdAt: Date;
  readonly gross: bigint;
  readonly fee: bigint;
  readonly net: bigint;
  readonly currency: string;
  readonly sourceId: string | null;
  readonly paymentId: string | null;
  readonly journalId: bigint | null;
}

export interface LineFilter {
  readonly payoutId: string;
  readonly category: string | null;
  readonly after: KeysetPlace | null;
  readonly limit: number;
}

/** The lines of a payout are what Stripe assigned to it, without the transaction of the payout itself. */
function linesOf(scope: AccountScope, payoutId: string): Prisma.Sql {
  return Prisma.sql`t.account_id = ${scope.accountId} AND t.livemode = ${scope.livemode} AND t.payout_id = ${payoutId}
    AND t.id IS DISTINCT FROM (SELECT balance_transaction_id FROM payout p
      WHERE (p.account_id, p.livemode, p.id) = (${scope.accountId}, ${scope.livemode}, ${payoutId}))`;
}

/** The lines of a payout summed by Stripe's reporting category, largest first. */
export async function sumLines(
  db: Reads,
  scope: AccountScope,
  payoutId: string,
): Promise<TotalRow[]> {
  return db.prisma.$queryRaw<TotalRow[]>`
    SELECT t.reporting_category AS category, count(*) AS count, sum(t.amount)::bigint AS gross,
      sum(t.fee)::bigint AS fee, sum(t.net)::bigint AS net
    FROM balance_transaction t WHERE ${linesOf(scope, payoutId)} GROUP BY 1 ORDER BY abs(sum(t.net)) DESC, 1`;
}

/** One page of a payout's lines, newest first, and one more where there is a next page. */
export async function findLines(
  db: Reads,
  scope: AccountScope,
  { payoutId, category, after, limit }: LineFilter,
): Promise<LineRow[]> {
  const where = Prisma.join(
    [
      linesOf(scope, payoutId),
      ...(category === null ? [] : [Prisma.sql`t.reporting_category = ${category}`]),
      ...(after === null ? [] : [Prisma.sql`(t.created_at, t.id) < (${after.at}, ${after.id})`]),
    ],
    " AND ",
  );
  return db.prisma.$queryRaw<LineRow[]>`
    SELECT t.id, t.type, t.reporting_category AS category, t.created_at AS "createdAt", t.amount AS gross, t.fee, t.net,
      t.currency, t.source_id AS "sourceId", t.journal_id AS "journalId",
      coalesce(c.payment_id, r.payment_id, d.payment_id) AS "paymentId"
    FROM (SELECT t.* FROM balance_transaction t WHERE ${where} ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit + 1}) t
    LEFT JOIN charge c ON (c.account_id, c.livemode, c.id) = (t.account_id, t.livemode, t.source_id)
    LEFT JOIN refund r ON (r.account_id, r.livemode, r.id) = (t.account_id, t.livemode, t.source_id)
    LEFT JOIN dispute d ON (d.account_id, d.livemode, d.id) = (t.account_id, t.livemode, t.source_id)
    ORDER BY t.created_at DESC, t.id DESC`;
}

/** What only the page of one payout shows. */
export async function findPayoutFacts(db: Reads, scope: AccountScope, id: string) {
  return db.prisma.payout.findUniqueOrThrow({
    where: { accountId_livemode_id: { ...scope, id } },
    select: {
      statementDescriptor: true,
      destinationId: true,
      traceStatus: true,
      reconciliationStatus: true,
      failureCode: true,
      failureMessage: true,
      failureBalanceTransactionId: true,
      originalPayoutId: true,
      reversedById: true,
    },
  });
}

/** The transaction by which a failed payout came back into the balance, or null. */
export async function findReturn(db: Reads, scope: AccountScope, transactionId: string) {
  return db.prisma.balanceTransaction.findUnique({
    where: { accountId_livemode_id: { ...scope, id: transactionId } },
    select: { net: true, currency: true, createdAt: true, journalId: true },
  });
}

/** The line of a bank statement that a payout was found in. */
export interface BankLineRow {
  readonly id: string;
  readonly account: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly bookedOn: Date;
  readonly valueOn: Date;
  readonly reference: string | null;
  readonly traceId: string | null;
  readonly method: string;
  readonly matchedAt: Date;
  readonly payouts: bigint;
}

/** The bank line matched with a payout, or null; the first of several. */
export async function findBankLine(
  db: Reads,
  scope: AccountScope,
  payoutId: string,
): Promise<BankLineRow | null> {
  const [row] = await db.prisma.$queryRaw<BankLineRow[]>`
    SELECT l.id, a.label || ' ••' || a.last4 AS account, l.amount, l.currency, l.booked_on AS "bookedOn",
      l.value_on AS "valueOn", l.reference, l.trace_id AS "traceId", m.method, m.created_at AS "matchedAt",
      (SELECT count(*) FROM reconciliation_match_item o WHERE o.match_id = m.id AND o.side = 'payout') AS payouts
    FROM reconciliation_match_item i JOIN reconciliation_match m ON m.id = i.match_id
    JOIN reconciliation_match_item b ON b.match_id = m.id AND b.side = 'bank_line'
    JOIN bank_line l ON l.id = b.item_id::uuid JOIN bank_account a ON a.id = l.bank_account_id
    WHERE i.account_id = ${scope.accountId} AND i.livemode = ${scope.livemode} AND i.side = 'payout'
      AND i.item_id = ${payoutId}
    ORDER BY l.value_on, l.id LIMIT 1`;
  return row ?? null;
}
