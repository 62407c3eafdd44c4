import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** How far one list is. Seconds are unix seconds of Stripe's `created`. */
export interface WindowTotals {
  readonly objectType: string;
  readonly imported: bigint;
  readonly windows: number;
  readonly finished: number;
  /** When its last window was in; null while one is not. */
  readonly finishedAt: Date | null;
  /** How many seconds between the start of the history and now are in. */
  readonly coveredSeconds: number;
  /** Where its windows begin. */
  readonly fromSecond: bigint;
  /** The newest failure of a window that is not in yet, and when it is tried again. */
  readonly lastError: string | null;
  readonly nextTryAt: Date | null;
}

/** The lists of the run, as they stand. `start` and `now`: between which creations the history lies. */
export async function findWindowTotals(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  { start, now }: { readonly start: number; readonly now: number },
): Promise<WindowTotals[]> {
  return db.prisma.$queryRaw<WindowTotals[]>`
    SELECT object_type AS "objectType", sum(imported)::bigint AS imported, count(*)::int AS windows,
      count(finished_at)::int AS finished, min(from_second) AS "fromSecond",
      CASE WHEN count(finished_at) = count(*) THEN max(finished_at) END AS "finishedAt",
      sum(greatest(0, least(to_second, ${now}::bigint) - greatest(${start}::bigint,
        CASE WHEN finished_at IS NULL THEN coalesce(reached_second, to_second) ELSE from_second END)))::float8
        AS "coveredSeconds",
      (array_agg(last_error ORDER BY run_after DESC) FILTER (WHERE last_error IS NOT NULL AND finished_at IS NULL))[1]
        AS "lastError",
      min(run_after) FILTER (WHERE last_error IS NOT NULL AND finished_at IS NULL) AS "nextTryAt"
    FROM import_window WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
    GROUP BY object_type`;
}
