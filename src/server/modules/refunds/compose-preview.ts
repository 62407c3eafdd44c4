import type { RefundPreview } from "#core/contracts/refunds.ts";
import { invariant } from "#core/invariant.ts";
import { type Money, money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { Verdict } from "../policies/index.ts";
import { predictRefund, type RefundPrediction } from "./predict-refund.ts";
import {
  type ChargeRow,
  findAvailableBalance,
  type RecentRefund,
  type RefundTarget,
} from "./refund-facts.repo.ts";
import { hashed } from "./refund-preview.ts";
import { findGuard } from "./reservations.repo.ts";

/** What is known about a refund whose reservation stands in this transaction. */
export interface PlacedFacts {
  readonly target: RefundTarget & { readonly charge: ChargeRow };
  readonly amount: Money;
  readonly recent: readonly RecentRefund[];
  readonly verdict: Verdict;
  /** Business time. */
  readonly now: Date;
}

/** Says what the refund will do: to the customer, the payment, the balance and the books. Amounts in their own currency. */
export async function composePreview(
  tx: Transaction,
  runtime: Runtime,
  facts: PlacedFacts,
): Promise<RefundPreview> {
  const { target, amount, recent, verdict, now } = facts;
  const { charge, movement } = target;
  const guard = await findGuard(tx, runtime.scope, charge.id);
  invariant(guard, `charge ${charge.id} was reserved without a guard`);
  const gone = guard.refunded + guard.held;
  const prediction = predictRefund(
    amount,
    money(charge.amountCaptured, charge.currency),
    movement,
    now,
  );
  return hashed({
    customerGets: {
      amount,
      method: { type: charge.paymentMethodType, brand: charge.cardBrand, last4: charge.last4 },
    },
    feeNotReturned:
      movement && movement.fee > 0n
        ? { amountMinor: movement.fee, currency: movement.currency }
        : null,
    paymentAfter: {
      captured: { amountMinor: guard.captured, currency: charge.currency },
      refunded: { amountMinor: gone, currency: charge.currency },
      available: { amountMinor: guard.captured - gone, currency: charge.currency },
    },
    balance: prediction && (await balanceAfter(tx, runtime, prediction)),
    postings: prediction ? [...prediction.postings] : [],
    recentRefunds: recent.map(({ id, at, amount: refunded, currency, status }) => ({
      id,
      at,
      amount: { amountMinor: refunded, currency },
      status,
    })),
    verdict: {
      ...verdict,
      reasons: [...verdict.reasons],
      approverRoles: [...verdict.approverRoles],
    },
    holdMs: runtime.settings.holdMs,
  });
}

async function balanceAfter(
  tx: Transaction,
  runtime: Runtime,
  { net, fromAvailable }: RefundPrediction,
): Promise<RefundPreview["balance"]> {
  const before = await findAvailableBalance(tx, runtime.scope, net.currency);
  if (before === null) return null;
  const after = fromAvailable ? before + net.amountMinor : before;
  return {
    before: { amountMinor: before, currency: net.currency },
    after: { amountMinor: after, currency: net.currency },
    // Money that is pending with its payment is taken from there, whatever is available.
    sufficient: !fromAvailable || after >= 0n,
  };
}
