import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { FeePlan } from "./fee-plan.ts";

const DAY_MS = 86_400_000;
/** What is judged: the fees of the last week. */
const JUDGED_DAYS = 7;
/** What the plan is learnt from: the quarter before. */
const LEARNT_DAYS = 90;
/** Fewer charges in a week tell nothing. */
const LEAST_A_WEEK = 8;

const judgedFrom = (asOf: Date): Date => new Date(asOf.getTime() - JUDGED_DAYS * DAY_MS);

/** Card and other payments with what Stripe asked for each; what was converted costs more and is left out. */
function feesBetween({ accountId, livemode }: AccountScope, from: Date, until: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT b.currency, coalesce(c.payment_method_type, '') AS method, coalesce(c.card_country, '') AS country, b.created_at,
      b.amount, b.fee
    FROM balance_transaction b JOIN charge c ON (c.account_id, c.livemode, c.id) = (b.account_id, b.livemode, b.source_id)
    WHERE b.account_id = ${accountId} AND b.livemode = ${livemode} AND b.type IN ('charge', 'payment') AND b.exchange_rate IS NULL
      AND b.amount > 0 AND b.created_at >= ${from} AND b.created_at < ${until}
      AND jsonb_array_length(b.raw -> 'fee_details') = 1 AND b.raw -> 'fee_details' -> 0 ->> 'type' = 'stripe_fee'`;
}

/**
 * The plans that most weeks of the quarter before the judged week agree on: the line through a week's fees gives the share,
 * the most frequent rest the fixed part. A plan counts only if at least half of the quarter's fees are what it says.
 */
export async function learnFeePlans(
  tx: Transaction,
  scope: AccountScope,
  asOf: Date,
): Promise<FeePlan[]> {
  const until = judgedFrom(asOf);
  const from = new Date(until.getTime() - LEARNT_DAYS * DAY_MS);
  return tx.$queryRaw<FeePlan[]>`
    WITH fees AS MATERIALIZED (${feesBetween(scope, from, until)}),
    weeks AS (SELECT currency, method, country, date_trunc('week', created_at) AS week,
        round(regr_slope(fee, amount) * 10000)::bigint AS bp
      FROM fees GROUP BY 1, 2, 3, 4 HAVING count(*) >= ${LEAST_A_WEEK} AND regr_slope(fee, amount) IS NOT NULL),
    shares AS (SELECT currency, method, country, mode() WITHIN GROUP (ORDER BY bp) AS bp FROM weeks GROUP BY 1, 2, 3),
    rests AS (SELECT f.*, s.bp, (f.amount * s.bp * 2 + 10000) / 20000 AS share
      FROM fees f JOIN shares s USING (currency, method, country)),
    plans AS (SELECT currency, method, country, bp, mode() WITHIN GROUP (ORDER BY fee - share) AS fixed
      FROM rests GROUP BY 1, 2, 3, 4)
    SELECT p.currency, p.method, p.country, p.bp AS "basisPoints", p.fixed::bigint AS fixed
    FROM plans p JOIN rests r USING (currency, method, country)
    GROUP BY 1, 2, 3, 4, 5 HAVING count(*) FILTER (WHERE abs(r.fee - r.share - p.fixed) <= 1) * 2 >= count(*)
    ORDER BY 1, 2, 3`;
}

/** The judged week of one method in one currency, against its plans. Amounts are minor units. */
export interface JudgedFees {
  readonly currency: string;
  readonly method: string;
  readonly charges: bigint;
  readonly fees: bigint;
  /** Charges whose plan is known. */
  readonly planned: bigint;
  /** Charges that cost something else, on days on which that was no exception. */
  readonly off: bigint;
  /** What they cost above the plan. */
  readonly excess: bigint;
  readonly fromDay: Date | null;
  readonly toDay: Date | null;
  readonly countries: string | null;
}

/** A few odd fees in a day are odd cards; this many, and more than a tenth of the day, are a change of prices. */
const ODD_CHARGES = 3;

/** The fees of the last week against the plans, by currency and method. */
export async function judgeFees(
  tx: Transaction,
  scope: AccountScope,
  asOf: Date,
  plans: readonly FeePlan[],
): Promise<JudgedFees[]> {
  const rows = JSON.stringify(
    plans.map((plan) => [
      plan.currency,
      plan.method,
      plan.country,
      plan.basisPoints.toString(),
      plan.fixed.toString(),
    ]),
  );
  return tx.$queryRaw<JudgedFees[]>`
    WITH plans AS (SELECT p ->> 0 AS currency, p ->> 1 AS method, p ->> 2 AS country, (p ->> 3)::bigint AS bp,
      (p ->> 4)::bigint AS fixed FROM jsonb_array_elements(${rows}::jsonb) p),
    fees AS (SELECT f.*, date_trunc('day', f.created_at) AS day, p.bp IS NOT NULL AS planned,
      f.fee - ((f.amount * p.bp * 2 + 10000) / 20000 + p.fixed) AS excess
      FROM (${feesBetween(scope, judgedFrom(asOf), new Date(asOf.getTime() + DAY_MS))}) f
      LEFT JOIN plans p USING (currency, method, country)),
    days AS (SELECT currency, method, day FROM fees WHERE planned GROUP BY 1, 2, 3
      HAVING count(*) FILTER (WHERE abs(excess) > 1) >= ${ODD_CHARGES}
        AND count(*) FILTER (WHERE abs(excess) > 1) * 10 > count(*)),
    judged AS (SELECT f.*, d.day IS NOT NULL AND f.planned AND abs(f.excess) > 1 AS off
      FROM fees f LEFT JOIN days d USING (currency, method, day))
    SELECT currency, method, count(*) AS charges, sum(fee)::bigint AS fees, count(*) FILTER (WHERE planned) AS planned,
      count(*) FILTER (WHERE off) AS off, coalesce(sum(excess) FILTER (WHERE off), 0)::bigint AS excess,
      min(day) FILTER (WHERE off) AS "fromDay", max(day) FILTER (WHERE off) AS "toDay",
      string_agg(DISTINCT country, ', ') FILTER (WHERE off) AS countries
    FROM judged GROUP BY 1, 2 ORDER BY 1, 2`;
}
