import type { BulkRowState, BulkWhy } from "#core/contracts/bulk.ts";
import { type ExportRequest, spanOf } from "#core/contracts/exports.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { ROW_STATE } from "../bulk/index.ts";
import { BATCH_ROWS, type Reading } from "./export-source.ts";
import { asListed } from "./listed-rows.repo.ts";

/** A row of a bulk and what became of it; minor units. */
export interface BulkLine {
  readonly bulkId: string;
  readonly n: number;
  readonly startedAt: Date;
  readonly requester: string;
  readonly reason: string;
  readonly paymentId: string;
  readonly chargeId: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly result: BulkRowState;
  readonly why: BulkWhy | null;
  readonly detail: string | null;
  readonly refundId: string | null;
  readonly commandId: string | null;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
}

/** Rows of runs that began in the span, or of one list as it is on screen. */
async function linesIn(reading: Reading, request: ExportRequest): Promise<Prisma.Sql> {
  const { scope } = reading;
  const { since, until } = spanOf(request);
  const ofCurrency =
    request.currency === undefined
      ? Prisma.empty
      : Prisma.sql`AND r.currency = ${request.currency}`;
  return Prisma.sql`bulk_row r JOIN bulk_run b ON b.id = r.bulk_id JOIN command a ON a.id = r.bulk_id
    LEFT JOIN person p ON p.id = a.requester_id LEFT JOIN command c ON c.id = r.command_id
    WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode}
      AND b.started_at >= ${since} AND b.started_at < ${until} ${ofCurrency} ${await asListed(reading, request)}`;
}

/** Rows bulk by bulk in the order of their lists. */
export async function findBulkLinesAfter(
  reading: Reading,
  request: ExportRequest,
  after: BulkLine | null,
): Promise<BulkLine[]> {
  const onwards =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (b.started_at, r.bulk_id, r.n) > (${after.startedAt}, ${after.bulkId}::uuid, ${after.n})`;
  return await reading.db.prisma.$queryRaw<BulkLine[]>`
    SELECT r.bulk_id::text AS "bulkId", r.n, b.started_at AS "startedAt", coalesce(p.name, a.requester_id::text) AS requester,
      a.reason_code AS reason, r.payment_id AS "paymentId", r.charge_id AS "chargeId", r.amount, r.currency,
      ${ROW_STATE} AS result, r.why, coalesce(r.detail, c.failure_message) AS detail, c.result_id AS "refundId",
      r.command_id::text AS "commandId", r.decided_at AS "decidedAt", c.closed_at AS "closedAt"
    FROM ${await linesIn(reading, request)} ${onwards}
    ORDER BY b.started_at, r.bulk_id, r.n LIMIT ${BATCH_ROWS}`;
}

export async function countBulkLines(reading: Reading, request: ExportRequest): Promise<bigint> {
  const rows = await reading.db.prisma.$queryRaw<{ rows: bigint }[]>`
    SELECT count(*) AS rows FROM ${await linesIn(reading, request)}`;
  return rows[0]?.rows ?? 0n;
}
