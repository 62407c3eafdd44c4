import type { LedgerAccountDto } from "#core/contracts/ledger.ts";

export const CLASS_ORDER = [
  "asset",
  "liability",
  "equity",
  "income",
  "expense",
  "clearing",
] as const satisfies readonly LedgerAccountDto["class"][];

/** The classes of accounts by their names, in the order of a trial balance. */
export const CLASS_WORDS = {
  asset: "Assets",
  liability: "Liabilities",
  equity: "Equity",
  income: "Income",
  expense: "Expenses",
  clearing: "Clearing, returns to zero",
} as const satisfies Record<LedgerAccountDto["class"], string>;
