import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type {
  BalanceTransaction,
  Charge,
  ChargeGuard,
  Payment,
} from "#server/platform/db/generated/client.ts";

export type ChargeRow = Charge;

/** Everything stored about what is to be refunded. */
export interface RefundTarget {
  readonly payment: Payment;
  readonly charge: Charge | null;
  readonly guard: ChargeGuard | null;
  /** The movement the charge made; null until the feed has brought it. */
  readonly movement: BalanceTransaction | null;
}

/**
 * The dispute because of which Stripe takes no refund of the charge, or null. An inquiry blocks nothing: a refund is the
 * best answer to it. Source: https://docs.stripe.com/api/disputes/object (is_charge_refundable)
 */
export async function findBlockingDispute(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<{ readonly id: string; readonly status: string } | null> {
  const ended = { notIn: ["won", "warning_closed"] };
  return await tx.dispute.findFirst({
    where: { ...scope, chargeId, chargeRefundable: false, status: ended },
    select: { id: true, status: true },
  });
}

/** The payment with its latest charge, or null when this account has no such payment. */
export async function findRefundTarget(
  tx: Transaction,
  scope: AccountScope,
  paymentId: string,
): Promise<RefundTarget | null> {
  const payment = await tx.payment.findUnique({
    where: { accountId_livemode_id: { ...scope, id: paymentId } },
  });
  if (!payment) return null;
  const chargeId = payment.latestChargeId;
  if (chargeId === null) return { payment, charge: null, guard: null, movement: null };
  const charge = await tx.charge.findUnique({
    where: { accountId_livemode_id: { ...scope, id: chargeId } },
  });
  const guard = await tx.chargeGuard.findUnique({
    where: { accountId_livemode_chargeId: { ...scope, chargeId } },
  });
  const movementId = charge?.balanceTransactionId;
  const movement = movementId
    ? await tx.balanceTransaction.findUnique({
        where: { accountId_livemode_id: { ...scope, id: movementId } },
      })
    : null;
  return { payment, charge, guard, movement };
}

/** Whether the charge is disputed now. */
export async function findCharge(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<Charge | null> {
  return await tx.charge.findUnique({
    where: { accountId_livemode_id: { ...scope, id: chargeId } },
  });
}

/** Stripe's available balance in a currency as last read; null when it never was. */
export async function findAvailableBalance(
  tx: Transaction,
  scope: AccountScope,
  code: string,
): Promise<bigint | null> {
  const row = await tx.balanceReading.findFirst({
    where: { ...scope, currency: code },
    orderBy: { readAt: "desc" },
    select: { available: true },
  });
  return row?.available ?? null;
}

/** A refund of the charge, at Stripe or still ours alone. */
export interface RecentRefund {
  readonly id: string;
  readonly at: Date;
  readonly amount: bigint;
  readonly currency: string;
  readonly status: string;
}

/** Refunds of a charge at Stripe since `since`, newest first, and our commands on it that Stripe has no object for yet. */
export async function findRecentRefunds(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
  since: Date,
): Promise<RecentRefund[]> {
  return await tx.$queryRaw<RecentRefund[]>`
    SELECT id, created_at AS at, amount, currency, status FROM refund
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND charge_id = ${chargeId}
      AND created_at > ${since} AND status NOT IN ('failed', 'canceled')
    UNION ALL
    SELECT c.id::text, c.created_at, r.amount, r.currency, c.state::text
    FROM refund_reservation r JOIN command c ON c.id = r.command_id
    WHERE r.account_id = ${scope.accountId} AND r.livemode = ${scope.livemode} AND r.charge_id = ${chargeId}
      AND r.state = 'held' AND c.created_at > ${since}
    ORDER BY at DESC, id LIMIT 20`;
}

/** Refunds of a charge that others than this console made after `since`. */
export async function countOutsideRefunds(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
  since: Date,
): Promise<number> {
  return await tx.refund.count({
    where: {
      ...scope,
      chargeId,
      commandId: null,
      createdAt: { gt: since },
      status: { notIn: ["failed", "canceled"] },
    },
  });
}

/** What was given back of the charge by refunds that no command of ours made, in minor units of its currency. */
export async function sumOutsideRefunds(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<bigint> {
  const { _sum } = await tx.refund.aggregate({
    where: { ...scope, chargeId, commandId: null, status: { notIn: ["failed", "canceled"] } },
    _sum: { amount: true },
  });
  return _sum.amount ?? 0n;
}
