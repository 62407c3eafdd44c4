import { stringify } from "csv-stringify/sync";
import { formatMajor } from "#core/money.ts";

interface Named {
  readonly header: string;
  /** Names or describes a customer: left out for those who may not see that. */
  readonly personal?: true;
}

/** A column of a file: how its values are read from a row and written. Null is an empty cell. */
export type Column<Row> = Named &
  (
    | { readonly kind: "text"; readonly value: (row: Row) => string | null }
    /** In major units with all decimals of the currency, without its code. */
    | {
        readonly kind: "amount";
        readonly value: (
          row: Row,
        ) => { readonly amountMinor: bigint; readonly currency: string } | null;
      }
    | { readonly kind: "integer"; readonly value: (row: Row) => bigint | number | null }
    /** ISO 8601 in UTC. */
    | { readonly kind: "instant"; readonly value: (row: Row) => Date | null }
    /** The day of an instant in UTC, ISO 8601 unless `write` says how a system wants it. */
    | {
        readonly kind: "date";
        readonly value: (row: Row) => Date | null;
        readonly write?: (day: Date) => string;
      }
  );

/** U+FEFF in UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";

/**
 * What makes a spreadsheet take a cell for a formula: the characters of OWASP's page on CSV injection
 * (https://owasp.org/www-community/attacks/CSV_Injection), and their full-width forms.
 */
const LIKE_A_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** Text that no spreadsheet executes: what would begin a formula gets an apostrophe in front. */
function inert(text: string): string {
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

function cellOf<Row>(column: Column<Row>, row: Row): string {
  switch (column.kind) {
    case "text":
      return inert(column.value(row) ?? "");
    case "amount": {
      const amount = column.value(row);
      return amount === null ? "" : formatMajor(amount);
    }
    case "integer":
      return column.value(row)?.toString() ?? "";
    case "instant":
      return column.value(row)?.toISOString() ?? "";
    case "date": {
      const day = column.value(row);
      return day === null ? "" : (column.write ?? isoDay)(day);
    }
  }
}

function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** Lines of a CSV file (RFC 4180): CRLF after each, quotes where they are needed. */
function csvLines(records: readonly (readonly string[])[]): string {
  return stringify([...records], { record_delimiter: "\r\n", quote_record_delimiter: true });
}

/** The first line of the file. */
export function headerLine<Row>(columns: readonly Column<Row>[]): string {
  return csvLines([columns.map(({ header }) => header)]);
}

/** One line a row. */
export function rowLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return csvLines(rows.map((row) => columns.map((column) => cellOf(column, row))));
}
