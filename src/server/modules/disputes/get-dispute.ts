import type { DisputeDetail, DisputeMovement, EarlierPayment } from "#core/contracts/disputes.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type DisputeRecord, findDispute } from "./dispute-list.repo.ts";
import {
  type EarlierRecord,
  findDisputedPayment,
  findEarlierPayments,
  findMovements,
} from "./dispute-parts.repo.ts";
import { disputeView } from "./disputes.views.ts";

const MAX_EARLIER = 10;

/** A dispute with its payment, what it cost so far, and what the customer bought before. Throws NOT_FOUND. */
export async function getDispute(
  runtime: Runtime,
  actor: Actor,
  { disputeId }: { disputeId: string },
): Promise<DisputeDetail> {
  const { db, scope } = runtime;
  const record = await findDispute(db, scope, disputeId);
  if (record === null) throw new DomainError("NOT_FOUND", { disputeId });
  const [payment, found, freshness] = await Promise.all([
    record.paymentId === null ? null : findDisputedPayment(db, scope, record.paymentId),
    findMovements(db, scope, record.balanceTransactionIds),
    readFreshness(runtime),
  ]);
  const linksBooks = isPermitted(actor.role, "ledger:read");
  const movements = found.map((one) => movementView(one, linksBooks));
  return {
    dispute: disputeView(record, actor.role),
    payment: payment && {
      id: payment.id,
      at: payment.createdAt,
      amount: { amountMinor: payment.amount, currency: payment.currency },
      refunded: { amountMinor: payment.amountRefunded, currency: payment.currency },
      description: payment.description,
    },
    movements,
    net: sumByCurrency(movements.map(({ net }) => net)),
    earlier: await earlierOf(runtime, record, payment?.createdAt ?? record.createdAt),
    freshness,
  };
}

type Movement = Awaited<ReturnType<typeof findMovements>>[number];

function movementView(one: Movement, linksBooks: boolean): DisputeMovement {
  const money = (amountMinor: bigint) => ({ amountMinor, currency: one.currency });
  return {
    id: one.id,
    at: one.createdAt,
    type: one.type,
    amount: money(one.amount),
    fee: money(one.fee),
    net: money(one.net),
    journalId: linksBooks ? (one.journalId?.toString() ?? null) : null,
  };
}

function sumByCurrency(amounts: readonly MoneyDto[]): MoneyDto[] {
  const sums = new Map<string, bigint>();
  for (const { amountMinor, currency } of amounts)
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  return [...sums].map(([currency, amountMinor]) => ({ amountMinor, currency }));
}

async function earlierOf(
  { db, scope }: Runtime,
  { customerId, cardFingerprint }: DisputeRecord,
  at: Date,
): Promise<EarlierPayment[]> {
  if (customerId === null) return [];
  const found = await findEarlierPayments(db, scope, { customerId, at }, MAX_EARLIER);
  return found.map((one) => earlierView(one, cardFingerprint));
}

function earlierView(one: EarlierRecord, fingerprint: string | null): EarlierPayment {
  const money = (amountMinor: bigint) => ({ amountMinor, currency: one.currency });
  return {
    id: one.id,
    at: one.createdAt,
    amount: money(one.amount),
    refunded: money(one.amountRefunded),
    disputed: one.disputed,
    method: { type: one.methodType, brand: one.cardBrand, last4: one.last4 },
    sameCard: fingerprint !== null && one.cardFingerprint === fingerprint,
  };
}
