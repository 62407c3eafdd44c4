import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { EarlyFraudWarning, RadarReview } from "#server/platform/db/generated/client.ts";

/** One review of Radar, as stored. */
export type RadarReviewRecord = RadarReview;

/** One warning of an issuer, as stored. */
export type FraudWarningRecord = EarlyFraudWarning;

/** A payment by its own id and by those of its attempts: Stripe may name either. */
export interface JudgedPayment {
  readonly id: string;
  readonly chargeIds: readonly string[];
}

/** Radar's reviews of a payment, newest first; at most one of them is open. */
export async function findRadarReviews(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  payment: JudgedPayment,
): Promise<RadarReviewRecord[]> {
  return db.prisma.radarReview.findMany({
    where: { ...scope, ...about(payment) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

/** What issuers reported of a payment, newest first. */
export async function findFraudWarnings(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  payment: JudgedPayment,
): Promise<FraudWarningRecord[]> {
  return db.prisma.earlyFraudWarning.findMany({
    where: { ...scope, ...about(payment) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

/** Whether an issuer reported this charge as fraud. */
export async function hasFraudWarning(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<boolean> {
  const warning = await tx.earlyFraudWarning.findFirst({
    where: { ...scope, chargeId },
    select: { id: true },
  });
  return warning !== null;
}

function about({ id, chargeIds }: JudgedPayment) {
  return { OR: [{ paymentId: id }, { chargeId: { in: [...chargeIds] } }] };
}
