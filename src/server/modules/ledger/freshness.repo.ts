import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** How current what we know of Stripe is; times are real time. */
export interface FreshnessRecord {
  readonly asOf: Date | null;
  readonly ageMs: number | null;
  readonly imported: boolean;
}

/** Reads the newest pull of the feed or applied webhook, and whether the first import is over. */
export async function findFreshness(db: Pick<Database, "prisma">, scope: AccountScope): Promise<FreshnessRecord> {
  const rows = await db.prisma.$queryRaw<FreshnessRecord[]>`
    SELECT newest AS "asOf", (extract(epoch FROM clock_timestamp() - newest) * 1000)::float8 AS "ageMs",
      EXISTS (SELECT 1 FROM import_progress WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND object_type = 'all' AND finished_at IS NOT NULL) AS imported
    FROM (SELECT greatest(
      (SELECT max(last_pulled_at) FROM feed_lane
        WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}),
      (SELECT max(done_at) FROM webhook_event WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND received_at > clock_timestamp() - interval '1 hour')) AS newest) n`;
  return rows[0] ?? { asOf: null, ageMs: null, imported: false };
}
