import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";

/** A claim on one lane. `token` is the fence: a later claim has a higher one, and writes under this one then fail. */
export interface LaneClaim {
  readonly feed: string;
  readonly token: bigint;
  readonly drainedTo: Date | null;
}

/** Thrown when another worker took the lane over: the transaction it is thrown in must roll back. */
export class LaneLost extends Error {
  override readonly name = "LaneLost";
}

/** Which of these lanes may be taken now, those that were never begun among them: one cheap look for an idle worker. */
export async function findDueLanes(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  feeds: readonly string[],
): Promise<Set<string>> {
  const rows = await db.prisma.$queryRaw<{ feed: string }[]>`
    SELECT f.feed FROM unnest(${[...feeds]}::text[]) AS f(feed)
    LEFT JOIN feed_lane l ON l.account_id = ${scope.accountId} AND l.livemode = ${scope.livemode} AND l.feed = f.feed
    WHERE l.feed IS NULL OR ((l.lease_until IS NULL OR l.lease_until < clock_timestamp())
      AND (l.run_after <= clock_timestamp() OR (l.wanted_at IS NOT NULL AND l.fails = 0)))`;
  return new Set(rows.map(({ feed }) => feed));
}

/**
 * Takes the lane when it is due or wanted and nobody holds it, for `leaseMs` of real time; null otherwise.
 * A wish that arrives while the lane is worked stays and makes it run again.
 */
export async function claimLane(
  db: Database,
  scope: AccountScope,
  feed: string,
  leaseMs: number,
): Promise<LaneClaim | null> {
  const { accountId, livemode } = scope;
  await db.prisma.$executeRaw`
    INSERT INTO feed_lane (account_id, livemode, feed, run_after) VALUES (${accountId}, ${livemode}, ${feed}, clock_timestamp())
    ON CONFLICT DO NOTHING`;
  const rows = await db.prisma.$queryRaw<LaneClaim[]>`
    UPDATE feed_lane SET lease_token = lease_token + 1, wanted_at = NULL,
      lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond',
      run_after = least(run_after, clock_timestamp())
    WHERE account_id = ${accountId} AND livemode = ${livemode} AND feed = ${feed}
      AND (lease_until IS NULL OR lease_until < clock_timestamp())
      AND (run_after <= clock_timestamp() OR (wanted_at IS NOT NULL AND fails = 0))
    RETURNING feed, lease_token AS token, drained_to AS "drainedTo"`;
  return rows[0] ?? null;
}

/** Keeps the claim for another `leaseMs`, inside the transaction that writes under it. Throws {@link LaneLost}. */
export async function holdLane(
  tx: Transaction,
  scope: AccountScope,
  claim: LaneClaim,
  leaseMs: number,
): Promise<void> {
  const held = await tx.$executeRaw`
    UPDATE feed_lane SET lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND feed = ${claim.feed}
      AND lease_token = ${claim.token}`;
  if (held !== 1) throw new LaneLost(`lane ${claim.feed} was taken over`);
}

/** Gives the lane back after its work: due again in `pollMs`, drained up to `drainedTo` unless that is null. */
export async function finishLane(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  claim: LaneClaim,
  next: { readonly pollMs: number; readonly drainedTo: Date | null },
): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE feed_lane SET lease_until = NULL, fails = 0, last_error = NULL, last_pulled_at = clock_timestamp(),
      drained_to = greatest(drained_to, ${next.drainedTo}::timestamptz),
      run_after = clock_timestamp() + ${next.pollMs}::float8 * interval '1 millisecond'
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND feed = ${claim.feed}
      AND lease_token = ${claim.token}`;
}

/** Gives the lane back after a failure: tried again with a growing pause of at most `maxBackoffMs`. */
export async function failLane(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  claim: LaneClaim,
  failure: { readonly message: string; readonly backoffMs: number; readonly maxBackoffMs: number },
): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE feed_lane SET lease_until = NULL, fails = fails + 1, last_error = ${failure.message},
      run_after = clock_timestamp() + interval '1 millisecond'
        * least(${failure.maxBackoffMs}::float8, ${failure.backoffMs}::float8 * 2 ^ least(fails, 10))
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND feed = ${claim.feed}
      AND lease_token = ${claim.token}`;
}

/** Asks for the lane to be worked now. */
export async function wantLane(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  feed: string,
): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO feed_lane (account_id, livemode, feed, run_after, wanted_at)
    VALUES (${scope.accountId}, ${scope.livemode}, ${feed}, clock_timestamp(), clock_timestamp())
    ON CONFLICT (account_id, livemode, feed) DO UPDATE SET wanted_at = clock_timestamp()`;
}

/**
 * Up to when the feed has pulled everything; null before its first pull, and while an import still brings what is older:
 * then the books are not complete, and comparing them would report a drift that is none.
 */
export async function findCompleteUntil(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  feed: string,
): Promise<Date | null> {
  const rows = await db.prisma.$queryRaw<{ drainedTo: Date | null }[]>`
    SELECT drained_to AS "drainedTo" FROM feed_lane
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND feed = ${feed}
      AND NOT EXISTS (SELECT 1 FROM import_progress WHERE account_id = ${scope.accountId}
        AND livemode = ${scope.livemode} AND finished_at IS NULL)`;
  return rows[0]?.drainedTo ?? null;
}

/** Says from which instant on the feed itself pulls; what is older comes by the import. Kept when it is set already. */
export async function startFeedAt(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  feed: string,
  drainedTo: Date,
): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO feed_lane (account_id, livemode, feed, run_after, drained_to)
    VALUES (${scope.accountId}, ${scope.livemode}, ${feed}, clock_timestamp(), ${drainedTo})
    ON CONFLICT (account_id, livemode, feed) DO UPDATE SET drained_to = coalesce(feed_lane.drained_to, EXCLUDED.drained_to)`;
}
