import { type Currency, exponentOf } from "./currency.ts";
import type { Money } from "./money.ts";

/** A rate of one day as a fraction of major units: 1 `from` = numerator/denominator `to`. */
export interface FxRate {
  readonly from: Currency;
  readonly to: Currency;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Converts an amount into the base currency for limits only (never for postings), rounding away from zero
 * so that a limit is never undershot by rounding.
 */
export function convert(amount: Money, rate: FxRate): Money {
  const scaleFrom = 10n ** BigInt(exponentOf(rate.from));
  const scaleTo = 10n ** BigInt(exponentOf(rate.to));
  const numerator = amount.amountMinor * rate.numerator * scaleTo;
  const denominator = rate.denominator * scaleFrom;
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const rounded = (magnitude + denominator - 1n) / denominator;
  return { amountMinor: negative ? -rounded : rounded, currency: rate.to };
}
