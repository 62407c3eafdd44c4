/** The stretch that a fee without an object is for: from this instant until before that one. */
export interface FeePeriod {
  readonly from: Date;
  readonly to: Date;
}

const DAY_MS = 86_400_000;
const DATES = /(\d{4}-\d{2}-\d{2})\D{1,5}(\d{4}-\d{2}-\d{2})/;
const MONTH = /\b(\d{4})-(\d{2})\b(?!-)/;

/**
 * The period of a fee, in UTC as Stripe bills: the dates or the month that its description names, else the calendar month
 * before the one it was booked in. The last is our own choice: Stripe bills monthly, after the month has ended.
 */
export function feePeriod(description: string | null, bookedAt: Date): FeePeriod {
  const [, first, last] = DATES.exec(description ?? "") ?? [];
  if (first !== undefined && last !== undefined) {
    const from = Date.parse(`${first}T00:00:00Z`);
    const to = Date.parse(`${last}T00:00:00Z`) + DAY_MS;
    if (from < to) return { from: new Date(from), to: new Date(to) };
  }
  const [, year, month] = MONTH.exec(description ?? "") ?? [];
  return year === undefined || month === undefined
    ? monthFrom(bookedAt.getUTCFullYear(), bookedAt.getUTCMonth() - 1)
    : monthFrom(Number(year), Number(month) - 1);
}

function monthFrom(year: number, month: number): FeePeriod {
  return { from: new Date(Date.UTC(year, month, 1)), to: new Date(Date.UTC(year, month + 1, 1)) };
}
