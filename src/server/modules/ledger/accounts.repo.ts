import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";

/** One account with the sum of its entries (debit positive) and how many there are. */
export interface AccountBalance {
  readonly id: bigint;
  readonly code: string;
  readonly currency: string;
  readonly class: string;
  readonly normalSide: string;
  readonly balance: bigint;
  readonly entries: bigint;
}

/** Every account of the scope by code: what it was at its last snapshot, and the entries since. */
export async function findAccountBalances(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<AccountBalance[]> {
  return db.prisma.$queryRaw<AccountBalance[]>`
    SELECT a.id, a.code, a.currency, a.class, a.normal_side AS "normalSide",
      (coalesce(s.balance, 0) + coalesce(d.balance, 0))::bigint AS balance,
      coalesce(s.entries, 0) + d.entries AS entries
    FROM ledger_account a
    LEFT JOIN LATERAL (
      SELECT balance, entries, upto_entry_id FROM balance_snapshot b WHERE b.ledger_account_id = a.id
      ORDER BY b.upto_entry_id DESC LIMIT 1) s ON true
    CROSS JOIN LATERAL (
      SELECT sum(e.amount)::bigint AS balance, count(*) AS entries FROM entry e
      WHERE e.ledger_account_id = a.id AND e.id > coalesce(s.upto_entry_id, 0)) d
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode}
    ORDER BY a.code, a.currency`;
}

/** Which journals count: what had happened by `eventUntil`, what we knew by `knownUntil`, what is dated before `accountingUntil`. */
export interface AsOf {
  readonly eventUntil?: Date | undefined;
  readonly knownUntil?: Date | undefined;
  readonly accountingUntil?: Date | undefined;
}

/**
 * Every account of the scope as it stood at an instant: by Stripe's time, by ours, by the date it counts for, or all.
 * The first two include the instant, the last excludes it (the end of a month is the start of the next).
 */
export async function findBalancesAsOf(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  { eventUntil, knownUntil, accountingUntil }: AsOf,
): Promise<AccountBalance[]> {
  const inTime = [
    ...(eventUntil ? [Prisma.sql`j.event_at <= ${eventUntil}`] : []),
    ...(knownUntil ? [Prisma.sql`j.created_at <= ${knownUntil}`] : []),
    ...(accountingUntil ? [Prisma.sql`j.accounting_at < ${accountingUntil}`] : []),
  ];
  const scoped = Prisma.sql`j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode}`;
  return db.prisma.$queryRaw<AccountBalance[]>`
    SELECT a.id, a.code, a.currency, a.class, a.normal_side AS "normalSide",
      coalesce(s.balance, 0)::bigint AS balance, coalesce(s.entries, 0)::bigint AS entries
    FROM ledger_account a
    LEFT JOIN (
      SELECT e.ledger_account_id, sum(e.amount) AS balance, count(*) AS entries
      FROM journal j JOIN entry e ON e.journal_id = j.id
      WHERE ${Prisma.join([scoped, ...inTime], " AND ")} GROUP BY 1) s
      ON s.ledger_account_id = a.id
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode}
    ORDER BY a.code, a.currency`;
}

/** What was last read of Stripe's balance in one currency; `drift` null when it moved while it was compared. */
export interface LastReading {
  readonly currency: string;
  readonly pending: bigint;
  readonly available: bigint;
  readonly drift: bigint | null;
  readonly readAt: Date;
}

/** The newest reading of each currency. */
export async function findLastReadings(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<LastReading[]> {
  return db.prisma.$queryRaw<LastReading[]>`
    SELECT DISTINCT ON (currency) currency, pending, available, drift, read_at AS "readAt"
    FROM balance_reading
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
    ORDER BY currency, read_at DESC, id DESC`;
}

/** Breaks that nobody has resolved. */
export async function countOpenBreaks(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<number> {
  return db.prisma.ledgerBreak.count({ where: { ...scope, resolvedAt: null } });
}

/** Writes what Stripe's balance was; one row a currency. */
export async function insertReadings(
  tx: Transaction,
  scope: AccountScope,
  readings: readonly LastReading[],
): Promise<void> {
  await tx.balanceReading.createMany({
    data: readings.map((reading) => ({ ...scope, ...reading })),
  });
}

/** A total of the mirror of Stripe's balance, or of the transactions themselves. */
export interface SegmentTotal {
  readonly currency: string;
  readonly segment: string;
  readonly total: bigint;
}

/** The sums of the accounts that mirror Stripe's balance, by currency and `balance_type.status`. */
export async function sumMirror(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<SegmentTotal[]> {
  return db.prisma.$queryRaw<SegmentTotal[]>`
    SELECT a.currency, substr(a.code, 10) AS segment, sum(e.amount)::bigint AS total
    FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} AND a.code LIKE 'A.stripe.%'
    GROUP BY 1, 2 HAVING sum(e.amount) <> 0 ORDER BY 1, 2`;
}

/** The sums of one account in each currency, by the last part of its code. */
export async function sumHeld(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  code: string,
): Promise<SegmentTotal[]> {
  return db.prisma.$queryRaw<SegmentTotal[]>`
    SELECT a.currency, split_part(a.code, '.', 3) AS segment, sum(e.amount)::bigint AS total
    FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} AND a.code = ${code}
    GROUP BY 1, 2 ORDER BY 1`;
}

/** The sums of `net` over Stripe's transactions, by currency, balance type and status. */
export async function sumTransactions(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<{ currency: string; balanceType: string; status: string; total: bigint }[]> {
  return db.prisma.$queryRaw(Prisma.sql`
    SELECT currency, balance_type AS "balanceType", status, sum(net)::bigint AS total
    FROM balance_transaction WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
    GROUP BY 1, 2, 3 HAVING sum(net) <> 0 ORDER BY 1, 2, 3`);
}
