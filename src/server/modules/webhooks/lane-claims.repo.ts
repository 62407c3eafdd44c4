import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";

/** One object's lane under a lease. `token` is the fence: whoever claims later has a higher one. */
export interface LaneClaim {
  readonly accountId: string;
  readonly livemode: boolean;
  readonly objectType: string;
  readonly objectId: string;
  /** How much was wanted when it was claimed: what comes later makes the lane run again. */
  readonly wanted: bigint;
  readonly token: bigint;
  readonly fails: number;
}

/** Thrown when another worker has taken the lane: the transaction it is thrown in must roll back. */
export class LaneLost extends Error {
  override readonly name = "LaneLost";
}

/** Takes up to `limit` lanes that are due, for `leaseMs` of real time each; lanes others are taking are passed over. */
export async function claimLanes(
  db: Database,
  scope: AccountScope,
  leaseMs: number,
  limit: number,
): Promise<LaneClaim[]> {
  return await db.prisma.$queryRaw<LaneClaim[]>`
    UPDATE object_lane lane SET lease_token = lane.lease_token + 1,
      lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
    FROM (
      SELECT account_id, livemode, object_type, object_id FROM object_lane
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND wanted > done AND parked_reason IS NULL
        AND run_after <= clock_timestamp() AND (lease_until IS NULL OR lease_until < clock_timestamp())
      ORDER BY run_after LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) due
    WHERE lane.account_id = due.account_id AND lane.livemode = due.livemode
      AND lane.object_type = due.object_type AND lane.object_id = due.object_id
    RETURNING lane.account_id AS "accountId", lane.livemode, lane.object_type AS "objectType", lane.object_id AS "objectId",
      lane.wanted, lane.lease_token AS token, lane.fails`;
}

/** Prolongs the lease while Stripe is asked; false when it was lost. */
export async function prolongLane(
  db: Database,
  lane: LaneClaim,
  leaseMs: number,
): Promise<boolean> {
  const held = await db.prisma.$executeRaw`
    UPDATE object_lane SET lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
    WHERE account_id = ${lane.accountId} AND livemode = ${lane.livemode} AND object_type = ${lane.objectType}
      AND object_id = ${lane.objectId} AND lease_token = ${lane.token}`;
  return held === 1;
}

/** Locks the lane's row for the transaction, if the claim still stands. Throws {@link LaneLost}. */
export async function holdLane(tx: Transaction, lane: LaneClaim): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM object_lane
    WHERE account_id = ${lane.accountId} AND livemode = ${lane.livemode} AND object_type = ${lane.objectType}
      AND object_id = ${lane.objectId} AND lease_token = ${lane.token} FOR UPDATE`;
  if (held.length === 0) throw new LaneLost(`${lane.objectType} ${lane.objectId} was taken over`);
}

/** Gives the lane back after its work; `drained` false leaves it due because events were left for another round. */
export async function releaseLane(
  tx: Transaction,
  lane: LaneClaim,
  drained: boolean,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE object_lane SET done = CASE WHEN ${drained} THEN ${lane.wanted} ELSE done END, lease_until = NULL, fails = 0,
      run_after = clock_timestamp()
    WHERE account_id = ${lane.accountId} AND livemode = ${lane.livemode} AND object_type = ${lane.objectType}
      AND object_id = ${lane.objectId} AND lease_token = ${lane.token}`;
}

/** Gives the lane back after a failure: due again in `pauseMs`, or parked for the reason given. */
export async function delayLane(
  tx: Transaction,
  lane: LaneClaim,
  next: { pauseMs: number } | { parkedReason: string },
): Promise<void> {
  const pauseMs = "pauseMs" in next ? next.pauseMs : 0;
  const parkedReason = "parkedReason" in next ? next.parkedReason : null;
  await tx.$executeRaw`
    UPDATE object_lane SET lease_until = NULL, fails = fails + 1, parked_reason = ${parkedReason},
      run_after = clock_timestamp() + ${pauseMs}::float8 * interval '1 millisecond'
    WHERE account_id = ${lane.accountId} AND livemode = ${lane.livemode} AND object_type = ${lane.objectType}
      AND object_id = ${lane.objectId} AND lease_token = ${lane.token}`;
}

/** Asks for the feed of balance transactions to be pulled now; nothing where it was never started. */
export async function wakeFeed(db: Database, scope: AccountScope): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE feed_lane SET wanted_at = clock_timestamp()
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND feed = 'balance_transactions'`;
}
