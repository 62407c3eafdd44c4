const DAY_MS = 86_400_000;

/** How long breaks have been open, in days, as finance people count it. */
export const AGE_BUCKETS = ["0-1", "2-3", "4-7", "8-30", ">30"] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

/** Full days from `since` to `now`; never negative. */
export function fullDays(since: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY_MS));
}

/** The bucket of an age in full days. */
export function ageBucket(days: number): AgeBucket {
  if (days <= 1) return "0-1";
  if (days <= 3) return "2-3";
  if (days <= 7) return "4-7";
  return days <= 30 ? "8-30" : ">30";
}

/**
 * How urgent a break is beside others: its type's weight, times its age in days counting the first, times its magnitude
 * in minor units of the base currency. Where no amount is known it counts as one minor unit, so that age and type rank it.
 */
export function severityOf(weight: number, days: number, amountBase: bigint | null): bigint {
  const magnitude = amountBase === null || amountBase === 0n ? 1n : amountBase;
  return BigInt(weight) * BigInt(days + 1) * (magnitude < 0n ? -magnitude : magnitude);
}
