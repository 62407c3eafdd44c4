import type { Freshness } from "#core/contracts/shared.ts";
import type { Runtime } from "../runtime.ts";

/** The feed is pulled at least four times a minute; silence for longer than this is worth a warning. */
const STALE_AFTER_MS = 3 * 60_000;

interface FreshnessRow {
  importing: boolean;
  as_of: Date | null;
}

/**
 * How current the mirror is, in real time: the newest of the last applied webhook and the last pull of balance
 * transactions; `importing` until the first import has finished.
 */
export async function readFreshness(
  runtime: Pick<Runtime, "db" | "scope" | "clock">,
): Promise<Freshness> {
  const { accountId, livemode } = runtime.scope;
  const { rows } = await runtime.db.pool.query<FreshnessRow>(
    `select
       not coalesce((select bool_and(finished_at is not null) from import_progress
         where account_id = $1 and livemode = $2), false) as importing,
       greatest(
         (select max(last_pulled_at) from feed_lane where account_id = $1 and livemode = $2),
         (select done_at from webhook_event where account_id = $1 and livemode = $2 and status = 'done'
           order by received_at desc, seq desc limit 1)
       ) as as_of`,
    [accountId, livemode],
  );
  const row = rows[0];
  const asOf = row?.as_of ?? null;
  if (row?.importing) return { asOf, state: "importing" };
  const age =
    asOf === null ? Number.POSITIVE_INFINITY : runtime.clock.realNow().getTime() - asOf.getTime();
  return { asOf, state: age > STALE_AFTER_MS ? "stale" : "live" };
}
