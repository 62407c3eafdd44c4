import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { ChargeGuard, RefundReservation } from "#server/platform/db/generated/client.ts";

/** Statuses of a refund at Stripe whose money is gone or going. */
const COUNTED = ["pending", "requires_action", "succeeded"];

/**
 * Reserves part of a charge: one guarded UPDATE, so that no number of requests at once can reserve more than was captured.
 * False when that much is not left. `amount` in minor units of the charge's currency.
 */
export async function reserve(
  tx: Transaction,
  scope: AccountScope,
  reservation: { commandId: string; chargeId: string; amount: bigint; currency: string; at: Date },
): Promise<boolean> {
  const { commandId, chargeId, amount, currency, at } = reservation;
  const taken = await tx.$executeRaw`
    UPDATE charge_guard SET held = held + ${amount}
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND charge_id = ${chargeId}
      AND refunded + held + ${amount} <= captured`;
  if (taken === 0) return false;
  await tx.refundReservation.create({
    data: { ...scope, commandId, chargeId, amount, currency, state: "held", createdAt: at },
  });
  return true;
}

/** What the guard of a charge says, or null when the charge is not known. */
export async function findGuard(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<ChargeGuard | null> {
  return await tx.chargeGuard.findUnique({
    where: { accountId_livemode_chargeId: { ...scope, chargeId } },
  });
}

export async function findReservation(
  tx: Transaction,
  commandId: string,
): Promise<RefundReservation | null> {
  return await tx.refundReservation.findUnique({ where: { commandId } });
}

/** Gives back what a command holds; once, and only what is still held. */
export async function releaseReservation(
  tx: Transaction,
  scope: AccountScope,
  commandId: string,
): Promise<void> {
  const released = await tx.refundReservation.updateManyAndReturn({
    where: { commandId, state: "held" },
    data: { state: "released" },
  });
  for (const { chargeId, amount } of released) {
    await tx.$executeRaw`
      UPDATE charge_guard SET held = held - ${amount}
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND charge_id = ${chargeId}`;
  }
}

/** Says what became of a reservation whose refund exists at Stripe: `converted` while its money is gone, else `released`. */
export async function closeReservation(
  tx: Transaction,
  commandId: string,
  state: "converted" | "released",
): Promise<void> {
  await tx.refundReservation.updateMany({
    where: { commandId, state: { not: state } },
    data: { state },
  });
}

/** Locks a charge's guard, making it where there is none yet; of a charge not known yet nothing is captured so far. */
export async function lockGuard(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO charge_guard (account_id, livemode, charge_id, captured, refunded, held)
    VALUES (${scope.accountId}, ${scope.livemode}, ${chargeId}, 0, 0, 0) ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`
    SELECT 1 FROM charge_guard
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND charge_id = ${chargeId} FOR UPDATE`;
}

/** Writes the guard's figures anew from the charge, its refunds and what commands hold. Call with the guard locked. */
export async function rewriteGuard(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE charge_guard g SET
      captured = coalesce((SELECT c.amount_captured FROM charge c
        WHERE c.account_id = g.account_id AND c.livemode = g.livemode AND c.id = g.charge_id), g.captured),
      refunded = (SELECT coalesce(sum(r.amount), 0) FROM refund r
        WHERE r.account_id = g.account_id AND r.livemode = g.livemode AND r.charge_id = g.charge_id AND r.status = ANY (${COUNTED})),
      held = (SELECT coalesce(sum(h.amount), 0) FROM refund_reservation h
        WHERE h.account_id = g.account_id AND h.livemode = g.livemode AND h.charge_id = g.charge_id AND h.state = 'held')
    WHERE g.account_id = ${scope.accountId} AND g.livemode = ${scope.livemode} AND g.charge_id = ${chargeId}`;
}
