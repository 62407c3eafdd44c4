import { DomainError } from "#core/errors.ts";
import { checkBalances } from "./check-balances.ts";
import { textOfFile } from "./file-text.ts";
import { parseBai2 } from "./parse-bai2.ts";
import { parseCamt } from "./parse-camt.ts";
import { type CsvReading, parseCsv } from "./parse-csv.ts";
import { parseMt940 } from "./parse-mt940.ts";
import { type ParsedStatement, refuseFile, type StatementFormat } from "./parsed-statement.ts";

/** Bytes of the largest file: a month of a busy account in camt.053 is a few megabytes. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** Lines of one file, so that its import stays one short transaction. */
const MAX_LINES = 20_000;

/** What a file is, by its content; its name says nothing. */
export function detectFormat(text: string): StatementFormat {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start.startsWith("<")) return "camt";
  if (start.startsWith("01,")) return "bai2";
  if (/^(?:\{1:|:20:)/m.test(start.slice(0, 4_000)) && /^:6[02][FM]:/m.test(start)) return "mt940";
  return "csv";
}

/** The text of a file that is not too large. Throws FILE_TOO_LARGE, FILE_NOT_UNDERSTOOD. */
export function openFile(bytes: Uint8Array): string {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new DomainError("FILE_TOO_LARGE", { bytes: bytes.length, atMost: MAX_FILE_BYTES });
  }
  const text = textOfFile(bytes).replace(/^\uFEFF/, "");
  if (text.trim() === "") refuseFile("unknown", "the file", "it is empty");
  return text;
}

/**
 * Reads a bank's file, whatever its format, and checks its balances.
 * Throws FILE_NOT_UNDERSTOOD with the place and the problem, FILE_TOO_LARGE, MAPPING_NEEDED for CSV without `csv`.
 */
export function parseStatementText(
  text: string,
  csv: CsvReading | null,
): {
  readonly format: StatementFormat;
  readonly statements: readonly ParsedStatement[];
} {
  const format = detectFormat(text);
  const statements = parseAs(format, text, csv);
  const lines = statements.reduce((sum, statement) => sum + statement.lines.length, 0);
  if (lines > MAX_LINES) throw new DomainError("FILE_TOO_LARGE", { lines, atMost: MAX_LINES });
  for (const statement of statements) checkBalances(format, statement);
  return { format, statements };
}

function parseAs(format: StatementFormat, text: string, csv: CsvReading | null): ParsedStatement[] {
  switch (format) {
    case "camt":
      return parseCamt(text);
    case "mt940":
      return parseMt940(text);
    case "bai2":
      return parseBai2(text);
    case "csv":
      if (csv === null) throw new DomainError("MAPPING_NEEDED", { format });
      return [parseCsv(text, csv)];
  }
}
