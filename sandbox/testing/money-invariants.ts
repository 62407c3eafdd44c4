import type { Stripe } from "stripe";
import { brokenMovements, sum } from "./movement-invariants.ts";

/** All that an account holds, read through its API. */
export interface AccountState {
  readonly transactions: readonly Stripe.BalanceTransaction[];
  readonly charges: readonly Stripe.Charge[];
  readonly refunds: readonly Stripe.Refund[];
  readonly disputes: readonly Stripe.Dispute[];
  readonly payouts: readonly Stripe.Payout[];
  readonly topups: readonly Stripe.Topup[];
  readonly balance: Stripe.Balance;
}

const MANY = { limit: 10_000 };
/** A payout and what brings one back: the money that went to the bank, told by the payouts themselves. */
const TO_THE_BANK = ["payout", "payout_failure", "payout_cancel"];

/** Reads every page of every list; with `account` those of a connected account. */
export async function readAccount(stripe: Stripe, account?: string): Promise<AccountState> {
  const all = { limit: 100 };
  const options = account === undefined ? {} : { stripeAccount: account };
  return {
    transactions: await stripe.balanceTransactions.list(all, options).autoPagingToArray(MANY),
    charges: await stripe.charges.list(all, options).autoPagingToArray(MANY),
    refunds: await stripe.refunds.list(all, options).autoPagingToArray(MANY),
    disputes: await stripe.disputes.list(all, options).autoPagingToArray(MANY),
    payouts: await stripe.payouts.list(all, options).autoPagingToArray(MANY),
    topups: await stripe.topups.list(all, options).autoPagingToArray(MANY),
    balance: await stripe.balance.retrieve({}, options),
  };
}

/** What is wrong with the money, one line each; empty when it all adds up, in each currency on its own. */
export function brokenMoney(state: AccountState): string[] {
  const currencies = new Set([
    ...state.transactions.map(({ currency }) => currency),
    ...state.balance.available.map(({ currency }) => currency),
    ...state.payouts.map(({ currency }) => currency),
  ]);
  return [
    ...[...currencies].flatMap((currency) => brokenBalance(state, currency)),
    ...brokenMovements(state),
  ];
}

/**
 * In one currency: all that was booked stands in the balance or went to the bank, and what is kept in reserve is missing
 * from the balance by exactly as much.
 */
function brokenBalance(state: AccountState, currency: string): string[] {
  const inCurrency = <T extends { readonly currency: string }>(list: readonly T[]): T[] =>
    list.filter((item) => item.currency === currency);
  const movements = inCurrency(state.transactions);
  const payments = movements.filter((one) => one.balance_type === "payments");
  const kept = sum(movements.filter((one) => one.balance_type !== "payments").map(netOf));
  const holds = payments.filter(
    ({ type }) => type === "reserve_hold" || type === "reserve_release",
  );
  const booked = sum(payments.filter(({ type }) => !TO_THE_BANK.includes(type)).map(netOf));
  const { available, pending } = state.balance;
  const held = sum(inCurrency([...available, ...pending]).map(({ amount }) => amount));
  const gone = inCurrency(state.payouts).filter(
    ({ status }) => status !== "failed" && status !== "canceled",
  );
  const paidOut = sum(gone.map(({ amount }) => amount));
  return [
    ...(booked === held + paidOut
      ? []
      : [`${currency}: booked ${booked}, but held ${held} and paid out ${paidOut}`]),
    ...(kept === -sum(holds.map(netOf)) ? [] : [`${currency}: ${kept} in reserve, held otherwise`]),
  ];
}

function netOf({ net }: Stripe.BalanceTransaction): number {
  return net;
}

/**
 * An automatic payout equals its members, which are all of its currency, and no movement is in two payouts; a payout made
 * by request has none.
 */
export async function brokenPayouts(stripe: Stripe, { payouts }: AccountState): Promise<string[]> {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const payout of payouts) {
    const rows = await stripe.balanceTransactions
      .list({ payout: payout.id, limit: 100 })
      .autoPagingToArray(MANY);
    problems.push(...brokenMembers(payout, rows));
    problems.push(
      ...rows.filter(({ id }) => seen.has(id)).map(({ id }) => `${id} is in two payouts`),
    );
    for (const { id } of rows) seen.add(id);
  }
  return problems;
}

function brokenMembers(payout: Stripe.Payout, rows: Stripe.BalanceTransaction[]): string[] {
  if (!payout.automatic) return rows.length === 0 ? [] : [`${payout.id}: has members`];
  const members = rows.filter(({ id }) => id !== payout.balance_transaction);
  const total = sum(members.map(netOf));
  return [
    ...(total === payout.amount ? [] : [`${payout.id}: pays ${payout.amount}, members ${total}`]),
    ...(rows.length === members.length + 1 ? [] : [`${payout.id}: its own movement is missing`]),
    ...rows
      .filter(({ currency }) => currency !== payout.currency)
      .map(({ id }) => `${id}: a member in another currency than ${payout.id}`),
  ];
}

export { brokenEvents } from "./event-invariants.ts";
