import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { InboxTrace } from "./command-kind.ts";

/**
 * The id of the command that has waited longest of those that are due: held ones whose hold is over, unanswered ones whose
 * next look is due, and ones whose executor died. What one person asked for goes before rows of a bulk. Held ones of
 * `withheld` kinds are passed over, and so are rows of a bulk that is held itself or of which nothing may be sent for now.
 * Locked until the transaction ends; others skip it. Real time, but for a time that a person chose.
 */
export async function lockDueCommand(
  tx: Transaction,
  scope: AccountScope,
  { now, realNow }: { readonly now: Date; readonly realNow: Date },
  withheld: readonly string[],
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM command
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
      AND state IN ('held', 'executing', 'unknown')
      AND (lease_until IS NULL OR lease_until <= ${realNow})
      AND (run_after IS NULL OR run_after <= ${realNow})
      AND (state <> 'held' OR (hold_until <= ${realNow} AND kind <> ALL(${withheld})
        AND (not_before IS NULL OR not_before <= ${now})
        AND (bulk_id IS NULL OR ('bulk' <> ALL(${withheld}) AND EXISTS (
          SELECT 1 FROM bulk_run b WHERE b.id = bulk_id AND b.state IN ('running', 'finished'))))))
    ORDER BY bulk_id IS NOT NULL, coalesce(run_after, lease_until, hold_until), id
    LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return rows[0]?.id ?? null;
}

/** In how many milliseconds the next hold, pause or lease of a command ends; null when none is running. */
export async function findNextDueInMs(db: Database, scope: AccountScope): Promise<number | null> {
  const [row] = await db.prisma.$queryRaw<{ inMs: number | null }[]>`
    SELECT (1000 * extract(epoch FROM min(due) - clock_timestamp()))::float8 AS "inMs" FROM (
      SELECT greatest(run_after, lease_until, CASE WHEN state = 'held' THEN hold_until END) AS due FROM command
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND state IN ('held', 'executing', 'unknown')) waiting
    WHERE due > clock_timestamp()`;
  return row?.inMs ?? null;
}

/** Puts a command off without changing its state, when it could not even be looked at. */
export async function postponeCommand(db: Database, id: string, until: Date): Promise<void> {
  await db.prisma.command.updateMany({
    where: { id, state: { in: ["held", "executing", "unknown"] } },
    data: { runAfter: until },
  });
}

/** Objects that events in our inbox say were made or changed by requests with this key. `since` bounds the partitions. */
export async function findInboxTraces(
  db: Database,
  scope: AccountScope,
  idempotencyKey: string,
  since: Date,
): Promise<InboxTrace[]> {
  return await db.prisma.$queryRaw<InboxTrace[]>(Prisma.sql`
    SELECT DISTINCT object_type AS "objectType", object_id AS "objectId" FROM webhook_event
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
      AND request_idempotency_key = ${idempotencyKey} AND received_at >= ${since}
    LIMIT 20`);
}
