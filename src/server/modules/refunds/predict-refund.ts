import type { PostingDto } from "#core/contracts/refunds.ts";
import { currency } from "#core/currency.ts";
import type { Money } from "#core/money.ts";
import { accountLabel, postBalanceTransaction } from "../ledger/index.ts";

/** The movement the charge made, as far as the prediction needs it; amounts in minor units of `currency`. */
export interface ChargeMovement {
  readonly type: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly balanceType: string;
  readonly availableOn: Date;
  readonly exchangeRate: string | null;
}

export interface RefundPrediction {
  readonly postings: readonly PostingDto[];
  /** What the refund takes from Stripe's balance, negative, in the currency of settlement. */
  readonly net: Money;
  /** False where the payment's own money is still pending: then the refund waits with it. */
  readonly fromAvailable: boolean;
}

/**
 * Predicts the balance transaction of a refund and posts it with the ledger's own rule. Stripe takes a refund from
 * the available balance, or from the pending one while the payment's money is pending itself, and returns no fee. Where the charge was converted, the amount in the currency of settlement is the
 * charge's own proportion: Stripe will use the rate of the day, which nobody knows before.
 * Null while the charge's own movement is not known. Source: https://docs.stripe.com/refunds
 */
export function predictRefund(
  amount: Money,
  charged: Money,
  movement: ChargeMovement | null,
  at: Date,
): RefundPrediction | null {
  if (!movement || charged.amountMinor <= 0n) return null;
  const settled = -proportion(movement.amount, amount.amountMinor, charged.amountMinor);
  const pending = movement.availableOn > at;
  const { journal } = postBalanceTransaction({
    id: "predicted",
    type: movement.type === "payment" ? "payment_refund" : "refund",
    reportingCategory: "refund",
    amount: settled,
    fee: 0n,
    net: settled,
    currency: movement.currency,
    status: pending ? "pending" : "available",
    balanceType: movement.balanceType,
    createdAt: at,
    availableOn: pending ? movement.availableOn : at,
    feeDetails: [],
    exchangeRate: movement.exchangeRate,
    sourceId: null,
    sourceMoney: { amount: amount.amountMinor, currency: amount.currency },
  });
  const legs = journal?.legs ?? [];
  return {
    net: { amountMinor: settled, currency: currency(movement.currency) },
    fromAvailable: !pending,
    postings: legs.map((leg) => ({
      account: leg.account,
      label: accountLabel(leg.account),
      amount: { amountMinor: leg.amount, currency: leg.currency },
    })),
  };
}

/** `whole * part / of`, rounded half up; all positive. */
function proportion(whole: bigint, part: bigint, of: bigint): bigint {
  return (whole * part * 2n + of) / (of * 2n);
}
