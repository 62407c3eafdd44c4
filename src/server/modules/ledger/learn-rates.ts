import { exponentOf } from "#core/currency.ts";
import type { TransactionFacts } from "./post-balance-transaction.ts";

/** A day's rate as a fraction of major units, and which transaction it was read off. */
export interface LearntRate {
  readonly day: Date;
  readonly from: string;
  readonly to: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly source: string;
}

/**
 * The rates that Stripe's own conversions tell, one for each day and pair: from the largest amount, as its two integers
 * tell the rate most exactly. Only used for limits; a posting never calculates with a rate.
 */
export function learnRates(transactions: readonly TransactionFacts[]): LearntRate[] {
  const best = new Map<string, LearntRate & { readonly weight: bigint }>();
  for (const facts of transactions) {
    const { sourceMoney, exchangeRate, amount, currency } = facts;
    if (exchangeRate === null || sourceMoney === null || sourceMoney.currency === currency)
      continue;
    const settled = amount < 0n ? -amount : amount;
    if (settled === 0n || sourceMoney.amount <= 0n) continue;
    const day = new Date(facts.createdAt.toISOString().slice(0, 10));
    const key = `${day.toISOString()} ${sourceMoney.currency} ${currency}`;
    if ((best.get(key)?.weight ?? 0n) >= sourceMoney.amount) continue;
    best.set(key, {
      day,
      from: sourceMoney.currency,
      to: currency,
      numerator: settled * 10n ** BigInt(exponentOf(sourceMoney.currency)),
      denominator: sourceMoney.amount * 10n ** BigInt(exponentOf(currency)),
      source: facts.id,
      weight: sourceMoney.amount,
    });
  }
  return [...best.values()].map(({ weight: _weight, ...rate }) => rate);
}
