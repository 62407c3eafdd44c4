import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Prisma } from "#server/platform/db/generated/client.ts";
import { KNOWN_TYPES } from "../ledger/index.ts";

const MOST_DOUBTFUL = 5_000;

/** All stored transactions of a currency; `value` sums the magnitudes of their nets in minor units. */
export async function sumTransactionsByCurrency(
  tx: Transaction,
  scope: AccountScope,
): Promise<{ currency: string; items: bigint; value: bigint }[]> {
  return tx.$queryRaw`
    SELECT currency, count(*) AS items, sum(abs(net))::bigint AS value FROM balance_transaction
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} GROUP BY 1 ORDER BY 1`;
}

/** A transaction that the posting rule is asked about again. */
export interface DoubtfulRow {
  readonly id: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly net: bigint;
  readonly sourceId: string | null;
  readonly raw: Prisma.JsonValue;
  /** Another transaction books the same source the same way. */
  readonly isDouble: boolean;
  /** People's approved entries took everything it left in suspense: what it was is known now. */
  readonly isCleared: boolean;
  /** What its charge or refund tells instead, signed; null where they agree or there is none. */
  readonly objectAmount: bigint | null;
}

/**
 * The few transactions that may be wrong, found in one pass over all: sums that do not add up, what stands in suspense,
 * what is booked twice, what another amount is told of, and `ids`.
 */
export async function findDoubtful(
  tx: Transaction,
  scope: AccountScope,
  ids: readonly string[],
): Promise<{ rows: DoubtfulRow[]; complete: boolean }> {
  const { accountId, livemode } = scope;
  const rows = await tx.$queryRaw<DoubtfulRow[]>`
    WITH suspended AS (SELECT DISTINCT e.journal_id FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id
      WHERE a.account_id = ${accountId} AND a.livemode = ${livemode} AND a.code = 'X.suspense'),
    doubles AS (SELECT source_id, type, reporting_category, (array_agg(id ORDER BY created_at, id))[1] AS first_id FROM balance_transaction
      WHERE account_id = ${accountId} AND livemode = ${livemode} AND type IN ('charge', 'payment', 'refund', 'payment_refund', 'payout')
        AND source_id IS NOT NULL
      GROUP BY 1, 2, 3 HAVING count(*) > 1),
    doubtful AS (
      SELECT b.id FROM balance_transaction b CROSS JOIN LATERAL (
        SELECT coalesce(sum((d ->> 'amount')::bigint), 0) AS total, coalesce(bool_or(d ->> 'currency' <> b.currency), false) AS mixed
        FROM jsonb_array_elements(b.raw -> 'fee_details') d) f
      WHERE b.account_id = ${accountId} AND b.livemode = ${livemode} AND (b.net <> b.amount - b.fee OR f.total <> b.fee OR f.mixed
        OR NOT b.type = ANY(${[...KNOWN_TYPES]}) OR b.status NOT IN ('pending', 'available')
        OR (b.exchange_rate IS NOT NULL AND jsonb_typeof(b.raw -> 'source') IS DISTINCT FROM 'object'))
      UNION SELECT b.id FROM balance_transaction b JOIN suspended s ON s.journal_id = b.journal_id
      UNION SELECT b.id FROM doubles d JOIN balance_transaction b ON b.account_id = ${accountId} AND b.livemode = ${livemode}
        AND (b.source_id, b.type, b.reporting_category) = (d.source_id, d.type, d.reporting_category)
      UNION SELECT b.id FROM charge c JOIN balance_transaction b ON (b.account_id, b.livemode, b.id)
        = (c.account_id, c.livemode, c.balance_transaction_id) AND b.currency = c.currency
        WHERE c.account_id = ${accountId} AND c.livemode = ${livemode} AND b.amount NOT IN (c.amount, c.amount_captured)
      UNION SELECT b.id FROM refund r JOIN balance_transaction b ON (b.account_id, b.livemode, b.id)
        = (r.account_id, r.livemode, r.balance_transaction_id) AND b.currency = r.currency
        WHERE r.account_id = ${accountId} AND r.livemode = ${livemode} AND b.amount <> -r.amount
      UNION SELECT unnest(${[...ids]}::text[]))
    SELECT b.id, b.currency, b.amount, b.net, b.source_id AS "sourceId", b.raw,
      d.first_id IS NOT NULL AND b.id <> d.first_id AS "isDouble",
      (SELECT coalesce(bool_and(t.total = 0) AND bool_or(t.by_people), false) FROM (
        SELECT sum(e.amount) AS total, bool_or(j.command_id IS NOT NULL) AS by_people
        FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
        WHERE j.account_id = ${accountId} AND j.livemode = ${livemode} AND a.code = 'X.suspense'
          AND (j.id = b.journal_id OR (j.object_id = b.id AND j.command_id IS NOT NULL))
        GROUP BY e.currency) t) AS "isCleared",
      CASE WHEN c.id IS NOT NULL AND b.amount NOT IN (c.amount, c.amount_captured) THEN c.amount_captured
        WHEN r.id IS NOT NULL AND b.amount <> -r.amount THEN -r.amount END AS "objectAmount"
    FROM doubtful x JOIN balance_transaction b ON b.account_id = ${accountId} AND b.livemode = ${livemode} AND b.id = x.id
    LEFT JOIN doubles d ON (d.source_id, d.type, d.reporting_category) = (b.source_id, b.type, b.reporting_category)
    LEFT JOIN charge c ON (c.account_id, c.livemode, c.id, c.balance_transaction_id, c.currency)
      = (b.account_id, b.livemode, b.source_id, b.id, b.currency)
    LEFT JOIN refund r ON (r.account_id, r.livemode, r.id, r.balance_transaction_id, r.currency)
      = (b.account_id, b.livemode, b.source_id, b.id, b.currency)
    ORDER BY b.id LIMIT ${MOST_DOUBTFUL + 1}`;
  return { rows: rows.slice(0, MOST_DOUBTFUL), complete: rows.length <= MOST_DOUBTFUL };
}
