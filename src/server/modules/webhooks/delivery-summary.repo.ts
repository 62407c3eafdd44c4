import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

export interface DeliverySummary {
  readonly last24h: number;
  readonly waiting: number;
  readonly parkedOrDead: number;
  readonly rejected24h: number;
  readonly ackP50Micros: number | null;
  readonly ackP95Micros: number | null;
  readonly appliedP95Ms: number | null;
}

/**
 * The health of the intake over the last 24 hours of real time: deliveries and how many were refused, events that wait or
 * need a person (of all time), the time to acknowledge in microseconds and the time to apply in milliseconds.
 */
export async function summariseDeliveries(
  db: Database,
  scope: AccountScope,
): Promise<DeliverySummary> {
  const rows = await db.prisma.$queryRaw<DeliverySummary[]>`
    WITH deliveries AS (
      SELECT count(*)::int AS last24h, (count(*) FILTER (WHERE http_status >= 400))::int AS rejected,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY ack_micros) AS ack50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY ack_micros) AS ack95
      FROM webhook_delivery
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND received_at > now() - interval '24 hours'
        AND result <> 'swept'
    ), unsettled AS (
      SELECT (count(*) FILTER (WHERE status = 'received'))::int AS waiting,
        (count(*) FILTER (WHERE status IN ('parked', 'dead')))::int AS stuck
      FROM webhook_event
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND status IN ('received', 'parked', 'dead')
    ), applied AS (
      SELECT percentile_disc(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM done_at - received_at) * 1000) AS p95
      FROM webhook_event
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND received_at > now() - interval '24 hours' AND status IN ('done', 'superseded')
    )
    SELECT last24h, waiting, stuck AS "parkedOrDead", rejected AS "rejected24h", ack50 AS "ackP50Micros",
      ack95 AS "ackP95Micros", round(p95)::int AS "appliedP95Ms"
    FROM deliveries, unsettled, applied`;
  const [summary] = rows;
  if (summary === undefined) throw new Error("an aggregate without GROUP BY answers one row");
  return summary;
}
