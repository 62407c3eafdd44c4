/** Money that is on its way arrives within this many days; what is pending now was made since. */
const SETTLED_DAYS = 45;
const DAY_MS = 86_400_000;

/** The first second of a day (UTC, `YYYY-MM-DD`) in unix seconds. */
export function firstSecondOf(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / 1_000);
}

/**
 * Whether a history may begin at this second. Later ones would leave money out that is still pending: it would arrive in
 * Stripe's available balance, and in no books.
 */
export function isSettledBy(firstSecond: number, now: Date): boolean {
  return firstSecond * 1_000 <= now.getTime() - SETTLED_DAYS * DAY_MS;
}
