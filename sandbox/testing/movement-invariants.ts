import type { Stripe } from "stripe";
import { convertAmount } from "../resources/money/exchange-rates.ts";
import { idOf } from "../store/object-kinds.ts";
import type { AccountState } from "./money-invariants.ts";

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

/** Movements by what they came from. */
type BySource = ReadonlyMap<string, readonly Stripe.BalanceTransaction[]>;

/** What is wrong between the movements and the objects they came from, one line each. */
export function brokenMovements(state: AccountState): string[] {
  const bySource = new Map<string, Stripe.BalanceTransaction[]>();
  for (const movement of state.transactions) {
    const source = idOf(movement.source) ?? "none";
    bySource.set(source, [...(bySource.get(source) ?? []), movement]);
  }
  return [
    ...state.transactions.flatMap(brokenSum),
    ...state.charges.flatMap((charge) => brokenCharge(state, bySource, charge)),
    ...state.refunds.flatMap((refund) => brokenRefund(bySource, refund)),
    ...state.disputes.flatMap((dispute) => brokenDispute(bySource, dispute)),
    ...state.payouts.flatMap((payout) => brokenPayout(bySource, payout)),
    ...state.topups.flatMap((topup) => brokenTopup(bySource, topup)),
  ];
}

function brokenSum(movement: Stripe.BalanceTransaction): string[] {
  const { id, amount, fee, net, fee_details: details, currency } = movement;
  const fees = sum(details.map((detail) => detail.amount));
  const foreign = details.some((detail) => detail.currency !== currency);
  return net === amount - fee && fee === fees && !foreign
    ? []
    : [`${id}: net is not amount less fees`];
}

/** Whether a movement is an amount of its source: the same in the same currency, else by the rate it names. */
function matches(movement: Stripe.BalanceTransaction, amount: number, currency: string): boolean {
  const { exchange_rate: rate } = movement;
  if (rate === null) return movement.currency === currency && movement.amount === amount;
  return movement.amount === convertAmount(amount, currency, movement.currency, rate);
}

function brokenCharge(state: AccountState, bySource: BySource, charge: Stripe.Charge): string[] {
  const booked = bySource.get(charge.id) ?? [];
  const taken = charge.amount_captured;
  const returned = charge.failure_balance_transaction !== null;
  if (!charge.captured || (charge.status !== "succeeded" && !returned))
    return booked.length === 0 ? [] : [`${charge.id}: took nothing, yet has movements`];
  const given = sum(
    state.refunds.filter((one) => one.charge === charge.id && stands(one)).map((one) => one.amount),
  );
  return [
    ...(isBooked(booked, charge) ? [] : [`${charge.id}: took ${taken}, booked otherwise`]),
    ...(given <= taken ? [] : [`${charge.id}: refunded ${given} of ${taken}`]),
    ...(charge.amount_refunded === given + charge.amount - taken
      ? []
      : [`${charge.id}: amount_refunded ${charge.amount_refunded}, refunds ${given}`]),
  ];
}

/** Taken once, and given back exactly once where a debit was returned after it had been paid. */
function isBooked(booked: readonly Stripe.BalanceTransaction[], charge: Stripe.Charge): boolean {
  const [first, ...rest] = booked.toSorted((a, b) => b.amount - a.amount);
  if (first === undefined || !matches(first, charge.amount_captured, charge.currency)) return false;
  const back = rest.map(({ amount, type }) => `${type} ${amount}`).join();
  const returned = charge.failure_balance_transaction !== null;
  return back === (returned ? `payment_failure_refund ${-first.amount}` : "");
}

function stands({ status }: Stripe.Refund): boolean {
  return status !== "failed" && status !== "canceled";
}

/** A refund takes its amount once, and brings back exactly that when it does not stand; one that waits takes nothing. */
function brokenRefund(bySource: BySource, refund: Stripe.Refund): string[] {
  const [taken, returned, ...more] = (bySource.get(refund.id) ?? []).toSorted(
    (a, b) => a.amount - b.amount,
  );
  const waits = refund.pending_reason === "insufficient_funds";
  const right = waits
    ? taken === undefined
    : taken !== undefined &&
      matches(taken, -refund.amount, refund.currency) &&
      returned?.amount === (stands(refund) ? undefined : -taken.amount);
  return right && more.length === 0 ? [] : [`${refund.id} (${refund.status}): booked otherwise`];
}

/** A dispute's movements are those it shows; a lost one keeps the money, a won one has brought it back. */
function brokenDispute(bySource: BySource, dispute: Stripe.Dispute): string[] {
  const booked = bySource.get(dispute.id) ?? [];
  const ids = (list: readonly { readonly id: string }[]): string =>
    list
      .map(({ id }) => id)
      .toSorted()
      .join();
  const left = sum(booked.map(({ amount }) => amount));
  return [
    ...(ids(booked) === ids(dispute.balance_transactions)
      ? []
      : [`${dispute.id}: shows other movements than were booked`]),
    ...(dispute.status !== "won" || left === 0 ? [] : [`${dispute.id}: won, but ${left} is gone`]),
  ];
}

function brokenPayout(bySource: BySource, payout: Stripe.Payout): string[] {
  const booked = bySource.get(payout.id) ?? [];
  const ended = payout.status === "failed" || payout.status === "canceled";
  const wanted = ended
    ? [payout.amount, -payout.amount].toSorted((a, b) => a - b)
    : [-payout.amount];
  const amounts = booked.map(({ amount }) => amount).toSorted((a, b) => a - b);
  return amounts.join() === wanted.join() ? [] : [`${payout.id}: booked ${amounts.join()}`];
}

const TOPUP_MOVEMENTS: Readonly<Record<string, readonly (1 | -1)[]>> = {
  succeeded: [1],
  reversed: [-1, 1],
};

function brokenTopup(bySource: BySource, topup: Stripe.Topup): string[] {
  const amounts = (bySource.get(topup.id) ?? []).map(({ amount }) => amount);
  const wanted = (TOPUP_MOVEMENTS[topup.status] ?? []).map((sign) => sign * topup.amount);
  const ordered = amounts.toSorted((a, b) => a - b).join();
  return ordered === wanted.join() ? [] : [`${topup.id} (${topup.status}): booked ${ordered}`];
}
