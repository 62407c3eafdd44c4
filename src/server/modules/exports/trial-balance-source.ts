import { accountLabel } from "../ledger/index.ts";
import type { Column } from "./csv-encoding.ts";
import type { ExportSource } from "./export-source.ts";
import { type AccountMovement, findMovements } from "./trial-balance.repo.ts";

function amount(header: string, read: (row: AccountMovement) => bigint): Column<AccountMovement> {
  return {
    header,
    kind: "amount",
    value: (row) => ({ amountMinor: read(row), currency: row.currency }),
  };
}

/** Every account of the books: opening, what moved, closing. A few dozen rows, so they are one batch. */
export const trialBalance: ExportSource<AccountMovement> = {
  permission: "ledger:read",
  columns: [
    { header: "Account", kind: "text", value: ({ code }) => code },
    { header: "Account name", kind: "text", value: ({ code }) => accountLabel(code) },
    { header: "Class", kind: "text", value: (row) => row.class },
    { header: "Currency", kind: "text", value: ({ currency }) => currency.toUpperCase() },
    amount("Opening, debit positive", ({ opening }) => opening),
    amount("Debits", ({ debits }) => debits),
    amount("Credits", ({ credits }) => credits),
    amount("Closing, debit positive", ({ closing }) => closing),
    { header: "Closing in minor units", kind: "integer", value: ({ closing }) => closing },
  ],
  count: async (reading, request) => BigInt((await findMovements(reading, request)).length),
  rows: async function* (reading, request) {
    yield await findMovements(reading, request);
  },
};
