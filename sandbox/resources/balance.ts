import type { Stripe } from "stripe";
import type { Route } from "../protocol/route.ts";
import type { World } from "../world.ts";
import { connectReserved } from "./connect/negative-balances.ts";
import { balanceSums } from "./money/balance-sums.ts";

/** The account's balance now, in minor units of each currency; what is held in reserve is not part of it. */
export function renderBalance(world: World): Stripe.Balance {
  const sums = balanceSums(world);
  const part = (amount: number, currency: string) => ({
    amount,
    currency,
    source_types: { card: amount },
  });
  return {
    object: "balance",
    available: sums.map(({ available, currency }) => part(available, currency)),
    ...connectReserved(world),
    livemode: false,
    pending: sums.map(({ pending, currency }) => part(pending, currency)),
  };
}

export const balanceRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/balance", accepts: [], handle: ({ world }) => renderBalance(world) },
];
