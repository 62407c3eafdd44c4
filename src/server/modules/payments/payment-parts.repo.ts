import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Charge, Dispute, Refund } from "#server/platform/db/generated/client.ts";

/** One attempt to pay, as stored. */
export type AttemptRecord = Charge;

/** One refund, as stored. */
export type RefundRecord = Refund;

/** One dispute, as stored. */
export type DisputeRecord = Dispute;

/** The attempts of a payment, newest first. */
export async function findAttempts(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  paymentId: string,
): Promise<AttemptRecord[]> {
  return db.prisma.charge.findMany({
    where: { ...scope, paymentId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

/** The refunds of a payment, newest first; those that name only the charge too. */
export async function findRefunds(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  payment: { readonly id: string; readonly chargeIds: readonly string[] },
): Promise<RefundRecord[]> {
  return db.prisma.refund.findMany({
    where: {
      ...scope,
      OR: [{ paymentId: payment.id }, { chargeId: { in: [...payment.chargeIds] } }],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

/** The disputes of some charges, newest first: one charge can have several. */
export async function findDisputes(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  chargeIds: readonly string[],
): Promise<DisputeRecord[]> {
  return db.prisma.dispute.findMany({
    where: { ...scope, chargeId: { in: [...chargeIds] } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

/** What Stripe booked for a charge; amounts in minor units of `currency`, which may differ from the payment's. */
export interface SettlementRecord {
  readonly fee: bigint;
  readonly net: bigint;
  readonly currency: string;
  readonly availableOn: Date;
  readonly payoutId: string | null;
}

/** The first balance transaction of a charge, or null before Stripe booked one. */
export async function findSettlement(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  chargeId: string,
): Promise<SettlementRecord | null> {
  return db.prisma.balanceTransaction.findFirst({
    where: { ...scope, sourceId: chargeId, type: { in: ["charge", "payment"] } },
    select: { fee: true, net: true, currency: true, availableOn: true, payoutId: true },
    orderBy: { createdAt: "asc" },
  });
}
