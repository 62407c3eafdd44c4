import type { PeriodBalanceDto } from "#core/contracts/bookkeeping.ts";

type Totals = Pick<PeriodBalanceDto, "currency" | "opening" | "debits" | "credits" | "closing">;

/** All accounts together, by currency: opening and closing are zero and both sides equal where the books balance. */
export function balanceTotals(balances: readonly Totals[]): Totals[] {
  const sums = new Map<string, Totals>();
  for (const { currency, opening, debits, credits, closing } of balances) {
    const sum = sums.get(currency);
    sums.set(currency, {
      currency,
      opening: (sum?.opening ?? 0n) + opening,
      debits: (sum?.debits ?? 0n) + debits,
      credits: (sum?.credits ?? 0n) + credits,
      closing: (sum?.closing ?? 0n) + closing,
    });
  }
  return [...sums.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}
