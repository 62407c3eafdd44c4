import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** Which of these events the inbox does not know. */
export async function findUnknownEvents(
  db: Pick<Database, "prisma">,
  { accountId, livemode }: AccountScope,
  eventIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM unnest(${[...eventIds]}::text[]) AS e(id)
    WHERE NOT EXISTS (SELECT 1 FROM event_key k
      WHERE k.account_id = ${accountId} AND k.livemode = ${livemode} AND k.event_id = e.id)`;
  return new Set(rows.map(({ id }) => id));
}

/** Where the cursor of a lane stands; null before it was first worked. */
export async function findCursor(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  feed: string,
): Promise<Date | null> {
  const lane = await db.prisma.feedLane.findUnique({
    where: { accountId_livemode_feed: { ...scope, feed } },
    select: { drainedTo: true },
  });
  return lane?.drainedTo ?? null;
}

/** When the import of the account's history began, in real time; null before that. */
export async function findImportStart(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<Date | null> {
  const { _min: first } = await db.prisma.importProgress.aggregate({
    where: scope,
    _min: { startedAt: true },
  });
  return first.startedAt;
}

/** How the sweep is doing, by the database's clock: since when it was last through, and what it had to bring in a day. */
export interface SweepState {
  /** Milliseconds since it last asked Stripe and stored all answers; null before the first time. */
  readonly lagMs: number | null;
  /** Events of the last 24 hours that no delivery had brought. */
  readonly swept24h: number;
}

/** Reads the state of the lane `feed` and what came by it. */
export async function findSweepState(
  db: Pick<Database, "prisma">,
  { accountId, livemode }: AccountScope,
  feed: string,
): Promise<SweepState> {
  const rows = await db.prisma.$queryRaw<SweepState[]>`
    SELECT (SELECT round(extract(epoch FROM clock_timestamp() - last_pulled_at) * 1000)::float8 FROM feed_lane
        WHERE account_id = ${accountId} AND livemode = ${livemode} AND feed = ${feed}) AS "lagMs",
      (SELECT count(*)::int FROM webhook_delivery WHERE account_id = ${accountId} AND livemode = ${livemode}
        AND received_at > now() - interval '24 hours' AND result = 'swept') AS "swept24h"`;
  const [state] = rows;
  if (state === undefined) throw new Error("a select without FROM answers one row");
  return state;
}
