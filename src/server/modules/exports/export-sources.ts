import type { ExportKind, ExportRequest } from "#core/contracts/exports.ts";
import { bulkRows } from "./bulk-source.ts";
import { type LineSource, lineSource } from "./export-source.ts";
import { dailyTotals, journalLegs } from "./journal-source.ts";
import { bankLines, breaks, reconciliations } from "./reconciliation-sources.ts";
import { balanceTransactions, payments, payoutLines, payouts } from "./stripe-sources.ts";
import { netsuiteFile, quickbooksFile, xeroFile } from "./system-files.ts";
import { trialBalance } from "./trial-balance-source.ts";

const journals = lineSource(journalLegs);
const journalDays = lineSource(dailyTotals);

const journalFiles: Readonly<Record<Exclude<ExportRequest["format"], "csv">, LineSource>> = {
  quickbooks: lineSource(quickbooksFile),
  xero: lineSource(xeroFile),
  netsuite: lineSource(netsuiteFile),
};

const plainFiles: Readonly<Record<Exclude<ExportKind, "journals">, LineSource>> = {
  "trial-balance": lineSource(trialBalance),
  "balance-transactions": lineSource(balanceTransactions),
  payments: lineSource(payments),
  payouts: lineSource(payouts),
  "payout-lines": lineSource(payoutLines),
  breaks: lineSource(breaks),
  reconciliations: lineSource(reconciliations),
  "bank-lines": lineSource(bankLines),
  "bulk-rows": lineSource(bulkRows),
};

/** Where the lines of a request come from. Total: a kind or format without a source does not compile. */
export function sourceOf({ kind, format, detail }: ExportRequest): LineSource {
  if (kind !== "journals") return plainFiles[kind];
  if (format !== "csv") return journalFiles[format];
  return detail === "daily" ? journalDays : journals;
}
