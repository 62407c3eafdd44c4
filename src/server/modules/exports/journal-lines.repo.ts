import type { ExportRequest } from "#core/contracts/exports.ts";
import { spanOf } from "#core/contracts/exports.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { Reading } from "./export-source.ts";
import { asListed } from "./listed-rows.repo.ts";

/** One leg with its journal. Debit positive, minor units. */
export interface JournalLeg {
  readonly entryId: bigint;
  readonly journalId: bigint;
  readonly key: string;
  readonly kind: string;
  readonly description: string;
  readonly eventAt: Date;
  readonly accountingAt: Date;
  readonly objectId: string | null;
  readonly paymentId: string | null;
  readonly code: string;
  readonly currency: string;
  readonly amount: bigint;
}

/** What moved on one account on one day of accounting; `debits` and `credits` both positive. */
export interface DailyTotal {
  readonly day: Date;
  readonly code: string;
  readonly currency: string;
  readonly debits: bigint;
  readonly credits: bigint;
  readonly entries: bigint;
}

/** Journals a batch: each has a few legs. */
const BATCH_JOURNALS = 500;

/**
 * Which transactions had committed by now. Journals never change, so all batches that look through the same snapshot see the
 * books as they stood at one instant, without a transaction that is held open.
 */
export async function snapshotNow({ db }: Reading): Promise<string> {
  const rows = await db.prisma.$queryRaw<{ snapshot: string }[]>`
    SELECT pg_current_snapshot()::text AS snapshot`;
  const [row] = rows;
  if (!row) throw new Error("the database told no snapshot");
  return row.snapshot;
}

function inSpan({ scope }: Reading, request: ExportRequest): Prisma.Sql {
  const { since, until } = spanOf(request);
  return Prisma.sql`j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode}
    AND j.accounting_at >= ${since} AND j.accounting_at < ${until}`;
}

function inCurrency({ currency }: ExportRequest): Prisma.Sql {
  return currency === undefined ? Prisma.empty : Prisma.sql`AND e.currency = ${currency}`;
}

/** Legs of the next journals by date of accounting, whole journals at a time; none when there are no more. */
export async function findLegsAfter(
  reading: Reading,
  request: ExportRequest,
  snapshot: string,
  after: Pick<JournalLeg, "accountingAt" | "journalId"> | null,
): Promise<JournalLeg[]> {
  const { scope, db } = reading;
  const onwards =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (j.accounting_at, j.id) > (${after.accountingAt}, ${after.journalId})`;
  return db.prisma.$queryRaw<JournalLeg[]>`
    WITH page AS (
      SELECT j.* FROM journal j
      WHERE ${inSpan(reading, request)} ${onwards}
        AND pg_visible_in_snapshot(j.xid, ${snapshot}::pg_snapshot)
        AND EXISTS (SELECT 1 FROM entry e WHERE e.journal_id = j.id ${inCurrency(request)})
        ${await asListed(reading, request)}
      ORDER BY j.accounting_at, j.id LIMIT ${BATCH_JOURNALS}),
    told AS (
      SELECT j.*, coalesce(
        (SELECT payment_id FROM charge c WHERE c.account_id = ${scope.accountId} AND c.livemode = ${scope.livemode} AND c.id = j.object_id),
        (SELECT payment_id FROM refund r WHERE r.account_id = ${scope.accountId} AND r.livemode = ${scope.livemode} AND r.id = j.object_id)
      ) AS payment_id FROM page j)
    SELECT e.id AS "entryId", j.id AS "journalId", j.key, j.kind, j.description, j.event_at AS "eventAt",
      j.accounting_at AS "accountingAt", j.object_id AS "objectId", j.payment_id AS "paymentId",
      a.code, e.currency, e.amount
    FROM told j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
    WHERE true ${inCurrency(request)}
    ORDER BY j.accounting_at, j.id, e.id`;
}

/** The totals of each day, account and currency of a span that the caller keeps short. */
export async function findDailyTotals(
  reading: Reading,
  request: ExportRequest,
  snapshot: string,
): Promise<DailyTotal[]> {
  return reading.db.prisma.$queryRaw<DailyTotal[]>`
    SELECT (date_trunc('day', j.accounting_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') AS day, a.code, e.currency,
      coalesce(sum(e.amount) FILTER (WHERE e.amount > 0), 0)::bigint AS debits,
      coalesce(-sum(e.amount) FILTER (WHERE e.amount < 0), 0)::bigint AS credits, count(*) AS entries
    FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
    WHERE ${inSpan(reading, request)} ${inCurrency(request)}
      AND pg_visible_in_snapshot(j.xid, ${snapshot}::pg_snapshot)
    GROUP BY 1, 2, 3 ORDER BY 1, 3, 2`;
}

/** How many legs the span has. */
export async function countLegs(reading: Reading, request: ExportRequest): Promise<bigint> {
  const rows = await reading.db.prisma.$queryRaw<{ rows: bigint }[]>`
    SELECT count(*) AS rows FROM journal j JOIN entry e ON e.journal_id = j.id
    WHERE ${inSpan(reading, request)} ${inCurrency(request)} ${await asListed(reading, request)}`;
  return rows[0]?.rows ?? 0n;
}

/** How many days, accounts and currencies the span has; for a system without those on which nothing was left at the end. */
export async function countDailyTotals(reading: Reading, request: ExportRequest): Promise<bigint> {
  const kept = request.format === "csv" ? Prisma.empty : Prisma.sql`HAVING sum(e.amount) <> 0`;
  const rows = await reading.db.prisma.$queryRaw<{ rows: bigint }[]>`
    SELECT count(*) AS rows FROM (
      SELECT 1
      FROM journal j JOIN entry e ON e.journal_id = j.id
      WHERE ${inSpan(reading, request)} ${inCurrency(request)}
      GROUP BY date_trunc('day', j.accounting_at AT TIME ZONE 'UTC'), e.ledger_account_id ${kept}) d`;
  return rows[0]?.rows ?? 0n;
}
