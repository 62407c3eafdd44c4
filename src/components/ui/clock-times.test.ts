import { describe, expect, it } from "vitest";
import { businessMs, fromBrowser, realMs, type ServerClock } from "./clock-times.ts";

const REAL = "2026-11-28T12:00:00.000Z";
const at = (text: string): number => Date.parse(text);
const demo: ServerClock = { now: "2026-11-30T08:00:00.000Z", realNow: REAL, speed: 60 };

describe("the clocks of the pages", () => {
  it("run on as the server's do: business time at its speed, real time as it is", () => {
    expect(businessMs(demo, 2_000)).toBe(at("2026-11-30T08:02:00.000Z"));
    expect(realMs(demo, 2_000)).toBe(at("2026-11-28T12:00:02.000Z"));
  });

  it("stand still where business time does", () => {
    const frozen = { ...demo, speed: 0 };
    expect(businessMs(frozen, 9_000)).toBe(at(demo.now));
    expect(realMs(frozen, 9_000)).toBe(at(REAL) + 9_000);
  });

  it.each([
    ["right", 0],
    ["an hour slow", -3_600_000],
    ["a day fast", 86_400_000],
  ])("tell how long ago a browser that is %s got its answer", (_, offMs) => {
    const browserNowMs = at(REAL) + 10_000 + offMs;
    const answeredMs = browserNowMs - 3_000;
    const told = fromBrowser(demo, answeredMs, { browserNowMs, passedMs: 10_000 });
    expect(realMs(demo, 10_000) - told).toBe(3_000);
  });
});
