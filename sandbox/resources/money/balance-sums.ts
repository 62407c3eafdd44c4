import type { World } from "../../world.ts";
import { moneySettings } from "./money-settings.ts";

/** What stands in one currency, in its minor units; either part may be negative. */
export interface CurrencyBalance {
  readonly currency: string;
  readonly available: number;
  readonly pending: number;
}

/**
 * The account's balance by currency, every currency of settlement among them. Only movements in no automatic payout yet
 * are added up: those in one come to nothing together with the payout's own, and that keeps this quick on a long history.
 */
export function balanceSums(world: World): CurrencyBalance[] {
  const own = world.store.ownRows();
  const rows = world.store
    .sql(
      `SELECT currency, status, sum(net) AS net FROM balance_transaction WHERE payout IS NULL AND balance_type = 'payments' AND ${own.sql} GROUP BY currency, status`,
    )
    .all(...own.values);
  const sumOf = (currency: string, status: string): number => {
    const found = rows.find((row) => row["currency"] === currency && row["status"] === status);
    return Number(found?.["net"] ?? 0);
  };
  const currencies = new Set([
    ...moneySettings(world).settlementCurrencies,
    ...rows.map((row) => String(row["currency"])),
  ]);
  return [...currencies].map((currency) => ({
    currency,
    available: sumOf(currency, "available"),
    pending: sumOf(currency, "pending"),
  }));
}

/** What is available in one currency, in its minor units; negative when more went out than came in. */
export function availableIn(world: World, currency: string): number {
  const own = world.store.ownRows();
  const row = world.store
    .sql(
      `SELECT sum(net) AS net FROM balance_transaction WHERE payout IS NULL AND balance_type = 'payments' AND currency = ? AND status = 'available' AND ${own.sql}`,
    )
    .get(currency, ...own.values);
  return Number(row?.["net"] ?? 0);
}
