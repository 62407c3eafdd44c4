import type { PreviewRefundInput } from "#core/contracts/refunds.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Actor } from "#core/roles.ts";
import {
  previewRefund,
  recomputeChargeGuard,
  requestRefund,
} from "#server/modules/refunds/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { eventually } from "#tests/support/eventually.ts";

export { addPerson } from "#tests/support/people.ts";

/** The Stripe account itself, in euro; without it nothing may be refunded. */
export async function addAccount(owner: Database, scope: AccountScope): Promise<void> {
  await owner.prisma.stripeAccount.create({
    data: {
      ...scope,
      country: "DE",
      defaultCurrency: "eur",
      baseCurrency: "eur",
      updatedAt: new Date(0),
    },
  });
}

/** A paid charge: ids and captured amount in cents. */
export interface PaidCharge {
  readonly paymentId: string;
  readonly chargeId: string;
  readonly movementId: string | null;
  readonly amount: bigint;
}

/** The projections of a paid payment: a payment, its charge, the movement it made, and the guard of what may be refunded. */
export async function addPayment(
  runtime: Runtime,
  paid: PaidCharge,
): Promise<{ paymentId: string; chargeId: string }> {
  const { scope, clock } = runtime;
  const { paymentId, chargeId, movementId, amount } = paid;
  const common = {
    ...scope,
    amount,
    amountCaptured: amount,
    amountRefunded: 0n,
    currency: "eur",
    status: "succeeded",
    createdAt: clock.now(),
  };
  await runtime.db.transaction(async (tx) => {
    await tx.payment.create({
      data: { ...common, id: paymentId, captureMethod: "automatic", latestChargeId: chargeId },
    });
    await tx.charge.create({
      data: {
        ...common,
        id: chargeId,
        paymentId,
        captured: true,
        disputed: false,
        paymentMethodType: "card",
        cardBrand: "visa",
        last4: "4242",
        balanceTransactionId: movementId,
      },
    });
    if (movementId !== null) await addMovement(runtime, tx, { movementId, chargeId, amount });
    await recomputeChargeGuard(tx, scope, chargeId);
  });
  return { paymentId, chargeId };
}

type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

async function addMovement(
  runtime: Runtime,
  tx: Tx,
  made: { movementId: string; chargeId: string; amount: bigint },
): Promise<void> {
  const now = runtime.clock.now();
  // A worker that runs beside may have read it in Stripe's feed by now.
  await tx.balanceTransaction.createMany({
    skipDuplicates: true,
    data: {
      ...runtime.scope,
      id: made.movementId,
      type: "charge",
      reportingCategory: "charge",
      amount: made.amount,
      fee: 55n,
      net: made.amount - 55n,
      currency: "eur",
      status: "available",
      balanceType: "payments",
      availableOn: now,
      createdAt: now,
      sourceId: made.chargeId,
      raw: {},
      rawHash: "-",
      firstSeenVia: "feed",
      firstSeenAt: now,
    },
  });
}

/** A payment that Stripe knows nothing of, for tests that send nothing. */
export async function addUnsentPayment(
  runtime: Runtime,
  amount: bigint,
): Promise<{ paymentId: string; chargeId: string }> {
  const tail = newId().replaceAll("-", "").slice(-20);
  return await addPayment(runtime, {
    paymentId: `pi_${tail}`,
    chargeId: `ch_${tail}`,
    movementId: `txn_${tail}`,
    amount,
  });
}

/** The input of a refund, as the form sends it. */
export function intent(
  paymentId: string,
  amountMinor: bigint,
  rest: Partial<PreviewRefundInput> = {},
): PreviewRefundInput {
  return {
    commandId: newId(),
    paymentId,
    amount: { amountMinor, currency: "eur" },
    reason: "requested_by_customer",
    note: "asked on the phone",
    ...rest,
  };
}

/** Previews and then asks, as a person does. */
export async function refund(runtime: Runtime, actor: Actor, input: PreviewRefundInput) {
  const { previewHash } = await previewRefund(runtime, actor, input);
  return await requestRefund(runtime, actor, { ...input, previewHash });
}

/** The same; asks again where a worker learnt more of a new payment between preview and request, as the screen does. */
export async function refundAsItStands(
  runtime: Runtime,
  actor: Actor,
  input: PreviewRefundInput,
): Promise<void> {
  await eventually(async () => {
    try {
      await refund(runtime, actor, input);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === "PREVIEW_STALE") return false;
      throw error;
    }
  }, "the refund is asked for");
}

/** What a charge's guard and the reservations and refunds behind it say, for comparing. */
export async function guardOf(owner: Database, chargeId: string) {
  const guard = await owner.prisma.chargeGuard.findFirstOrThrow({ where: { chargeId } });
  const held = await owner.prisma.refundReservation.aggregate({
    where: { chargeId, state: "held" },
    _sum: { amount: true },
  });
  return {
    captured: guard.captured,
    refunded: guard.refunded,
    held: guard.held,
    reserved: held._sum.amount ?? 0n,
  };
}
