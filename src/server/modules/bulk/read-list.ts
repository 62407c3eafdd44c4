import { CsvError, parse } from "csv-parse/sync";

/** What one pasted row asks for. `amount` as typed, null for all that is left; `currency` in lower case, null for the payment's. */
export interface AskedRow {
  /** Of the pasted text, from 1. */
  readonly line: number;
  readonly id: string;
  readonly amount: string | null;
  readonly currency: string | null;
}

/** A row that is none: its line, and the beginning of what stands there. */
export interface UnreadRow {
  readonly line: number;
  readonly text: string;
}

export type ListRow =
  | { readonly kind: "asked"; readonly row: AskedRow }
  | { readonly kind: "unread"; readonly row: UnreadRow };

/** Ids of payments and of charges; `py_` are charges of other methods than cards. */
const ID = /^(?:pi|ch|py)_[A-Za-z0-9]{1,250}$/;
const AMOUNT = /^\d{1,16}(?:[.,]\d{1,3})?$/;
const CURRENCY = /^[A-Za-z]{3}$/;
/** More of what nobody understood would only be in the way. */
const SHOWN_CHARACTERS = 60;

/** What a header may call the columns; our own files of payments and refunds are among them. */
const NAMES = {
  id: [
    "payment",
    "payment id",
    "payment_id",
    "payment intent",
    "charge",
    "charge id",
    "charge_id",
    "id",
  ],
  amount: ["amount", "refund amount"],
  currency: ["currency"],
} as const;

interface Columns {
  readonly id: number;
  readonly amount: number;
  readonly currency: number;
}

/**
 * Reads what somebody pasted: ids one a line or separated by commas, or CSV of id, amount and currency with or without a
 * header. Every line that is not empty gives at least one row, and each row is either asked or unread. Pure.
 */
export function readList(text: string): ListRow[] {
  const lines = text.split(/\r\n|[\r\n]/);
  const delimiter = delimiterOf(text);
  let columns: Columns | null = null;
  let isFirst = true;
  const rows: ListRow[] = [];
  for (const [at, content] of lines.entries()) {
    if (content.trim() === "") continue;
    const line = at + 1;
    const cells = cellsOf(content, delimiter);
    const header: Columns | null = isFirst && cells ? headerOf(cells) : null;
    isFirst = false;
    if (header) columns = header;
    else rows.push(...rowsOf(line, content, cells && columns ? picked(cells, columns) : cells));
  }
  return rows;
}

/** The one sign that all lines are separated by: a comma may be part of an amount where another one is used. */
function delimiterOf(text: string): string {
  return ["\t", ";"].find((sign) => text.includes(sign)) ?? ",";
}

/** The cells of one line, empty ones at its end left out; null where it is no CSV. */
function cellsOf(content: string, delimiter: string): string[] | null {
  try {
    const [cells = []] = parse(content, { delimiter, trim: true, relax_column_count: true });
    const last = cells.findLastIndex((cell) => cell !== "");
    return cells.slice(0, last + 1);
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

function headerOf(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) => cell.toLowerCase());
  const find = (known: readonly string[]) => names.findIndex((name) => known.includes(name));
  const id = find(NAMES.id);
  return id < 0 ? null : { id, amount: find(NAMES.amount), currency: find(NAMES.currency) };
}

function picked(cells: readonly string[], { id, amount, currency }: Columns): string[] {
  return [cells[id] ?? "", cells[amount] ?? "", cells[currency] ?? ""];
}

function rowsOf(line: number, content: string, cells: readonly string[] | null): ListRow[] {
  const ids = idsOf(cells ?? []);
  if (ids.length > 1) return ids.map((id) => asked({ line, id, amount: null, currency: null }));
  const row = cells && rowOf(line, cells);
  return row
    ? [asked(row)]
    : [{ kind: "unread", row: { line, text: content.trim().slice(0, SHOWN_CHARACTERS) } }];
}

/** The ids of a line that holds nothing else. */
function idsOf(cells: readonly string[]): string[] {
  const filled = cells.filter((cell) => cell !== "");
  return filled.every((cell) => ID.test(cell)) ? filled : [];
}

const isEmptyOr = (cell: string, form: RegExp): boolean => cell === "" || form.test(cell);

function rowOf(line: number, cells: readonly string[]): AskedRow | null {
  const [id = "", amount = "", currency = "", ...rest] = cells;
  if (!ID.test(id) || rest.length > 0) return null;
  if (!isEmptyOr(amount, AMOUNT) || !isEmptyOr(currency, CURRENCY)) return null;
  return {
    line,
    id,
    amount: amount === "" ? null : amount,
    currency: currency === "" ? null : currency.toLowerCase(),
  };
}

function asked(row: AskedRow): ListRow {
  return { kind: "asked", row };
}
