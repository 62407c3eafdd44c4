import type { BasisLine } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { moneyWords } from "#core/money.ts";
import { UNREMARKABLE } from "#core/override-facts.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Charge, Payment, RadarReview } from "#server/platform/db/generated/client.ts";
import type { OverridePlan } from "../overrides/index.ts";
import { hasFraudWarning } from "../radar/index.ts";

const DAY_MS = 86_400_000;

/** A payment that an override is about, with its latest charge. */
export interface PaymentTarget {
  readonly payment: Payment;
  readonly charge: Charge | null;
}

/** The payment with its latest charge. Throws NOT_FOUND. */
export async function requirePayment(
  tx: Transaction,
  scope: AccountScope,
  paymentId: string,
): Promise<PaymentTarget> {
  const payment = await tx.payment.findUnique({
    where: { accountId_livemode_id: { ...scope, id: paymentId } },
  });
  if (!payment) throw new DomainError("NOT_FOUND", { paymentId });
  const { latestChargeId } = payment;
  const charge =
    latestChargeId === null
      ? null
      : await tx.charge.findUnique({
          where: { accountId_livemode_id: { ...scope, id: latestChargeId } },
        });
  return { payment, charge };
}

/** Radar's open review of the payment or of its charge; null when there is none. */
export async function findOpenReview(
  tx: Transaction,
  scope: AccountScope,
  { payment, charge }: PaymentTarget,
): Promise<RadarReview | null> {
  const about = [{ paymentId: payment.id }, ...(charge ? [{ chargeId: charge.id }] : [])];
  return await tx.radarReview.findFirst({ where: { ...scope, open: true, OR: about } });
}

/** What every override on a payment says alike: whom it is about, how the payment stands, what the policy looks at. */
export async function describeTarget(
  tx: Transaction,
  scope: AccountScope,
  { payment, charge }: PaymentTarget,
  now: Date,
) {
  const fraudWarning = charge !== null && (await hasFraudWarning(tx, scope, charge.id));
  const age = Math.ceil((now.getTime() - payment.createdAt.getTime()) / DAY_MS);
  const method = {
    type: payment.paymentMethodType,
    brand: payment.cardBrand,
    last4: payment.last4,
  };
  return {
    target: { type: "payment", id: payment.id },
    href: `/payments/${payment.id}`,
    customerId: payment.customerId,
    cardFingerprint: charge?.cardFingerprint ?? null,
    caseId: null,
    objectId: null,
    method,
    fee: null,
    balance: null,
    postings: [],
    circumstances: {
      ...UNREMARKABLE,
      ageDays: Math.max(0, age),
      disputed: payment.disputed,
      fraudWarning,
      riskLevel: payment.riskLevel,
    },
  } satisfies Partial<OverridePlan>;
}

/** How the payment stands, in words: what an override on it rests on. */
export function basisOfPayment({ payment }: PaymentTarget): readonly BasisLine[] {
  const { currency } = payment;
  return [
    { label: "Payment", value: payment.status },
    { label: "Amount", value: moneyWords({ amountMinor: payment.amount, currency }) },
    {
      label: "Can be captured",
      value: moneyWords({ amountMinor: payment.amountCapturable, currency }),
    },
    { label: "Disputed", value: payment.disputed ? "yes" : "no" },
  ];
}
