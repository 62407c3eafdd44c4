import type { Stripe } from "stripe";
import { idOf } from "../store/object-kinds.ts";

/** All that an account holds, read through its API. */
export interface AccountState {
  readonly transactions: readonly Stripe.BalanceTransaction[];
  readonly charges: readonly Stripe.Charge[];
  readonly refunds: readonly Stripe.Refund[];
  readonly payouts: readonly Stripe.Payout[];
  readonly balance: Stripe.Balance;
}

const MANY = { limit: 10_000 };

/** Reads every page of every list. */
export async function readAccount(stripe: Stripe): Promise<AccountState> {
  return {
    transactions: await stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray(MANY),
    charges: await stripe.charges.list({ limit: 100 }).autoPagingToArray(MANY),
    refunds: await stripe.refunds.list({ limit: 100 }).autoPagingToArray(MANY),
    payouts: await stripe.payouts.list({ limit: 100 }).autoPagingToArray(MANY),
    balance: await stripe.balance.retrieve(),
  };
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

/** What is wrong with the money, one line each; empty when it all adds up. */
export function brokenMoney(state: AccountState): string[] {
  return [
    ...brokenBalance(state),
    ...state.charges.flatMap((charge) => brokenCharge(state, charge)),
    ...state.refunds.flatMap((refund) => brokenRefund(state, refund)),
  ];
}

function brokenBalance({ transactions, balance, payouts }: AccountState): string[] {
  const booked = sum(transactions.filter(({ type }) => type !== "payout").map(({ net }) => net));
  const held = sum([...balance.available, ...balance.pending].map(({ amount }) => amount));
  const paidOut = sum(payouts.map(({ amount }) => amount));
  const wrongNet = transactions.filter(
    ({ amount, fee, net, fee_details: details }) =>
      net !== amount - fee || fee !== sum(details.map((detail) => detail.amount)),
  );
  return [
    ...(booked === held + paidOut
      ? []
      : [`booked ${booked}, but held ${held} and paid out ${paidOut}`]),
    ...wrongNet.map(({ id }) => `${id}: net is not amount less fees`),
  ];
}

function brokenCharge(state: AccountState, charge: Stripe.Charge): string[] {
  const booked = state.transactions.filter(({ source }) => source === charge.id);
  if (charge.status !== "succeeded" || !charge.captured) {
    return booked.length === 0 ? [] : [`${charge.id}: took nothing, yet has movements`];
  }
  const taken = charge.amount_captured;
  const given = refundedOf(state, charge);
  const released = charge.amount - taken;
  return [
    ...(booked.length === 1 && booked[0]?.amount === taken
      ? []
      : [`${charge.id}: took ${taken}, booked otherwise`]),
    ...(given <= taken ? [] : [`${charge.id}: refunded ${given} of ${taken}`]),
    ...(charge.amount_refunded === given + released
      ? []
      : [`${charge.id}: amount_refunded ${charge.amount_refunded}, refunds ${given}`]),
  ];
}

function refundedOf({ refunds }: AccountState, charge: Stripe.Charge): number {
  const standing = refunds.filter(
    (refund) => refund.charge === charge.id && refund.status !== "failed",
  );
  return sum(standing.map(({ amount }) => amount));
}

function brokenRefund({ transactions }: AccountState, refund: Stripe.Refund): string[] {
  const amounts = transactions
    .filter(({ source }) => source === refund.id)
    .map(({ amount }) => amount);
  const wanted = refund.status === "failed" ? [refund.amount, -refund.amount] : [-refund.amount];
  return JSON.stringify(amounts.toSorted((a, b) => b - a)) === JSON.stringify(wanted)
    ? []
    : [`${refund.id} (${refund.status}): booked ${amounts.join(", ")}`];
}

/** A payout equals its members, and no movement is in two payouts. */
export async function brokenPayouts(stripe: Stripe, { payouts }: AccountState): Promise<string[]> {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const payout of payouts) {
    const rows = await stripe.balanceTransactions
      .list({ payout: payout.id, limit: 100 })
      .autoPagingToArray(MANY);
    const members = rows.filter(({ type }) => type !== "payout");
    if (sum(members.map(({ net }) => net)) !== payout.amount)
      problems.push(
        `${payout.id}: pays ${payout.amount}, members ${sum(members.map(({ net }) => net))}`,
      );
    if (rows.length !== members.length + 1)
      problems.push(`${payout.id}: its own movement is missing`);
    problems.push(
      ...members.filter(({ id }) => seen.has(id)).map(({ id }) => `${id} is in two payouts`),
    );
    for (const { id } of members) seen.add(id);
  }
  return problems;
}

/** Every birth has told itself once, and every succeeded payment too. */
export async function brokenEvents(
  stripe: Stripe,
  { charges, refunds, payouts }: AccountState,
): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray(MANY);
  const times = new Map<string, number>();
  for (const { type, data } of events) {
    const key = `${type} ${"id" in data.object ? data.object.id : ""}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  const once = [
    ...charges.map((charge) => [
      charge.status === "failed"
        ? "charge.failed"
        : charge.status === "pending"
          ? "charge.pending"
          : "charge.succeeded",
      charge.id,
    ]),
    ...charges
      .filter(({ captured, status }) => captured && status === "succeeded")
      .map((charge) => ["payment_intent.succeeded", idOf(charge.payment_intent) ?? ""]),
    ...refunds.map(({ id }) => ["refund.created", id]),
    ...payouts.map(({ id }) => ["payout.created", id]),
  ].map((parts) => parts.join(" "));
  return once
    .filter((key) => times.get(key) !== 1)
    .map((key) => `${key}: ${times.get(key) ?? 0} times`);
}
