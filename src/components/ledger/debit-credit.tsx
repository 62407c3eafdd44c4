import { Money } from "#components/ui/money.tsx";
import type { MoneyDto } from "#core/contracts/shared.ts";

/** Columns from 640 px on, where there is room for two sides; below, one column says which side an amount is on. */
export const WIDE = "max-sm:hidden";
export const NARROW = "sm:hidden";

/** The debit side of a signed amount: debits are positive in the books; the other side stays empty. */
export function Debit({ amount }: { amount: MoneyDto }) {
  return amount.amountMinor > 0n ? <Money {...amount} /> : null;
}

/** Both sides in one column, for narrow screens: "67.95 EUR Cr". Nothing has no side. */
export function OneSided({ amount: { amountMinor, currency } }: { amount: MoneyDto }) {
  const isCredit = amountMinor < 0n;
  return (
    <span className="whitespace-nowrap">
      <Money amountMinor={isCredit ? -amountMinor : amountMinor} currency={currency} />
      <span className="ml-1.5 inline-block w-4 text-left text-meta text-muted-foreground">
        {amountMinor === 0n ? "" : isCredit ? "Cr" : "Dr"}
      </span>
    </span>
  );
}

/** The credit side of a signed amount, without its sign. */
export function Credit({ amount }: { amount: MoneyDto }) {
  return amount.amountMinor < 0n ? (
    <Money amountMinor={-amount.amountMinor} currency={amount.currency} />
  ) : null;
}
