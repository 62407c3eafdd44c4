import type { BankAccountDto, LineState } from "#core/contracts/bank-statements.ts";

export const FORMAT_WORDS: Readonly<Record<string, string>> = {
  camt: "camt.053",
  mt940: "MT940",
  bai2: "BAI2",
  csv: "CSV",
};

export const LINE_STATE_WORDS: Readonly<Record<LineState, string>> = {
  unmatched: "Not matched",
  matched: "Matched",
  amended: "Amended",
};

/** How runs find what may belong together. */
export const METHOD_WORDS: Readonly<Record<string, string>> = {
  exact_id: "Same trace id",
  exact_composite: "Same amount and day",
  same_day_sum: "Same sum of a day",
};

export const FIELD_WORDS: Readonly<Record<string, string>> = {
  bookedOn: "Booked on",
  valueOn: "Value day",
  amount: "Amount",
  reference: "Reference",
  description: "Description",
  counterparty: "Counterparty",
};

/** An account as one word for lists: its label and last characters. */
export function accountText({ label, last4 }: BankAccountDto): string {
  return `${label} ••${last4}`;
}

/** The days that a statement covers. */
export function daysText(from: string | null, to: string | null): string {
  if (from === null || to === null) return "–";
  return from === to ? from : `${from} – ${to}`;
}

/** "1 line", "3 lines". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : `${noun}s`}`;
}
