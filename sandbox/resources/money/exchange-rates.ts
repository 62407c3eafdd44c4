import { rateJump } from "../../history/incidents/fx-surprise.ts";
import { fractionOf } from "../../store/deterministic-ids.ts";
import { ACCOUNT_CURRENCY, type World } from "../../world.ts";
import { exponentOf } from "./currencies.ts";
import { moneySettings } from "./money-settings.ts";
import { PER_EURO } from "./per-euro.ts";

const DAY_SECONDS = 86_400;
/** Waves of several lengths (in days) laid over each other move like a market, and any day is computed on its own. */
const WAVES = [
  { days: 60, size: 0.02 },
  { days: 14, size: 0.008 },
  { days: 4, size: 0.004 },
  { days: 1, size: 0.002 },
] as const;
const known = new Map<string, number>();

/** Deviation of a currency from its round figure on a day, as a share of it. */
function deviation(seed: string, currency: string, day: number): number {
  const value = WAVES.reduce((sum, wave) => {
    const step = Math.floor(day / wave.days);
    const part = day / wave.days - step;
    const at = (node: number): number =>
      fractionOf(`rate:${seed}:${currency}:${wave.days}:${node}`) * 2 - 1;
    return sum + wave.size * (at(step) * (1 - part) + at(step + 1) * part);
  }, 0);
  return value;
}

function perEuro(world: World, currency: string): number {
  const base = PER_EURO.get(currency);
  if (base === undefined) throw new Error(`no exchange rate for ${currency}`);
  if (currency === ACCOUNT_CURRENCY) return base;
  const day = Math.floor(world.clock.nowSeconds() / DAY_SECONDS);
  const key = `${world.accountId}:${currency}:${day}`;
  let rate = known.get(key);
  if (rate === undefined) {
    rate = base * (1 + deviation(world.accountId, currency, day));
    known.set(key, rate);
  }
  return rate;
}

/**
 * What one major unit of `from` is worth in `to` today, to six significant digits. The rates are our own; they stand
 * still for a day (UTC) of the account's clock and are the same for the same account id.
 */
export function exchangeRate(world: World, from: string, to: string): number {
  const jump = rateJump(world);
  const worth = (currency: string): number =>
    currency === ACCOUNT_CURRENCY ? 1 : jump * perEuro(world, currency);
  return Number((worth(to) / worth(from)).toPrecision(6));
}

/** Minor units of `from` in minor units of `to` at `rate`, rounded half away from zero. */
export function convertAmount(amount: number, from: string, to: string, rate: number): number {
  const scaled = Math.abs(amount) * rate * 10 ** (exponentOf(to) - exponentOf(from));
  return Math.sign(amount) * Math.round(scaled) + 0;
}

/** What moves on the account's balance for an amount of a payment; both in minor units. */
export interface Settlement {
  readonly amount: number;
  readonly currency: string;
  /** Null where nothing was converted. */
  readonly exchangeRate: number | null;
}

/**
 * Converts an amount into the currency it settles in, at today's rate: charges, refunds and disputes each at the rate of
 * their own day, so a later refund of a converted charge leaves a gain or a loss (docs.stripe.com/currencies/conversions).
 */
export function settlementOf(world: World, amount: number, currency: string): Settlement {
  if (moneySettings(world).settlementCurrencies.includes(currency))
    return { amount, currency, exchangeRate: null };
  const rate = exchangeRate(world, currency, ACCOUNT_CURRENCY);
  return {
    amount: convertAmount(amount, currency, ACCOUNT_CURRENCY, rate),
    currency: ACCOUNT_CURRENCY,
    exchangeRate: rate,
  };
}
