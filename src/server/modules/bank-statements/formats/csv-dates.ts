import type { CsvDateFormat } from "#core/contracts/bank-statements.ts";
import { calendarDay } from "./calendar-day.ts";

type Part = "year" | "month" | "day";

const PATTERNS: Readonly<Record<CsvDateFormat, { pattern: RegExp; parts: readonly Part[] }>> = {
  "yyyy-mm-dd": {
    pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/,
    parts: ["year", "month", "day"],
  },
  "yyyy/mm/dd": { pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, parts: ["year", "month", "day"] },
  yyyymmdd: { pattern: /^(\d{4})(\d{2})(\d{2})$/, parts: ["year", "month", "day"] },
  "dd.mm.yyyy": {
    pattern: /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/,
    parts: ["day", "month", "year"],
  },
  "dd-mm-yyyy": { pattern: /^(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})$/, parts: ["day", "month", "year"] },
  "dd/mm/yyyy": {
    pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/,
    parts: ["day", "month", "year"],
  },
  "mm/dd/yyyy": {
    pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/,
    parts: ["month", "day", "year"],
  },
};

/** Reads a day written in one format, or null. A year of two digits is of this century. */
export function csvDay(text: string, format: CsvDateFormat): string | null {
  const { pattern, parts } = PATTERNS[format];
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const number = (part: Part) => Number(match[parts.indexOf(part) + 1]);
  const year = number("year");
  return calendarDay(year < 100 ? 2000 + year : year, number("month"), number("day"));
}
