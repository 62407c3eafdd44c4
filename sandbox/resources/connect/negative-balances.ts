import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { balanceSums } from "../money/balance-sums.ts";
import { findAccount } from "./account-facts.ts";

/** Whether the account that is worked on is paid out by the daily sweep; the platform itself always is. */
export function isPaidOut(world: World): boolean {
  const { account } = world.store;
  if (account === null) return true;
  const known = findAccount(world, account)?.account;
  return known?.payouts_enabled === true && known.settings?.payouts?.schedule.interval === "daily";
}

/** What the platform's balance holds back for others, in minor units of each currency: positive. */
function reservedFunds(world: World): Map<string, number> {
  const rows = world.store
    .sql(
      "SELECT currency, sum(net) AS net FROM balance_transaction WHERE type = 'reserve_transaction' AND account IS NULL GROUP BY currency",
    )
    .all();
  return new Map(
    rows.flatMap((row) =>
      row["net"] === 0 ? [] : [[String(row["currency"]), -Number(row["net"])]],
    ),
  );
}

/** `connect_reserved` of the platform's balance; nothing for an account that holds nothing back. */
export function connectReserved(world: World): Pick<Stripe.Balance, "connect_reserved"> {
  if (world.store.account !== null) return {};
  const reserved = [...reservedFunds(world)].map(([currency, amount]) => ({
    amount,
    currency,
    source_types: { card: amount },
  }));
  return reserved.length === 0 ? {} : { connect_reserved: reserved };
}

/**
 * Holds back from the platform what accounts it answers for owe, and lets go of it when they no longer do
 * (docs.stripe.com/connect/account-balances#understanding-connected-account-balances). When in the day is our choice.
 */
export function reserveForNegativeBalances(world: World, accounts: readonly string[]): void {
  const owed = new Map<string, number>();
  for (const id of accounts) {
    const controller = findAccount(world, id)?.account.controller;
    if (controller?.requirement_collection !== "application") continue;
    for (const { currency, available, pending } of world.store.onAccount(id, () =>
      balanceSums(world),
    ))
      owed.set(currency, (owed.get(currency) ?? 0) + Math.max(0, -(available + pending)));
  }
  const held = reservedFunds(world);
  for (const currency of new Set([...owed.keys(), ...held.keys()])) {
    const change = (held.get(currency) ?? 0) - (owed.get(currency) ?? 0);
    if (change === 0) continue;
    bookMovement(world, {
      type: "reserve_transaction",
      amount: change,
      currency,
      exchangeRate: null,
      feeDetails: [],
      source: null,
      description: "Connect reserve for negative balances",
      availableOn: world.clock.nowSeconds(),
    });
  }
}
