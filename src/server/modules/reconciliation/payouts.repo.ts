import type { AccountScope } from "#core/mode.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { finding, findings } from "./tally.repo.ts";

const sql = Prisma.sql;

/**
 * Payouts with the sum of their lines. Stripe tells the lines of automatic payouts alone, once it has reconciled them;
 * others are proven by R2 and R5. One that came back is settled once a payout that was made later was paid. Source: docs.stripe.com, payout reconciliation.
 */
export function payoutItems({ accountId, livemode }: AccountScope): Prisma.Sql {
  const told = sql`p.automatic AND p.reconciliation_status = 'completed' AND p.status IN ('paid', 'in_transit')`;
  const cameBack = sql`p.status = 'failed' AND NOT EXISTS (SELECT 1 FROM payout q WHERE q.account_id = p.account_id
    AND q.livemode = p.livemode AND q.currency = p.currency AND q.status = 'paid' AND q.amount > 0
    AND q.created_at > coalesce(f.created_at, p.created_at))`;
  return sql`
    SELECT p.id, p.currency, p.amount AS value, CASE WHEN p.status IN ('failed', 'canceled') THEN true
        WHEN p.automatic THEN ${told} AND l.lines IS NOT NULL ELSE b.id IS NOT NULL END AS due, ${findings(
          [
            finding("PAYOUT_SUM_MISMATCH", "payout", sql`${told} AND l.total <> p.amount`, {
              amount: sql`l.total - p.amount`,
              expected: sql`p.amount`,
              actual: sql`l.total`,
              details: sql`jsonb_build_object('lines', l.lines::text)`,
            }),
            finding("PAYOUT_FAILED_AFTER_PAID", "payout", cameBack, {
              amount: sql`p.amount`,
              details: sql`jsonb_build_object('failureCode', p.failure_code)`,
            }),
          ],
        )} AS findings
    FROM payout p
    LEFT JOIN balance_transaction b ON (b.account_id, b.livemode, b.id) = (p.account_id, p.livemode, p.balance_transaction_id)
    LEFT JOIN balance_transaction f
      ON (f.account_id, f.livemode, f.id) = (p.account_id, p.livemode, p.failure_balance_transaction_id)
    LEFT JOIN (SELECT t.payout_id, sum(t.net)::bigint AS total, count(*) AS lines FROM balance_transaction t
      WHERE t.account_id = ${accountId} AND t.livemode = ${livemode} AND t.payout_id IS NOT NULL
        AND NOT (t.type = 'payout' AND t.source_id = t.payout_id)
      GROUP BY 1) l ON l.payout_id = p.id
    WHERE p.account_id = ${accountId} AND p.livemode = ${livemode}`;
}
