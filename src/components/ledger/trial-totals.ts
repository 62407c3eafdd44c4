import type { LedgerAccountDto } from "#core/contracts/ledger.ts";

/** Both sides of a trial balance in one currency, in minor units; equal when the books balance. */
export interface TrialTotal {
  readonly currency: string;
  readonly debit: bigint;
  /** Without its sign. */
  readonly credit: bigint;
}

/** Sums the balances of the accounts by side, one total for each currency in the order of its first account. */
export function trialTotals(
  accounts: readonly Pick<LedgerAccountDto, "balance">[],
): readonly TrialTotal[] {
  const totals = new Map<string, TrialTotal>();
  for (const { balance } of accounts) {
    const { currency, amountMinor } = balance;
    const { debit, credit } = totals.get(currency) ?? { debit: 0n, credit: 0n };
    totals.set(currency, {
      currency,
      debit: amountMinor > 0n ? debit + amountMinor : debit,
      credit: amountMinor < 0n ? credit - amountMinor : credit,
    });
  }
  return [...totals.values()];
}
