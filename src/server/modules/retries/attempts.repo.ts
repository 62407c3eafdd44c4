import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { type AttemptKey, HOURS_A_BLOCK, WAIT_ENDS_MS } from "./attempt-buckets.ts";
import { DEFAULT_ZONE, ISSUER_ZONES } from "./issuer-zones.ts";

/** An attempt that followed a decline of the same payment, as it happened. */
export interface PastAttempt extends AttemptKey {
  readonly paymentId: string;
  readonly at: Date;
  /** When the attempt before it was declined, and when the first of the payment was. */
  readonly declinedAt: Date;
  readonly firstDeclinedAt: Date;
  readonly country: string | null;
  readonly paid: boolean;
}

/**
 * Attempts after a decline: each charge of a payment whose attempt before it failed. One that the bank has not answered yet
 * is no outcome, and counts neither way. Whether the customer sat before a page when it was made, no charge tells.
 */
export function attemptsAfterDecline(scope: AccountScope, since: Date): Prisma.Sql {
  const [first, second, third, fourth] = WAIT_ENDS_MS.map((ms) => ms / 1_000);
  return Prisma.sql`
    tried AS (
      SELECT payment_id, id, status, created_at, card_country, coalesce(issuer_key, payment_method_type, 'unknown') AS issuer,
        coalesce(decline_code, failure_code, 'unknown') AS code, coalesce(card_fingerprint, payment_method_type) AS method,
        lag(status) OVER attempts AS status_before,
        lag(coalesce(decline_code, failure_code, 'unknown')) OVER attempts AS code_before,
        lag(coalesce(card_fingerprint, payment_method_type)) OVER attempts AS method_before,
        lag(created_at) OVER attempts AS declined_at, first_value(created_at) OVER attempts AS first_at
      FROM charge
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND created_at >= ${since}
        AND status IN ('succeeded', 'failed') AND payment_id IN (SELECT payment_id FROM charge
          WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND created_at >= ${since} AND status = 'failed')
      WINDOW attempts AS (PARTITION BY payment_id ORDER BY created_at, id)),
    retried AS (
      SELECT payment_id, created_at AS at, declined_at, first_at, card_country, status = 'succeeded' AS paid,
        method IS NOT DISTINCT FROM method_before AS same_method, code_before AS decline_code,
        width_bucket(extract(epoch FROM created_at - declined_at)::float8,
          ARRAY[${first}, ${second}, ${third}, ${fourth}]::float8[]) AS wait_bucket, issuer,
        extract(hour FROM created_at AT TIME ZONE
          coalesce(${JSON.stringify(ISSUER_ZONES)}::jsonb ->> card_country, ${DEFAULT_ZONE}))::int / ${HOURS_A_BLOCK}::int
          AS hour_bucket
      FROM tried WHERE status_before = 'failed')`;
}

/** The newest attempts after a decline, in the order they happened; at most `limit`. */
export async function readPastAttempts(
  db: Database,
  scope: AccountScope,
  since: Date,
  limit: number,
): Promise<PastAttempt[]> {
  const rows = await db.prisma.$queryRaw<PastAttempt[]>`
    WITH ${attemptsAfterDecline(scope, since)}
    SELECT payment_id AS "paymentId", at, declined_at AS "declinedAt", first_at AS "firstDeclinedAt", card_country AS country,
      paid, same_method AS "sameMethod", decline_code AS "declineCode", wait_bucket AS wait, issuer, hour_bucket AS hour
    FROM retried ORDER BY at DESC, payment_id LIMIT ${limit}`;
  return rows.toReversed();
}
