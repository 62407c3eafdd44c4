import type { BulkRowState, BulkWhy } from "#core/contracts/bulk.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { KeysetPlace } from "#server/platform/db/keyset-cursor.ts";
import type { CommandRow } from "../commands/index.ts";
import type { BulkRunRow } from "./bulk-runs.repo.ts";

type Reading = Pick<Database, "prisma">;

/** What became of a row `r` with its command `c`, if it has one. The one rule for counts, lists and files. */
export const ROW_STATE = Prisma.sql`CASE
  WHEN r.state <> 'placed' THEN r.state
  WHEN c.state IN ('held', 'executing') THEN 'sending'
  WHEN c.state = 'pending_approval' THEN 'signing'
  WHEN c.state IN ('unknown', 'needs_human') THEN 'unclear'
  WHEN c.state = 'accepted' THEN 'pending'
  WHEN c.state = 'succeeded' THEN 'done'
  WHEN c.state = 'cancelled' THEN 'withdrawn'
  ELSE 'failed' END`;

/** The commands of bulks, newest first; one more than `limit` where there are more. */
export async function findBulks(
  db: Reading,
  scope: AccountScope,
  page: { readonly after: KeysetPlace | null; readonly limit: number },
): Promise<CommandRow[]> {
  const { after, limit } = page;
  return await db.prisma.command.findMany({
    where: {
      ...scope,
      kind: "bulk",
      ...(after
        ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
}

/** The runs of these bulks, by id; one that never began has none. */
export async function findRuns(
  db: Reading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BulkRunRow>> {
  const rows = await db.prisma.bulkRun.findMany({ where: { id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, row]));
}

/** How many rows of these bulks are in which state. */
export async function countRows(
  db: Reading,
  ids: readonly string[],
): Promise<{ bulkId: string; state: BulkRowState; count: number }[]> {
  return await db.prisma.$queryRaw`
    SELECT r.bulk_id AS "bulkId", ${ROW_STATE} AS state, count(*)::int AS count
    FROM bulk_row r LEFT JOIN command c ON c.id = r.command_id
    WHERE r.bulk_id = ANY (${[...ids]}::uuid[]) GROUP BY 1, 2`;
}

/** What of a bulk was refunded, and what was not sent yet and can be stopped, by currency; minor units. */
export async function sumRows(
  db: Reading,
  bulkId: string,
): Promise<{ which: "refunded" | "rest"; currency: string; amount: bigint; rows: number }[]> {
  return await db.prisma.$queryRaw`
    SELECT CASE state WHEN 'done' THEN 'refunded' ELSE 'rest' END AS which, currency, sum(amount)::bigint AS amount,
      count(*)::int AS rows
    FROM (SELECT r.currency, r.amount, ${ROW_STATE} AS state FROM bulk_row r
      LEFT JOIN command c ON c.id = r.command_id WHERE r.bulk_id = ${bulkId}::uuid AND c.state IS DISTINCT FROM 'executing') rows
    WHERE state IN ('done', 'waiting', 'sending', 'signing') GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** A row with what became of it. */
export interface RowRead {
  readonly n: number;
  readonly paymentId: string;
  readonly chargeId: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly state: BulkRowState;
  readonly why: BulkWhy | null;
  readonly detail: string | null;
  readonly commandId: string | null;
  readonly refundId: string | null;
}

/** Rows of a run in the order of its list; one more than `limit` where there are more. */
export async function findRows(
  db: Reading,
  bulkId: string,
  page: { readonly state: BulkRowState | null; readonly after: number; readonly limit: number },
): Promise<RowRead[]> {
  const { state, after, limit } = page;
  return await db.prisma.$queryRaw<RowRead[]>`
    SELECT * FROM (
      SELECT r.n, r.payment_id AS "paymentId", r.charge_id AS "chargeId", r.amount, r.currency, ${ROW_STATE} AS state,
        r.why, coalesce(r.detail, c.failure_message) AS detail, r.command_id AS "commandId", c.result_id AS "refundId"
      FROM bulk_row r LEFT JOIN command c ON c.id = r.command_id
      WHERE r.bulk_id = ${bulkId}::uuid AND r.n > ${after}) rows
    WHERE ${state}::text IS NULL OR state = ${state}
    ORDER BY n LIMIT ${limit + 1}`;
}
