import type { AccountScope } from "#core/mode.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { finding, findings } from "./tally.repo.ts";

const sql = Prisma.sql;

/** Until when what stands on an account must have come; what is younger is expected. */
export interface ClearingGraces {
  readonly suspense: Date;
  readonly clearing: Date;
  readonly transit: Date;
  readonly reserve: Date;
}

/**
 * What stands on suspense and the clearing accounts, object by object. An adjustment counts with the object of the break
 * that it was approved for. Payouts on their way are R5's, what R1 has a break for is R1's: both are expected here.
 */
export function standingItems(
  { accountId, livemode }: AccountScope,
  { suspense, clearing, transit, reserve }: ClearingGraces,
): Prisma.Sql {
  const isOver = sql`d.status IN ('won', 'lost', 'warning_closed')`;
  const standing = {
    amount: sql`s.total`,
    expected: sql`0`,
    actual: sql`s.total`,
    details: sql`jsonb_build_object('account', s.code, 'since', s.since::text)`,
  };
  const aged = sql`(s.code = 'X.reserve_transit' AND s.since < ${reserve})
    OR (s.code = 'A.bank.transit' AND s.object_id NOT LIKE 'po\\_%' AND s.since < ${transit})
    OR (s.code = 'A.dispute_receivable' AND ${isOver} AND s.newest < ${clearing})`;
  return sql`
    SELECT s.object_id AS id, s.currency, s.total AS value, false AS due, ${findings([
      finding(
        "SUSPENSE_AGED",
        "ledger_object",
        sql`s.code = 'X.suspense' AND s.since < ${suspense} AND NOT s.has_break`,
        standing,
      ),
      finding("CLEARING_AGED", "ledger_object", aged, standing),
    ])} AS findings
    FROM (SELECT n.code, n.currency, n.object_id, sum(n.amount)::bigint AS total, min(n.event_at) AS since, max(n.event_at) AS newest,
        bool_or(n.has_break) AS has_break
      FROM (SELECT a.code, e.currency, e.amount, j.event_at,
          CASE WHEN j.kind IN ('ADJ', 'REVERSAL') THEN coalesce(x.object_id, j.object_id, j.source_id)
            ELSE coalesce(j.object_id, j.source_id) END AS object_id,
          EXISTS (SELECT 1 FROM ledger_break r WHERE r.account_id = j.account_id AND r.livemode = j.livemode
            AND r.object_id = j.source_id AND r.level = 'R1' AND r.state <> 'resolved') AS has_break
        FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id JOIN journal j ON j.id = e.journal_id
        LEFT JOIN ledger_break x ON x.command_id = j.command_id
        WHERE a.account_id = ${accountId} AND a.livemode = ${livemode}
          AND a.code IN ('X.suspense', 'X.reserve_transit', 'A.bank.transit', 'A.dispute_receivable')) n
      GROUP BY 1, 2, 3 HAVING sum(n.amount) <> 0) s
    LEFT JOIN dispute d ON (d.account_id, d.livemode, d.id) = (${accountId}, ${livemode}, s.object_id)`;
}

/** Conversions that are over in the customer's currency and still stand in ours; the others wait for their end. */
export function conversionItems(
  { accountId, livemode }: AccountScope,
  { clearing }: ClearingGraces,
): Prisma.Sql {
  return sql`
    WITH sums AS (SELECT charge_id, currency, sum(amount)::bigint AS total, max(event_at) AS newest
      FROM (SELECT coalesce(r.charge_id, d.charge_id, j.object_id, j.source_id) AS charge_id, e.currency, e.amount, j.event_at
        FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id JOIN journal j ON j.id = e.journal_id
        LEFT JOIN refund r ON (r.account_id, r.livemode, r.id) = (j.account_id, j.livemode, j.object_id)
        LEFT JOIN dispute d ON (d.account_id, d.livemode, d.id) = (j.account_id, j.livemode, j.object_id)
        WHERE a.account_id = ${accountId} AND a.livemode = ${livemode} AND a.code = 'X.fx') legs
      GROUP BY 1, 2)
    SELECT s.charge_id AS id, s.currency, s.total AS value, false AS due, ${finding(
      "FX_RESIDUAL",
      "charge",
      sql`c.id IS NOT NULL AND s.currency <> c.currency AND paid.total = 0 AND s.newest < ${clearing}`,
      { amount: sql`s.total`, expected: sql`0`, actual: sql`s.total` },
    )} AS findings
    FROM sums s
    LEFT JOIN charge c ON (c.account_id, c.livemode, c.id) = (${accountId}, ${livemode}, s.charge_id)
    LEFT JOIN sums paid ON paid.charge_id = s.charge_id AND paid.currency = c.currency
    WHERE s.total <> 0`;
}
