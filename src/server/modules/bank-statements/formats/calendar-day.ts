/** The day as ISO 8601, or null when the calendar has no such day. */
export function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    year >= 1990 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day;
  return isReal && year < 2100 ? date.toISOString().slice(0, 10) : null;
}

/** Reads `YYMMDD`; the century is the present one, as both SWIFT and BAI2 have no other since 2000. */
export function shortDay(text: string): string | null {
  if (!/^\d{6}$/.test(text)) return null;
  const [year, month, day] = [text.slice(0, 2), text.slice(2, 4), text.slice(4)].map(Number);
  return calendarDay(2000 + (year ?? 0), month ?? 0, day ?? 0);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
