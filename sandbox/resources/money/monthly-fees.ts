import { ACCOUNT_CURRENCY, type World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";

/** Our own price for screening a payment, in cents, and the tax on it in percent. */
const SCREENING_CENTS = 4;
const TAX_PERCENT = 21;

/**
 * On the first of a month (UTC) the account pays for the screening of last month's card charges: a `stripe_fee` that comes
 * from no other object, and the tax on it as a `tax_fee` (docs.stripe.com/reports/balance-transaction-types).
 */
export function chargeMonthlyFees(world: World): void {
  const today = new Date(world.clock.nowMs());
  if (today.getUTCDate() !== 1) return;
  const begin = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1) / 1000;
  const end = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1) / 1000;
  const fee = SCREENING_CENTS * chargesBetween(world, begin, end);
  if (fee === 0) return;
  const month = new Date(begin * 1000).toISOString().slice(0, 7);
  bookFee(world, "stripe_fee", fee, `Radar (${month})`);
  bookFee(world, "tax_fee", Math.round((fee * TAX_PERCENT) / 100), `VAT on Radar (${month})`);
}

function chargesBetween(world: World, begin: number, end: number): number {
  const own = world.store.ownRows();
  const row = world.store
    .sql(
      `SELECT count(*) AS n FROM charge WHERE created >= ? AND created < ? AND substr(id, 1, 3) = 'ch_' AND ${own.sql}`,
    )
    .get(begin, end, ...own.values);
  return Number(row?.["n"] ?? 0);
}

function bookFee(
  world: World,
  type: "stripe_fee" | "tax_fee",
  cents: number,
  description: string,
): void {
  if (cents === 0) return;
  bookMovement(world, {
    type,
    amount: -cents,
    currency: ACCOUNT_CURRENCY,
    exchangeRate: null,
    feeDetails: [],
    source: null,
    description,
    availableOn: world.clock.nowSeconds(),
  });
}
