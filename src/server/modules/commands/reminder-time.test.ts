import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reminderStage } from "./reminder-time.ts";

const at = (ms: number) => new Date(ms);
const DAY = { waitingSince: at(0), expiresAt: at(86_400_000) };
const hours = (n: number) => at(n * 3_600_000);

describe("the reminders of a request that waits a day", () => {
  it.each([
    ["none in the morning", 0, 0],
    ["none just before half of it", 11.99, 0],
    ["the first at half of it", 12, 1],
    ["the first still just before a fifth is left", 19.19, 1],
    ["the second when a fifth is left", 19.2, 2],
    ["none when it is over", 24, 0],
  ])("are %s", (_name, passed, stage) => {
    expect(reminderStage(DAY, hours(passed))).toBe(stage);
  });

  it("come in order for any length of time", () => {
    const life = fc.tuple(fc.nat({ max: 1_000_000 }), fc.integer({ min: 5, max: 1_000_000 }));
    fc.assert(
      fc.property(life, fc.array(fc.nat({ max: 1_000 })), ([since, length], moments) => {
        const waits = { waitingSince: at(since), expiresAt: at(since + length) };
        const stages = moments
          .toSorted((one, other) => one - other)
          .map((share) => reminderStage(waits, at(since + Math.floor((length * share) / 1_001))));
        expect(stages).toEqual(stages.toSorted((one, other) => one - other));
      }),
    );
  });
});
