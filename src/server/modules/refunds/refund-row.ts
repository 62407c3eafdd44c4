import type { AccountScope } from "#core/mode.ts";
import { idOf } from "#server/platform/stripe/object-fields.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import type { RefundRow } from "./refunds.repo.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Stripe's refund as a row. `command_id` in the metadata is only a claim until it was compared with the command, since
 * anybody with access to the account can write metadata.
 */
export function refundRow(scope: AccountScope, refund: StripeObjects["refund"]): RefundRow {
  const claimed = refund.metadata?.["command_id"];
  return {
    ...scope,
    id: refund.id,
    chargeId: idOf(refund.charge),
    paymentId: idOf(refund.payment_intent),
    amount: BigInt(refund.amount),
    currency: refund.currency,
    // Some methods of payment know no status; their refund is done when it exists.
    status: refund.status ?? "succeeded",
    reason: refund.reason,
    failureReason: refund.failure_reason ?? null,
    pendingReason: refund.pending_reason ?? null,
    balanceTransactionId: idOf(refund.balance_transaction),
    failureBalanceTransactionId: idOf(refund.failure_balance_transaction),
    commandId: claimed !== undefined && UUID.test(claimed) ? claimed : null,
    createdAt: new Date(refund.created * 1_000),
  };
}
