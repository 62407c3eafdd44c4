import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Refund } from "#server/platform/db/generated/client.ts";

export type RefundRow = Refund;

/** Writes the newest state of a refund. */
export async function upsertRefund(tx: Transaction, row: RefundRow): Promise<void> {
  const { accountId, livemode, id, ...state } = row;
  await tx.refund.upsert({
    where: { accountId_livemode_id: { accountId, livemode, id } },
    create: row,
    update: state,
  });
}

/** Writes a refund that is not known yet; a state that the object's own lane wrote is newer and stays. */
export async function insertRefundIfAbsent(tx: Transaction, row: RefundRow): Promise<void> {
  await tx.refund.createMany({ data: [row], skipDuplicates: true });
}

export async function findRefund(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<RefundRow | null> {
  return await tx.refund.findUnique({ where: { accountId_livemode_id: { ...scope, id } } });
}

/** Payment of a charge, for refunds that name the charge alone. */
export async function findPaymentOfCharge(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<string | null> {
  const charge = await tx.charge.findUnique({
    where: { accountId_livemode_id: { ...scope, id: chargeId } },
    select: { paymentId: true },
  });
  return charge?.paymentId ?? null;
}
