/** Postgres' integer; a loss beyond it ranks first anyway. */
const MAX_PRIORITY = 2_147_483_647n;
const MINUTE_MS = 60_000;

/** A suspicion at least this strong (basis points) is looked at within the hour. */
const URGENT_SCORE_BP = 5_000;
const URGENT_MS = 60 * MINUTE_MS;
const NORMAL_MS = 240 * MINUTE_MS;

/**
 * The rank of a case: the loss to expect if nobody looks, in minor units of the base currency (probability × amount at
 * risk). `amountBase` is that amount; out: 0 to 2,147,483,647.
 */
export function priorityOf(scoreBp: number, amountBase: bigint): number {
  return capped((amountBase * BigInt(scoreBp)) / 10_000n);
}

/** The rank with further evidence: another payment adds its own expected loss; the same one may only raise it. */
export function raisedPriority(before: number, added: number, anotherPayment: boolean): number {
  return anotherPayment ? capped(BigInt(before) + BigInt(added)) : Math.max(before, added);
}

/** By when a person should have looked, in business time. */
export function dueAt(openedAt: Date, scoreBp: number): Date {
  return new Date(openedAt.getTime() + (scoreBp >= URGENT_SCORE_BP ? URGENT_MS : NORMAL_MS));
}

function capped(priority: bigint): number {
  if (priority < 0n) return 0;
  return Number(priority > MAX_PRIORITY ? MAX_PRIORITY : priority);
}
