/** When the breaker opens and for how long. Times in milliseconds of the database's clock. */
export interface BreakerLimits {
  /** How far back answers count; a call of its older half may count up to this long. */
  readonly windowMs: number;
  /** Fewer answers than this prove nothing. */
  readonly minCalls: number;
  /** From this share of failures on it opens, in percent. */
  readonly failurePercent: number;
  /** The first pause before Stripe is tried again; it doubles with every opening in a row, up to the longest. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
}

/** How many of the last calls were answered, and whether more may be sent. */
export interface Breaker {
  readonly state: "closed" | "open" | "half_open";
  readonly since: Date;
  readonly countedFrom: Date;
  readonly calls: number;
  readonly failures: number;
  readonly earlierCalls: number;
  readonly earlierFailures: number;
  readonly trips: number;
  readonly retryAt: Date | null;
  readonly probeCommandId: string | null;
  readonly probeUntil: Date | null;
  readonly lastFailure: string | null;
}

/**
 * What a call said of Stripe itself: it answered (also with a refusal), it failed (5xx, no answer, cannot be reached), or
 * nothing (a 429 is about our pace).
 */
export type CallAnswer =
  | { readonly said: "answered" | "nothing" }
  | { readonly said: "failed"; readonly why: string };

const COUNTED_ANEW = { calls: 0, failures: 0, earlierCalls: 0, earlierFailures: 0 } as const;
const NOT_WAITING = { retryAt: null, probeCommandId: null, probeUntil: null } as const;
/** Longer pauses come by doubling; so many doublings are beyond any longest pause. */
const MAX_DOUBLINGS = 20;

/** A breaker that has seen nothing. */
export function closedBreaker(now: Date): Breaker {
  return {
    state: "closed",
    since: now,
    countedFrom: now,
    ...COUNTED_ANEW,
    ...NOT_WAITING,
    trips: 0,
    lastFailure: null,
  };
}

/** Whether a call could be let through now: all while closed, none while open, one at a time to try again after the pause. */
export function letsThrough(breaker: Breaker, now: Date): boolean {
  switch (breaker.state) {
    case "closed":
      return true;
    case "open":
      return breaker.retryAt === null || breaker.retryAt <= now;
    case "half_open":
      return breaker.probeUntil === null || breaker.probeUntil <= now;
  }
}

/** The breaker once `commandId` is let through; null when it is not. `probeMs`: for how long a trying call is alone. */
export function admitted(
  breaker: Breaker,
  commandId: string,
  now: Date,
  probeMs: number,
): Breaker | null {
  if (!letsThrough(breaker, now)) return null;
  if (breaker.state === "closed") return breaker;
  return {
    ...breaker,
    state: "half_open",
    since: breaker.state === "half_open" ? breaker.since : now,
    retryAt: null,
    probeCommandId: commandId,
    probeUntil: new Date(now.getTime() + probeMs),
  };
}

/**
 * The breaker after a call of `commandId` ended. While it is not closed only the call that was let through to try counts:
 * what was sent before it opened tells of before.
 */
export function afterCall(
  breaker: Breaker,
  commandId: string,
  answer: CallAnswer,
  now: Date,
  limits: BreakerLimits,
): Breaker {
  if (breaker.state === "closed") return afterCounted(breaker, answer, now, limits);
  if (breaker.state === "open" || breaker.probeCommandId !== commandId) return breaker;
  if (answer.said === "failed") return opened(breaker, answer.why, now, limits);
  if (answer.said === "answered")
    return { ...closedBreaker(now), lastFailure: breaker.lastFailure };
  return { ...breaker, probeCommandId: null, probeUntil: null };
}

function afterCounted(
  breaker: Breaker,
  answer: CallAnswer,
  now: Date,
  limits: BreakerLimits,
): Breaker {
  if (answer.said === "nothing") return breaker;
  const slid = slide(breaker, now, limits.windowMs / 2);
  const failed = answer.said === "failed";
  const counted = {
    ...slid,
    calls: slid.calls + 1,
    failures: slid.failures + (failed ? 1 : 0),
  };
  if (!failed) return counted;
  const calls = counted.calls + counted.earlierCalls;
  const failures = counted.failures + counted.earlierFailures;
  const isTooMany = calls >= limits.minCalls && failures * 100 >= limits.failurePercent * calls;
  return isTooMany
    ? opened(counted, answer.why, now, limits)
    : { ...counted, lastFailure: answer.why };
}

/** Moves the two halves of the window on. */
function slide(breaker: Breaker, now: Date, halfMs: number): Breaker {
  const passed = now.getTime() - breaker.countedFrom.getTime();
  if (passed < halfMs) return breaker;
  if (passed >= 2 * halfMs) return { ...breaker, ...COUNTED_ANEW, countedFrom: now };
  return {
    ...breaker,
    countedFrom: new Date(breaker.countedFrom.getTime() + halfMs),
    calls: 0,
    failures: 0,
    earlierCalls: breaker.calls,
    earlierFailures: breaker.failures,
  };
}

function opened(breaker: Breaker, why: string, now: Date, limits: BreakerLimits): Breaker {
  const pauseMs = limits.pauseMs * 2 ** Math.min(breaker.trips, MAX_DOUBLINGS);
  return {
    ...breaker,
    ...COUNTED_ANEW,
    ...NOT_WAITING,
    state: "open",
    since: now,
    countedFrom: now,
    trips: breaker.trips + 1,
    retryAt: new Date(now.getTime() + Math.min(pauseMs, limits.longestPauseMs)),
    lastFailure: why,
  };
}
