import type { Stripe } from "stripe";
import type { Route } from "../protocol/route.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";
import { balanceAmounts } from "./balance-transactions.ts";

/** The account's balance now; the amounts are cents. */
export function renderBalance(world: World): Stripe.Balance {
  const { available, pending } = balanceAmounts(world);
  return {
    object: "balance",
    available: [
      { amount: available, currency: ACCOUNT_CURRENCY, source_types: { card: available } },
    ],
    livemode: false,
    pending: [{ amount: pending, currency: ACCOUNT_CURRENCY, source_types: { card: pending } }],
  };
}

export const balanceRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/balance", accepts: [], handle: ({ world }) => renderBalance(world) },
];
