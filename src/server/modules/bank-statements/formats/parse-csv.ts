import { type CsvMapping, missingInMapping } from "#core/contracts/bank-statements.ts";
import { isCurrency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { csvDay } from "./csv-dates.ts";
import { type CsvRow, columnNames, readTable } from "./csv-table.ts";
import { writtenToMinor } from "./decimal-amount.ts";
import {
  type ParsedLine,
  type ParsedStatement,
  refuseFile,
  spanOf,
  tidy,
} from "./parsed-statement.ts";

/** How the columns of a CSV file are to be read, and its currency where no column says one. */
export interface CsvReading {
  readonly mapping: CsvMapping;
  readonly currency: string;
}

/** How banks write the side of an amount that has no sign, in English, German, French and Dutch. */
const DEBIT_WORDS = new Set(["d", "dr", "dbit", "debit", "s", "soll", "débit", "af", "-"]);
const CREDIT_WORDS = new Set(["c", "cr", "crdt", "credit", "h", "haben", "crédit", "bij", "+"]);

/** A row whose cells are read by the name of their column. */
interface NamedRow {
  readonly line: number;
  cell(column: string | null): string;
}

/**
 * Reads a table of booked lines as `mapping` says. Rows without a day and an amount that follow the last line (totals)
 * are refused like any other, as nothing of a bank is left out unseen.
 * Throws MAPPING_NEEDED while the mapping lacks something or names a column that is not there, else FILE_NOT_UNDERSTOOD.
 */
export function parseCsv(text: string, { mapping, currency }: CsvReading): ParsedStatement {
  const missing = missingInMapping(mapping);
  const rows = readTable(text, mapping.delimiter);
  const names = columnNames(rows, mapping.headerRow);
  const gone = columnsOf(mapping).filter((name) => !names.includes(name));
  if (missing.length > 0 || gone.length > 0) {
    throw new DomainError("MAPPING_NEEDED", { missing: [...missing, ...gone].join(", ") });
  }
  const lines = rows
    .slice(mapping.headerRow === null ? 0 : mapping.headerRow + 1)
    .map((row) => readRow(named(row, names), mapping, currency));
  if (lines.length === 0) refuseFile("csv", "the table", "it holds no line");
  const span = spanOf(lines);
  return {
    reference: `${span.fromDate} – ${span.toDate}`,
    account: null,
    currency,
    ...span,
    opening: null,
    closing: null,
    lines,
  };
}

function columnsOf(mapping: CsvMapping): string[] {
  const { bookedOn, valueOn, amount, debit, credit, side, currency, reference } = mapping;
  const { description, counterparty, externalId } = mapping;
  return [
    bookedOn,
    valueOn,
    amount,
    debit,
    credit,
    side,
    currency,
    reference,
    counterparty,
    externalId,
    ...description,
  ].filter((name) => name !== null);
}

function named({ line, cells }: CsvRow, names: readonly string[]): NamedRow {
  return {
    line,
    cell: (column) => (column === null ? "" : (cells[names.indexOf(column)] ?? "").trim()),
  };
}

function readRow(row: NamedRow, mapping: CsvMapping, currency: string): ParsedLine {
  const day = dayOf(row, mapping.bookedOn, mapping);
  const bookedOn =
    day ??
    refuseFile("csv", placeOf(row, mapping.bookedOn), `not a day like ${mapping.dateFormat}`);
  const valueOn = mapping.valueOn === null ? null : dayOf(row, mapping.valueOn, mapping);
  const own = row.cell(mapping.currency).toLowerCase();
  if (own !== "" && own !== currency) {
    const problem = isCurrency(own)
      ? `${own.toUpperCase()}, but the account is in ${currency.toUpperCase()}`
      : "not a currency";
    refuseFile("csv", placeOf(row, mapping.currency), problem);
  }
  return {
    bookedOn,
    valueOn: valueOn ?? bookedOn,
    amountMinor: amountOf(row, mapping, currency),
    bankReference: tidy(row.cell(mapping.externalId)),
    reference: tidy(row.cell(mapping.reference)),
    description: tidy(mapping.description.map((column) => row.cell(column)).join(" ")) ?? "",
    counterparty: tidy(row.cell(mapping.counterparty)),
    details: {},
    where: `line ${row.line}`,
  };
}

function placeOf({ line }: NamedRow, column: string | null): string {
  return `line ${line}, column ${(column ?? "").slice(0, 60)}`;
}

function dayOf(row: NamedRow, column: string | null, { dateFormat }: CsvMapping): string | null {
  return dateFormat === null ? null : csvDay(row.cell(column), dateFormat);
}

function amountOf(row: NamedRow, mapping: CsvMapping, currency: string): bigint {
  const read = (column: string | null): bigint => {
    const minor = writtenToMinor(row.cell(column), mapping.decimalMark, currency);
    return (
      minor ?? refuseFile("csv", placeOf(row, column), `not an amount in ${currency.toUpperCase()}`)
    );
  };
  if (mapping.amount !== null) {
    const amount = read(mapping.amount);
    return mapping.side === null ? amount : signed(amount, row, mapping.side);
  }
  const debit = row.cell(mapping.debit) === "" ? 0n : read(mapping.debit);
  const credit = row.cell(mapping.credit) === "" ? 0n : read(mapping.credit);
  if ((debit === 0n) === (credit === 0n)) {
    refuseFile("csv", `line ${row.line}`, "it must have an amount as debit or as credit");
  }
  // Some banks sign the debit column, some do not: either way money goes out.
  return credit - (debit < 0n ? -debit : debit);
}

function signed(amount: bigint, row: NamedRow, column: string): bigint {
  const side = row.cell(column).toLowerCase();
  const magnitude = amount < 0n ? -amount : amount;
  if (CREDIT_WORDS.has(side)) return magnitude;
  if (DEBIT_WORDS.has(side)) return -magnitude;
  return refuseFile("csv", placeOf(row, column), "it says neither debit nor credit");
}
