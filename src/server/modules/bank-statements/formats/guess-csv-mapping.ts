import {
  CSV_DATE_FORMATS,
  type CsvDateFormat,
  type CsvMapping,
} from "#core/contracts/bank-statements.ts";
import { csvDay } from "./csv-dates.ts";
import { type CsvRole, roleOfHeader } from "./csv-headers.ts";
import { type CsvRow, columnNames, readTable } from "./csv-table.ts";
import { refuseFile } from "./parsed-statement.ts";

const DELIMITERS = [";", ",", "\t", "|"] as const;
/** Rows that are looked at to tell how a file is written. */
const LOOKED_AT = 50;
const MIN_KNOWN_HEADERS = 2;

/** The beginning of a CSV file, with the best guess at its mapping. */
export interface CsvBeginning {
  readonly rows: readonly CsvRow[];
  readonly mapping: CsvMapping;
}

/** Guesses how a file is to be read; what cannot be told is null. Throws FILE_NOT_UNDERSTOOD for what is no table. */
export function guessMapping(text: string): CsvBeginning {
  const delimiter = delimiterOf(text);
  const rows = readTable(text, delimiter, LOOKED_AT);
  const headerRow = headerOf(rows);
  const names = columnNames(rows, headerRow);
  const column = (role: CsvRole) => names.find((name) => roleOfHeader(name) === role) ?? null;
  const body = rows.slice((headerRow ?? -1) + 1);
  const cells = (name: string | null): string[] =>
    name === null
      ? []
      : body.map((row) => row.cells[names.indexOf(name)] ?? "").filter((cell) => cell !== "");
  const bookedOn = column("bookedOn");
  const amount = column("amount");
  const hasTwoSides = amount === null;
  const debit = hasTwoSides ? column("debit") : null;
  const credit = hasTwoSides ? column("credit") : null;
  return {
    rows,
    mapping: {
      delimiter,
      headerRow,
      bookedOn,
      valueOn: column("valueOn"),
      dateFormat: dateFormatOf(cells(bookedOn)),
      amount,
      side: hasTwoSides ? null : column("side"),
      debit,
      credit,
      decimalMark: decimalMarkOf([...cells(amount), ...cells(debit), ...cells(credit)], delimiter),
      currency: column("currency"),
      reference: column("reference"),
      description: names.filter((name) => roleOfHeader(name) === "description").slice(0, 5),
      counterparty: column("counterparty"),
      externalId: column("externalId"),
    },
  };
}

/** The delimiter that cuts most of the first lines into the same number of cells. */
function delimiterOf(text: string): CsvMapping["delimiter"] {
  const lines = text.split(/\r\n|\n|\r/, LOOKED_AT).filter((line) => line.trim() !== "");
  const scored = DELIMITERS.map((delimiter) => {
    const widths = lines.map((line) => line.split(delimiter).length);
    const commonest = Math.max(
      ...[...Map.groupBy(widths, (width) => width)].map(([width, same]) =>
        width > 1 ? same.length * 100 + width : 0,
      ),
    );
    return { delimiter, score: commonest };
  });
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  if (!best || best.score <= 0)
    refuseFile("unknown", "the file", "it is neither camt.053, MT940, BAI2 nor a table");
  return best.delimiter;
}

function headerOf(rows: readonly CsvRow[]): number | null {
  const at = rows.findIndex(
    ({ cells }) => cells.filter((cell) => roleOfHeader(cell) !== null).length >= MIN_KNOWN_HEADERS,
  );
  if (at >= 0) return at;
  // Without a word that we know, a first row without a digit is a header all the same.
  return rows[0]?.cells.every((cell) => !/\d/.test(cell)) ? 0 : null;
}

/** The first format that reads every day. Where days and months cannot be told apart the day comes first. */
function dateFormatOf(days: readonly string[]): CsvDateFormat | null {
  if (days.length === 0) return null;
  return (
    CSV_DATE_FORMATS.find((format) => days.every((day) => csvDay(day, format) !== null)) ?? null
  );
}

/**
 * The mark that cannot separate groups of three: before one or two last digits, behind a zero or more than three digits.
 * Where no amount tells, a comma in tables with semicolons, since that is why they have semicolons.
 */
function decimalMarkOf(
  amounts: readonly string[],
  delimiter: CsvMapping["delimiter"],
): CsvMapping["decimalMark"] {
  const told = (mark: string) =>
    amounts.filter((text) =>
      new RegExp(`(?:${mark}\\d{1,2}|(?:^|\\D)0${mark}\\d+|\\d{4,}${mark}\\d+)\\s*[+-]?$`).test(
        text,
      ),
    ).length;
  const [commas, points] = [told(","), told(String.raw`\.`)];
  if (commas === points) return delimiter === ";" ? "," : ".";
  return commas > points ? "," : ".";
}
