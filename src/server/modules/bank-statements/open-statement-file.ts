import { canonicalJson } from "#core/canonical-json.ts";
import {
  type CsvMapping,
  csvMappingSchema,
  type ImportTarget,
  missingInMapping,
} from "#core/contracts/bank-statements.ts";
import { DomainError } from "#core/errors.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { BankAccountRecord } from "./bank-accounts.repo.ts";
import { columnNames } from "./formats/csv-table.ts";
import { type CsvBeginning, guessMapping } from "./formats/guess-csv-mapping.ts";
import { detectFormat, openFile, parseStatementText } from "./formats/parse-statement-file.ts";
import type { ParsedStatement, StatementFormat } from "./formats/parsed-statement.ts";

/** A file that a person gives us, with what they say about it. */
export interface StatementFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly target: ImportTarget;
  readonly mapping?: CsvMapping | undefined;
}

interface OpenedTable extends CsvBeginning {
  readonly columns: readonly string[];
  readonly missing: readonly string[];
  /** Given by a person or remembered from one; a guess alone imports nothing. */
  readonly isConfirmed: boolean;
}

/** A file that was read as far as what is known about it allows. */
export interface OpenedFile {
  readonly format: StatementFormat;
  readonly fileHash: string;
  /** Empty while `needs` says that a CSV file cannot be read yet. */
  readonly statements: readonly ParsedStatement[];
  readonly needs: readonly ("mapping" | "account")[];
  readonly csv: OpenedTable | null;
}

/**
 * Reads a file. A CSV file does not name its account: `accounts` and the target tell its currency, and its mapping is
 * the one given, else the one remembered, else the best guess. Throws FILE_NOT_UNDERSTOOD, FILE_TOO_LARGE.
 */
export function openStatementFile(
  file: StatementFile,
  accounts: readonly BankAccountRecord[],
): OpenedFile {
  const text = openFile(file.bytes);
  const bytesHash = sha256(file.bytes);
  if (detectFormat(text) !== "csv") {
    return { ...parseStatementText(text, null), fileHash: bytesHash, needs: [], csv: null };
  }
  return openCsv(text, bytesHash, file, accounts);
}

function openCsv(
  text: string,
  bytesHash: string,
  { target, mapping: given }: StatementFile,
  accounts: readonly BankAccountRecord[],
): OpenedFile {
  const account = accounts.find(({ id }) => id === target.bankAccountId);
  if (target.bankAccountId !== undefined && !account) {
    throw new DomainError("NOT_FOUND", { bankAccountId: target.bankAccountId });
  }
  const guess = guessMapping(text);
  const remembered = rememberedMapping(account, guess);
  const mapping = given ?? remembered ?? guess.mapping;
  const columns = columnNames(guess.rows, mapping.headerRow);
  const missing = missingInMapping(mapping);
  const { currency, identifier } = identityOf(account, target);
  const needs = [
    ...(missing.length > 0 ? (["mapping"] as const) : []),
    ...(currency === null || identifier === "" ? (["account"] as const) : []),
  ];
  const isConfirmed = given !== undefined || remembered !== null;
  const csv = { rows: guess.rows, mapping, columns, missing, isConfirmed };
  const base = {
    format: "csv",
    csv,
    fileHash: sha256(bytesHash + canonicalJson(mapping)),
  } as const;
  if (needs.length > 0 || currency === null) return { ...base, statements: [], needs };
  const { statements } = parseStatementText(text, { mapping, currency });
  const named = statements.map((one) => ({ ...one, account: identifier }));
  return { ...base, statements: named, needs };
}

/** What a table does not say of its account: the known account's currency, or what the person says of a new one. */
function identityOf(account: BankAccountRecord | undefined, target: ImportTarget) {
  if (account) return { currency: account.currency, identifier: null };
  return { currency: target.currency ?? null, identifier: target.identifier ?? "" };
}

/** The account's last mapping, where this file has its columns. */
function rememberedMapping(
  account: BankAccountRecord | undefined,
  beginning: CsvBeginning,
): CsvMapping | null {
  const read = csvMappingSchema.safeParse(account?.csvMapping);
  if (!read.success || read.data.delimiter !== beginning.mapping.delimiter) return null;
  const columns = columnNames(beginning.rows, read.data.headerRow);
  const { bookedOn, amount, debit, credit } = read.data;
  const needed = [bookedOn, amount, debit, credit].filter((name) => name !== null);
  return needed.every((name) => columns.includes(name)) ? read.data : null;
}
