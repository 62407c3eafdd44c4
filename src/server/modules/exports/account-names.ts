import type { ExportFormat } from "#core/contracts/exports.ts";
import { accountLabel } from "../ledger/index.ts";
import { findMappedAccounts } from "./export-accounts.repo.ts";
import type { Reading } from "./export-source.ts";

/** What an account of the books is called in the system a file is for. */
export type AccountNames = (code: string, currency: string) => string;

/** Reads the names that people gave; for the others the fallback stands. */
export async function accountNames(reading: Reading, format: ExportFormat): Promise<AccountNames> {
  const rows = await findMappedAccounts(reading, format);
  const given = new Map(rows.map((row) => [`${row.code} ${row.currency}`, row.external]));
  return (code, currency) => given.get(`${code} ${currency}`) ?? fallbackName(format, code);
}

/**
 * What stands in a file where nobody has named the account: our code for Xero, which finds accounts by code; our words for
 * the others, without the colon, which in QuickBooks and NetSuite parts an account from its sub-account.
 */
export function fallbackName(format: ExportFormat, code: string): string {
  return format === "xero" ? code : accountLabel(code).replaceAll(":", " –");
}
