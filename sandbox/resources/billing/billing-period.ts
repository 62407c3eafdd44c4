export interface BillingInterval {
  readonly interval: string;
  readonly interval_count: number;
}

const DAY_SECONDS = 86_400;
const LONGEST_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31, year: 366 };

/**
 * The first boundary of the billing cycle after `from` (seconds). Boundaries are counted from the anchor, so that a cycle
 * begun on the 31st returns to the 31st after a short month (docs.stripe.com/billing/subscriptions/billing-cycle).
 */
export function periodEndAfter(anchor: number, every: BillingInterval, from: number): number {
  const longest = (LONGEST_DAYS[every.interval] ?? 1) * every.interval_count * DAY_SECONDS;
  let count = Math.max(0, Math.floor((from - anchor) / longest));
  while (boundary(anchor, every, count) <= from) count += 1;
  return boundary(anchor, every, count);
}

function boundary(anchor: number, every: BillingInterval, count: number): number {
  const steps = every.interval_count * count;
  if (every.interval === "day") return anchor + steps * DAY_SECONDS;
  if (every.interval === "week") return anchor + steps * 7 * DAY_SECONDS;
  return addMonths(anchor, every.interval === "year" ? steps * 12 : steps);
}

function addMonths(anchor: number, months: number): number {
  const date = new Date(anchor * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return Math.floor(date.getTime() / 1000);
}
