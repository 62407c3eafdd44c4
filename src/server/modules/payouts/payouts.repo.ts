import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { PayoutRow } from "./payout-row.ts";

/** Writes payouts as they are now. */
export async function upsertPayouts(
  tx: Transaction,
  scope: AccountScope,
  rows: readonly PayoutRow[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO payout (account_id, livemode, id, amount, currency, status, automatic, arrival_at, balance_transaction_id,
      failure_code, failure_message, failure_balance_transaction_id, method, destination_id, trace_id, trace_status,
      reconciliation_status, statement_descriptor, original_payout_id, reversed_by_id, created_at)
    SELECT ${scope.accountId}, ${scope.livemode}, r.*
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" text, "amount" bigint, "currency" text, "status" text,
      "automatic" boolean, "arrivalAt" timestamptz, "balanceTransactionId" text, "failureCode" text, "failureMessage" text,
      "failureBalanceTransactionId" text, "method" text, "destinationId" text, "traceId" text, "traceStatus" text,
      "reconciliationStatus" text, "statementDescriptor" text, "originalPayoutId" text, "reversedById" text,
      "createdAt" timestamptz)
    ORDER BY r.id
    ON CONFLICT (account_id, livemode, id) DO UPDATE SET
      amount = excluded.amount, status = excluded.status, arrival_at = excluded.arrival_at,
      balance_transaction_id = excluded.balance_transaction_id, failure_code = excluded.failure_code,
      failure_message = excluded.failure_message,
      failure_balance_transaction_id = excluded.failure_balance_transaction_id, method = excluded.method,
      destination_id = excluded.destination_id, trace_id = excluded.trace_id, trace_status = excluded.trace_status,
      reconciliation_status = excluded.reconciliation_status, statement_descriptor = excluded.statement_descriptor,
      original_payout_id = excluded.original_payout_id, reversed_by_id = excluded.reversed_by_id`;
}
