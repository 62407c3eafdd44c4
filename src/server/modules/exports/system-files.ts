import { type AccountingLine, accountingLines } from "./accounting-lines.ts";
import type { ExportSource } from "./export-source.ts";
import { creditOf, debitOf } from "./journal-source.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "10/31/2026": what QuickBooks' import page and NetSuite in its American setting read. */
function monthFirst(day: Date): string {
  const [year = "", month = "", date = ""] = day.toISOString().slice(0, 10).split("-");
  return `${month}/${date}/${year}`;
}

/** "31 Oct 2026": the one form that Xero reads alike in every country. */
function monthInWords(day: Date): string {
  const [year = "", month = "", date = ""] = day.toISOString().slice(0, 10).split("-");
  return `${date} ${MONTHS[Number(month) - 1] ?? ""} ${year}`;
}

/**
 * Journal entries for QuickBooks Online. Columns and the rule on sub-accounts ("Parent:Sub"):
 * https://quickbooks.intuit.com/learn-support/en-au/help-article/import-export-files/import-journal-entries-quickbooks-online/L4tQBwbs7_AU_en_AU
 * (account numbers must be turned off while importing). The number has at most 21 characters:
 * https://support.transactionpro.com/kb/article/492-journal-entry-import-fields-for-transaction-pro-online/
 * The page knows no currency, so a file holds one.
 */
export const quickbooksFile: ExportSource<AccountingLine> = {
  ...accountingLines("quickbooks"),
  columns: [
    { header: "Journal No", kind: "text", value: ({ entry }) => entry },
    { header: "Journal Date", kind: "date", value: ({ date }) => date, write: monthFirst },
    { header: "Account Name", kind: "text", value: ({ account }) => account },
    { header: "Debits", kind: "amount", value: debitOf },
    { header: "Credits", kind: "amount", value: creditOf },
    { header: "Description", kind: "text", value: ({ memo, text }) => `${memo}: ${text}` },
  ],
};

/**
 * Manual journals for Xero: https://help.xero.com/nz/ManualJournalsImport. Lines of one narration and date are one journal,
 * so the narration carries the number of the entry; a positive amount is a debit; the tax rate is its full name as the
 * organisation has it; 300 lines a file. Manual journals are in the organisation's own currency, so a file holds one.
 */
export const xeroFile: ExportSource<AccountingLine> = {
  ...accountingLines("xero"),
  columns: [
    { header: "*Narration", kind: "text", value: ({ entry, memo }) => `${entry} ${memo}` },
    { header: "*Date", kind: "date", value: ({ date }) => date, write: monthInWords },
    { header: "Description", kind: "text", value: ({ text }) => text },
    { header: "*AccountCode", kind: "text", value: ({ account }) => account },
    { header: "*TaxRate", kind: "text", value: ({ taxRate }) => taxRate },
    {
      header: "*Amount",
      kind: "amount",
      value: ({ amount, currency }) => ({ amountMinor: amount, currency }),
    },
  ],
};

/**
 * Journal entries for NetSuite's import assistant; lines of one external id are one entry. Header fields:
 * https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534492479.html, line fields (two decimals at most):
 * https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534492737.html
 * A subsidiary, where there are several, is set as a default value while importing.
 */
export const netsuiteFile: ExportSource<AccountingLine> = {
  ...accountingLines("netsuite"),
  columns: [
    { header: "External ID", kind: "text", value: ({ externalId }) => externalId },
    { header: "Entry No.", kind: "text", value: ({ entry }) => entry },
    { header: "Date", kind: "date", value: ({ date }) => date, write: monthFirst },
    { header: "Currency", kind: "text", value: ({ currency }) => currency.toUpperCase() },
    { header: "Memo", kind: "text", value: ({ memo }) => memo },
    { header: "Account", kind: "text", value: ({ account }) => account },
    { header: "Debit", kind: "amount", value: debitOf },
    { header: "Credit", kind: "amount", value: creditOf },
    { header: "Line Memo", kind: "text", value: ({ text }) => text },
  ],
};
