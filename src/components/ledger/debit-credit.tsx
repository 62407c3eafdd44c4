import { Money } from "#components/ui/money.tsx";
import type { MoneyDto } from "#core/contracts/shared.ts";

/** The debit side of a signed amount: debits are positive in the books; the other side stays empty. */
export function Debit({ amount }: { amount: MoneyDto }) {
  return amount.amountMinor > 0n ? <Money {...amount} /> : null;
}

/** The credit side of a signed amount, without its sign. */
export function Credit({ amount }: { amount: MoneyDto }) {
  return amount.amountMinor < 0n ? (
    <Money amountMinor={-amount.amountMinor} currency={amount.currency} />
  ) : null;
}
