import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  admitted,
  afterCall,
  type Breaker,
  type BreakerLimits,
  type CallAnswer,
  closedBreaker,
  letsThrough,
} from "./circuit-breaker.ts";

const LIMITS: BreakerLimits = {
  windowMs: 1_000,
  minCalls: 4,
  failurePercent: 50,
  pauseMs: 100,
  longestPauseMs: 350,
};
const PROBE_MS = 50;
const START = Date.UTC(2026, 10, 28);
const at = (ms: number): Date => new Date(START + ms);
const ANSWERED: CallAnswer = { said: "answered" };
const NOTHING: CallAnswer = { said: "nothing" };
const FAILED: CallAnswer = { said: "failed", why: "http_503" };

/** `F` failed, `A` answered, `-` neither; a millisecond apart. */
function after(breaker: Breaker, calls: string, fromMs: number): Breaker {
  const answers: Readonly<Record<string, CallAnswer>> = { F: FAILED, A: ANSWERED, "-": NOTHING };
  return calls
    .split("")
    .reduce(
      (now, call, index) =>
        afterCall(now, "some", answers[call] ?? NOTHING, at(fromMs + index), LIMITS),
      breaker,
    );
}

const opened = (): Breaker => after(closedBreaker(at(0)), "FFFF", 0);

function tried(breaker: Breaker, commandId: string, ms: number): Breaker {
  const next = admitted(breaker, commandId, at(ms), PROBE_MS);
  if (next === null) throw new Error(`${commandId} was not let through`);
  return next;
}

describe("a closed breaker", () => {
  it.each([
    ["FFF", "closed"],
    ["FFFF", "open"],
    ["AAFF", "open"],
    ["AAAFFA", "closed"],
    ["AAAFFF", "open"],
    ["------FFF", "closed"],
    ["FFF-F", "open"],
    ["AAAAAAAA", "closed"],
  ] as const)("after %s is %s", (calls, state) => {
    expect(after(closedBreaker(at(0)), calls, 0).state).toBe(state);
  });

  it("forgets what is older than its window", () => {
    const three = after(closedBreaker(at(0)), "FFF", 0);
    expect(after(three, "F", 400).state).toBe("open");
    expect(after(three, "F", 900).state).toBe("open");
    expect(after(three, "F", 1_100).state).toBe("closed");
    expect(after(three, "F", 5_000).state).toBe("closed");
  });

  it("lets all through", () => {
    const breaker = closedBreaker(at(0));
    expect(admitted(breaker, "a", at(1), PROBE_MS)).toBe(breaker);
  });
});

describe("an open breaker", () => {
  it("says since when, until when, and why", () => {
    expect(opened()).toMatchObject({ since: at(3), retryAt: at(103), lastFailure: "http_503" });
  });

  it("lets nothing through before its pause is over, and one after it", () => {
    expect(admitted(opened(), "a", at(102), PROBE_MS)).toBeNull();
    const half = tried(opened(), "a", 103);
    expect(half).toMatchObject({ state: "half_open", probeCommandId: "a" });
    expect(admitted(half, "b", at(104), PROBE_MS)).toBeNull();
  });

  it("is not moved by what was sent before it opened", () => {
    const breaker = opened();
    expect(after(breaker, "A", 50)).toBe(breaker);
    const half = tried(breaker, "a", 103);
    expect(after(half, "FA", 104)).toBe(half);
  });

  it("closes when the call that tries is answered, and counts anew", () => {
    const closed = afterCall(tried(opened(), "a", 103), "a", ANSWERED, at(110), LIMITS);
    expect(closed).toMatchObject({ state: "closed", since: at(110), calls: 0, trips: 0 });
    expect(after(closed, "FFF", 111).state).toBe("closed");
  });

  it("opens again for twice as long each time, up to the longest pause", () => {
    let breaker = opened();
    const pauses = [1, 2, 3].map(() => {
      const ms = (breaker.retryAt?.getTime() ?? 0) - START;
      breaker = afterCall(tried(breaker, "a", ms), "a", FAILED, at(ms), LIMITS);
      return (breaker.retryAt?.getTime() ?? 0) - START - ms;
    });
    expect(pauses).toEqual([200, 350, 350]);
  });

  it("lets another one try when Stripe only said that it was too much, or the one that tried died", () => {
    const half = tried(opened(), "a", 103);
    expect(letsThrough(afterCall(half, "a", NOTHING, at(110), LIMITS), at(110))).toBe(true);
    expect(letsThrough(half, at(103 + PROBE_MS - 1))).toBe(false);
    expect(tried(half, "b", 103 + PROBE_MS)).toMatchObject({ probeCommandId: "b" });
  });
});

describe("whatever is called and answered", () => {
  const steps = fc.array(
    fc.record({
      call: fc.constantFrom("a", "b", "c"),
      answer: fc.constantFrom(ANSWERED, NOTHING, FAILED),
      afterMs: fc.integer({ min: 0, max: 400 }),
    }),
    { maxLength: 40 },
  );

  it("no two calls try at once, and none is let through while it is open", () => {
    fc.assert(
      fc.property(steps, (history) => {
        let breaker = closedBreaker(at(0));
        let ms = 0;
        for (const { call, answer, afterMs } of history) {
          ms += afterMs;
          const next = admitted(breaker, call, at(ms), PROBE_MS);
          if (breaker.state === "open" && breaker.retryAt !== null && breaker.retryAt > at(ms))
            expect(next).toBeNull();
          if (next?.state === "half_open") expect(admitted(next, "z", at(ms), PROBE_MS)).toBeNull();
          breaker = afterCall(next ?? breaker, call, answer, at(ms), LIMITS);
          expect(breaker.state === "open").toBe(breaker.retryAt !== null);
          expect(breaker.failures).toBeLessThanOrEqual(breaker.calls);
        }
      }),
    );
  });

  it("closes again once Stripe answers", () => {
    fc.assert(
      fc.property(steps, (history) => {
        let breaker = closedBreaker(at(0));
        let ms = 0;
        for (const { call, answer, afterMs } of history) {
          ms += afterMs;
          breaker = afterCall(breaker, call, answer, at(ms), LIMITS);
        }
        const later = ms + LIMITS.longestPauseMs + PROBE_MS;
        const next = tried(breaker, "last", later);
        expect(afterCall(next, "last", ANSWERED, at(later), LIMITS).state).toBe("closed");
      }),
    );
  });
});
