import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOf, reviewDueAt, stateOf, whyNotOpened, whyNotReviewed } from "./break-glass.policy.ts";

const HOUR = 3_600_000;
const NOON = Date.parse("2026-12-01T12:00:00Z");
const at = (hours: number) => new Date(NOON + hours * HOUR);
const open = { expiresAt: at(1), endedAt: null, reviewedAt: null };

describe("break-glass", () => {
  it.each([
    ["open in its time", open, 0.5, "open"],
    ["over at its end, whether or not anybody has looked", open, 1, "to-review"],
    ["over when it is ended by hand", { ...open, endedAt: at(0.2) }, 0.3, "to-review"],
    ["overdue a day after its end", open, 25, "overdue"],
    ["overdue a day after it was ended by hand", { ...open, endedAt: at(0.5) }, 24.5, "overdue"],
    ["not overdue once it is reviewed", { ...open, reviewedAt: at(2) }, 99, "reviewed"],
  ] as const)("is %s", (_name, times, hours, state) => {
    expect(stateOf(times, at(hours))).toBe(state);
  });

  it("is opened once at a time and five times in thirty days", () => {
    expect(whyNotOpened({ isOpen: false, counted: 4 })).toBeNull();
    expect(whyNotOpened({ isOpen: true, counted: 1 })).toBe("BREAK_GLASS_OPEN");
    expect(whyNotOpened({ isOpen: false, counted: 5 })).toBe("BREAK_GLASS_LIMIT");
  });

  it("is reviewed once, after its end, by who took no part", () => {
    const took = new Set(["ada", "ida"]);
    const ended = { ...open, endedAt: at(0.5) };
    expect(whyNotReviewed(open, "eva", took, at(0.5))).toBe("BREAK_GLASS_NOT_REVIEWABLE");
    expect(whyNotReviewed(ended, "ada", took, at(2))).toBe("REVIEWER_TOOK_PART");
    expect(whyNotReviewed(ended, "eva", took, at(2))).toBeNull();
    expect(whyNotReviewed({ ...ended, reviewedAt: at(2) }, "eva", took, at(3))).toBe(
      "BREAK_GLASS_NOT_REVIEWABLE",
    );
  });

  it("has no way back: it never opens again, and its review never becomes less due", () => {
    const order = ["open", "to-review", "overdue"];
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100 })), fc.option(fc.nat({ max: 60 })), (hours, hand) => {
        const endedAt = hand === null ? null : at(hand / 60);
        const times = { ...open, endedAt };
        const moments = hours.toSorted((one, other) => one - other).map((hour) => at(1 + hour));
        const places = moments.map((moment) => order.indexOf(stateOf(times, moment)));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        for (const moment of moments) {
          const [end, due] = [endOf(times, moment), reviewDueAt(times, moment)];
          expect((due?.getTime() ?? 0) - (end?.getTime() ?? 0)).toBe(24 * HOUR);
        }
      }),
    );
  });
});
