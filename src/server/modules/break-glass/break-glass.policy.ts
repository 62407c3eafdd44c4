import type { BreakGlassDto } from "#core/contracts/break-glass.ts";
import type { DomainErrorCode } from "#core/errors.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How soon another person must have reviewed it. */
const REVIEW_WITHIN_MS = DAY_MS;

/** What is an everyday means is none for emergencies: so often may one admin open it within {@link COUNTED_FOR_MS}. */
const MOST_OPENINGS = 5;

/** Over what time openings are counted. */
export const COUNTED_FOR_MS = 30 * DAY_MS;

/** The times of one break-glass, all real. */
export interface BreakGlassTimes {
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly reviewedAt: Date | null;
}

/** When it ended: by hand, or because its time was over; null while it is open. */
export function endOf({ expiresAt, endedAt }: BreakGlassTimes, realNow: Date): Date | null {
  if (endedAt !== null) return endedAt;
  return expiresAt <= realNow ? expiresAt : null;
}

/** By when it must be reviewed; null while it is open. */
export function reviewDueAt(times: BreakGlassTimes, realNow: Date): Date | null {
  const end = endOf(times, realNow);
  return end && new Date(end.getTime() + REVIEW_WITHIN_MS);
}

/** How it stands at this real instant. */
export function stateOf(times: BreakGlassTimes, realNow: Date): BreakGlassDto["state"] {
  if (times.reviewedAt !== null) return "reviewed";
  const due = reviewDueAt(times, realNow);
  if (due === null) return "open";
  return due <= realNow ? "overdue" : "to-review";
}

/** Why it cannot be opened; null when it can. */
export function whyNotOpened(mine: {
  readonly isOpen: boolean;
  /** Own openings of the last thirty days. */
  readonly counted: number;
}): DomainErrorCode | null {
  if (mine.isOpen) return "BREAK_GLASS_OPEN";
  return mine.counted >= MOST_OPENINGS ? "BREAK_GLASS_LIMIT" : null;
}

/**
 * Why this person cannot review it; null when they can. Who opened it, asked for, decided, or was stood in for in anything under it
 * took part.
 */
export function whyNotReviewed(
  times: BreakGlassTimes,
  reviewerId: string,
  participants: ReadonlySet<string>,
  realNow: Date,
): DomainErrorCode | null {
  const state = stateOf(times, realNow);
  if (state === "open" || state === "reviewed") return "BREAK_GLASS_NOT_REVIEWABLE";
  return participants.has(reviewerId) ? "REVIEWER_TOOK_PART" : null;
}
