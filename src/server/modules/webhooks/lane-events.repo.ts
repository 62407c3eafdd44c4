import type { EventStatus } from "#core/contracts/webhooks.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { LaneEvent } from "./lane.policy.ts";
import type { LaneClaim } from "./lane-claims.repo.ts";

/** Most events of one round of a lane; the rest is for the next. */
export const EVENTS_A_ROUND = 1_000;

/** The waiting events of a lane, oldest first. */
export async function loadLaneEvents(db: Database, lane: LaneClaim): Promise<LaneEvent[]> {
  return await db.prisma.$queryRaw<LaneEvent[]>`
    SELECT seq, event_id AS "eventId", type, created_at AS "createdAt", api_version AS "apiVersion"
    FROM webhook_event
    WHERE account_id = ${lane.accountId} AND livemode = ${lane.livemode} AND object_type = ${lane.objectType}
      AND object_id = ${lane.objectId} AND status = 'received'
    ORDER BY created_at, seq LIMIT ${EVENTS_A_ROUND}`;
}

/** The exact bytes of one waiting event; null when it is not there any more. */
export async function loadRaw(
  db: Database,
  lane: LaneClaim,
  seq: bigint,
): Promise<Uint8Array | null> {
  const rows = await db.prisma.$queryRaw<{ raw: Uint8Array }[]>`
    SELECT raw FROM webhook_event
    WHERE account_id = ${lane.accountId} AND livemode = ${lane.livemode} AND object_type = ${lane.objectType}
      AND object_id = ${lane.objectId} AND status = 'received' AND seq = ${seq}`;
  return rows[0]?.raw ?? null;
}

/** One outcome for some events of a lane, and the attempt that led to it. */
export interface EventOutcome {
  readonly seqs: readonly bigint[];
  readonly status: EventStatus;
  readonly reason: string | null;
  readonly error: string | null;
}

export interface AttemptFacts {
  readonly worker: string;
  readonly startedAt: Date;
}

/** Writes an outcome and one attempt for each of its events; the attempt's number is counted by the row itself. */
export async function settleEvents(
  tx: Transaction,
  lane: LaneClaim,
  outcome: EventOutcome,
  attempt: AttemptFacts,
): Promise<void> {
  if (outcome.seqs.length === 0) return;
  const ends = outcome.status !== "received" && outcome.status !== "parked";
  await tx.$executeRaw`
    WITH settled AS (
      UPDATE webhook_event SET status = ${outcome.status}::event_status, status_reason = ${outcome.reason},
        last_error = coalesce(${outcome.error}, last_error), attempts = attempts + 1,
        done_at = CASE WHEN ${ends} THEN clock_timestamp() END
      WHERE account_id = ${lane.accountId} AND livemode = ${lane.livemode} AND object_type = ${lane.objectType}
        AND object_id = ${lane.objectId} AND status = 'received' AND seq = ANY(${[...outcome.seqs]}::bigint[])
      RETURNING seq, attempts
    )
    INSERT INTO event_attempt (started_at, seq, n, worker, trigger, finished_at, outcome, error)
    SELECT ${attempt.startedAt}, seq, attempts, ${attempt.worker}, 'auto', clock_timestamp(),
      ${outcome.status === "received" ? "failed" : outcome.status}, ${outcome.error}
    FROM settled`;
}

/** A newer state of the object covers what was parked before it. What was quarantined, never tried, stays. */
export async function supersedeParked(tx: Transaction, lane: LaneClaim, by: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE webhook_event SET status = 'superseded', status_reason = ${`covered_by:${by}`}, done_at = clock_timestamp()
    WHERE account_id = ${lane.accountId} AND livemode = ${lane.livemode} AND object_type = ${lane.objectType}
      AND object_id = ${lane.objectId} AND status = 'parked' AND attempts > 0`;
}
