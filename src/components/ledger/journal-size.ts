import type { JournalDto } from "#core/contracts/ledger.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";

/** The largest debit names the size of a journal: all its debits and all its credits are equal per currency. */
export function sizeOf(journal: Pick<JournalDto, "legs">): MoneyDto | null {
  const debits = journal.legs.filter((leg) => leg.amount.amountMinor > 0n);
  return debits.reduce<MoneyDto | null>(
    (largest, leg) =>
      largest === null || leg.amount.amountMinor > largest.amountMinor ? leg.amount : largest,
    null,
  );
}
