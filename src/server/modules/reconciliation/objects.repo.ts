import type { AccountScope } from "#core/mode.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { finding, findings } from "./tally.repo.ts";

/** The instants that the objects of a run are judged by, in business time. */
export interface ObjectGraces {
  readonly asOf: Date;
  readonly objectDue: Date;
  readonly refundDue: Date;
  readonly commandDue: Date;
  /** The console's first day. */
  readonly began: Date;
}

const sql = Prisma.sql;

/** Charges that took money: each names its transaction, and that is stored and posted. */
export function chargeItems(scope: AccountScope, { objectDue }: ObjectGraces): Prisma.Sql {
  const unnamed = sql`c.balance_transaction_id IS NULL`;
  return sql`
    SELECT c.id, c.currency, c.amount_captured AS value, (b.id IS NOT NULL AND b.journal_id IS NOT NULL) AS due, ${finding(
      "OBJECT_WITHOUT_TRANSACTION",
      "charge",
      sql`${unnamed} AND c.created_at < ${objectDue}`,
      {
        amount: sql`-c.amount_captured`,
        expected: sql`c.amount_captured`,
        actual: sql`0`,
      },
    )} AS findings
    FROM charge c LEFT JOIN balance_transaction b
      ON (b.account_id, b.livemode, b.id) = (c.account_id, c.livemode, c.balance_transaction_id)
    WHERE c.account_id = ${scope.accountId} AND c.livemode = ${scope.livemode} AND c.status = 'succeeded' AND c.captured
      AND c.amount_captured > 0`;
}

const MOVED = sql`r.status = 'succeeded' AND r.balance_transaction_id IS NULL`;
const RETURNED = sql`r.status IN ('failed', 'canceled') AND owed.total <> 0`;

/** Refunds: on their way, done by an override of ours, or come back with the customer still owed. */
export function refundItems(scope: AccountScope, graces: ObjectGraces): Prisma.Sql {
  const { objectDue, refundDue, began } = graces;
  const pending = sql`r.status IN ('pending', 'requires_action')`;
  const foreign = sql`r.created_at >= ${began} AND k.id IS NULL AND r.status NOT IN ('failed', 'canceled')`;
  const amounts = { amount: sql`-r.amount`, expected: sql`r.amount`, actual: sql`0` };
  return sql`
    SELECT r.id, r.currency, r.amount AS value, NOT (${pending}) AND
      (r.balance_transaction_id IS NULL OR (b.id IS NOT NULL AND b.journal_id IS NOT NULL)) AS due, ${findings(
        [
          finding(
            "OBJECT_WITHOUT_TRANSACTION",
            "refund",
            sql`${MOVED} AND r.created_at < ${objectDue}`,
            amounts,
          ),
          finding(
            "REFUND_STUCK_PENDING",
            "refund",
            sql`${pending} AND r.created_at < ${refundDue}`,
            {
              amount: sql`r.amount`,
              details: sql`jsonb_build_object('pendingReason', r.pending_reason)`,
            },
          ),
          finding("OUT_OF_BAND_REFUND", "refund", foreign, { amount: sql`r.amount` }),
          finding("REFUND_FUNDS_RETURNED", "refund", RETURNED, {
            amount: sql`owed.total`,
            expected: sql`0`,
            actual: sql`owed.total`,
            details: sql`jsonb_build_object('failureReason', r.failure_reason)`,
          }),
        ],
      )} AS findings
    FROM refund r
    LEFT JOIN balance_transaction b ON (b.account_id, b.livemode, b.id) = (r.account_id, r.livemode, r.balance_transaction_id)
    LEFT JOIN command k ON k.id = r.command_id AND k.account_id = r.account_id AND k.livemode = r.livemode
    LEFT JOIN (SELECT j.object_id, sum(e.amount)::bigint AS total
      FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id JOIN journal j ON j.id = e.journal_id
      WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} AND a.code = 'L.customer_due'
      GROUP BY 1) owed ON owed.object_id = r.id
    WHERE r.account_id = ${scope.accountId} AND r.livemode = ${scope.livemode}`;
}

/** Disputes that took money or wait for evidence; Stripe tells of zero, one or two transactions. */
export function disputeItems(scope: AccountScope, { asOf }: ObjectGraces): Prisma.Sql {
  const waiting = sql`d.status IN ('needs_response', 'warning_needs_response') AND NOT d.has_evidence`;
  return sql`
    SELECT d.id, d.currency, d.amount AS value, NOT (${waiting}) AND NOT EXISTS (
        SELECT 1 FROM unnest(d.balance_transaction_ids) AS t(id) LEFT JOIN balance_transaction b
          ON (b.account_id, b.livemode, b.id) = (d.account_id, d.livemode, t.id) WHERE b.journal_id IS NULL) AS due, ${finding(
            "DISPUTE_OPEN_AGED",
            "dispute",
            sql`${waiting} AND d.evidence_due_at < ${asOf}`,
            { amount: sql`d.amount`, details: sql`jsonb_build_object('reason', d.reason)` },
          )} AS findings
    FROM dispute d WHERE d.account_id = ${scope.accountId} AND d.livemode = ${scope.livemode}`;
}

/** Overrides that Stripe has not answered, or that wait for a person. */
export function commandItems(scope: AccountScope, { commandDue }: ObjectGraces): Prisma.Sql {
  return sql`
    SELECT k.id::text AS id, k.currency, k.amount AS value, false AS due, ${finding(
      "COMMAND_UNKNOWN_STALE",
      "command",
      sql`coalesce(k.first_sent_at, k.created_at) < ${commandDue}`,
      {
        amount: sql`k.amount`,
        details: sql`jsonb_build_object('state', k.state::text, 'kind', k.kind, 'target', k.target_id)`,
      },
    )} AS findings
    FROM command k WHERE k.account_id = ${scope.accountId} AND k.livemode = ${scope.livemode}
      AND k.state IN ('unknown', 'needs_human')`;
}
