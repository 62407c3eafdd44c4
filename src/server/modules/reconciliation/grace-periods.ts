const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long things may take before their absence is a break, in milliseconds of business time. Our own choices. */
export const GRACE_MS = {
  /** A transaction that Stripe lists, or that an object names, is in the books. */
  feed: HOUR_MS,
  /** An object that moved money names its transaction. */
  objectTransaction: DAY_MS,
  /** A refund is no longer on its way; Stripe speaks of 5 to 10 business days. */
  refundPending: 14 * DAY_MS,
  /** An override that Stripe did not answer is cleared up. */
  unknownCommand: 4 * HOUR_MS,
  /** Nothing stands in suspense. */
  suspense: DAY_MS,
  /** What must clear has cleared: ended disputes, realised conversions. */
  clearing: 3 * DAY_MS,
  /** Money on its way that is no payout has arrived; reserves are back. */
  transit: 10 * DAY_MS,
  reserve: 120 * DAY_MS,
} as const;

/** How far before the last judged run the feed is listed again. */
export const RELIST_MS = 72 * HOUR_MS;

/** The instant before which a thing must have happened by `asOf`. */
export function dueBefore(asOf: Date, grace: keyof typeof GRACE_MS): Date {
  return new Date(asOf.getTime() - GRACE_MS[grace]);
}
