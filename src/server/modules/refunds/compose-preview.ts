import type { RefundPreview, VerdictDto } from "#core/contracts/refunds.ts";
import { invariant } from "#core/invariant.ts";
import { type Money, money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
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
  readonly verdict: VerdictDto;
  readonly outlook: RefundOutlook;
  readonly connect: RefundPreview["connect"];
}

/** What a refund would do to Stripe's balance, as far as that is known. */
export interface RefundOutlook {
  readonly postings: RefundPreview["postings"];
  readonly balance: RefundPreview["balance"];
}

/** Foresees postings and balance at business time `at`; nothing of either while the charge's own movement is not known. */
export async function foresee(
  tx: Transaction,
  runtime: Pick<Runtime, "scope">,
  { target, amount }: Pick<PlacedFacts, "target" | "amount">,
  at: Date,
): Promise<RefundOutlook> {
  const { charge, movement } = target;
  const captured = money(charge.amountCaptured, charge.currency);
  const prediction = predictRefund(amount, captured, movement, at);
  if (prediction === null) return { postings: [], balance: null };
  const balance = await balanceAfter(tx, runtime, prediction);
  return { postings: [...prediction.postings], balance };
}

/** Says what the refund will do: to the customer, the payment, the balance and the books. Amounts in their own currency. */
export async function composePreview(
  tx: Transaction,
  runtime: Runtime,
  facts: PlacedFacts,
): Promise<RefundPreview> {
  const { target, amount, recent, verdict, outlook, connect } = facts;
  const { charge, movement } = target;
  const guard = await findGuard(tx, runtime.scope, charge.id);
  invariant(guard, `charge ${charge.id} was reserved without a guard`);
  const gone = guard.refunded + guard.held;
  return hashed({
    connect,
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
    balance: outlook.balance,
    postings: outlook.postings,
    recentRefunds: recent.map(({ id, at, amount: refunded, currency, status }) => ({
      id,
      at,
      amount: { amountMinor: refunded, currency },
      status,
    })),
    verdict,
    holdMs: runtime.settings.holdMs,
  });
}

async function balanceAfter(
  tx: Transaction,
  runtime: Pick<Runtime, "scope">,
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
