import { idOf } from "#server/platform/stripe/object-fields.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";

/** A payout as it is stored; the amount is minor units as text, instants are ISO 8601. */
export interface PayoutRow {
  readonly id: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: string;
  readonly automatic: boolean;
  readonly arrivalAt: string;
  readonly balanceTransactionId: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly failureBalanceTransactionId: string | null;
  readonly method: string;
  readonly destinationId: string | null;
  readonly traceId: string | null;
  readonly traceStatus: string | null;
  readonly reconciliationStatus: string | null;
  readonly statementDescriptor: string | null;
  readonly originalPayoutId: string | null;
  readonly reversedById: string | null;
  readonly createdAt: string;
}

/** The row of a payout. */
export function payoutRow(payout: StripeObjects["payout"]): PayoutRow {
  return {
    id: payout.id,
    amount: BigInt(payout.amount).toString(),
    currency: payout.currency,
    status: payout.status,
    automatic: payout.automatic,
    arrivalAt: isoOf(payout.arrival_date),
    balanceTransactionId: idOf(payout.balance_transaction),
    failureCode: payout.failure_code,
    failureMessage: payout.failure_message,
    failureBalanceTransactionId: idOf(payout.failure_balance_transaction),
    method: payout.method,
    destinationId: idOf(payout.destination),
    traceId: payout.trace_id?.value ?? null,
    traceStatus: payout.trace_id?.status ?? null,
    reconciliationStatus: payout.reconciliation_status,
    statementDescriptor: payout.statement_descriptor,
    originalPayoutId: idOf(payout.original_payout),
    reversedById: idOf(payout.reversed_by),
    createdAt: isoOf(payout.created),
  };
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
