import type { CustomerRefund } from "#core/contracts/customers.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findRefundsOf } from "./customer-history.repo.ts";

const MAX_REFUNDS = 50;

/** The newest refunds of a customer's payments, at most 50. */
export async function listRefundsOf(
  { db, scope }: Runtime,
  { customerId }: { customerId: string },
): Promise<{ rows: CustomerRefund[] }> {
  const refunds = await findRefundsOf(db, scope, customerId, MAX_REFUNDS);
  return {
    rows: refunds.map((refund) => ({
      id: refund.id,
      at: refund.createdAt,
      amount: { amountMinor: refund.amount, currency: refund.currency },
      status: refund.status,
      reason: refund.reason,
      failureReason: refund.failureReason,
      paymentId: refund.paymentId,
      commandId: refund.commandId,
    })),
  };
}
