import { describe, expect, test } from "vitest";
import { absoluteTime, clockTime, compactSpan, logTime, relativeTime } from "./format-time.ts";

const now = Date.parse("2026-11-20T14:02:11.204Z");
const before = (ms: number) => relativeTime(now - ms, now, "UTC");

describe("time in words", () => {
  test.each([
    [3_000, "just now"],
    [48_000, "48s ago"],
    [12 * 60_000, "12m ago"],
    [3 * 3_600_000 + 59 * 60_000, "3h ago"],
    [29 * 86_400_000, "29d ago"],
    [40 * 86_400_000, "11 Oct 2026"],
    [-38 * 60_000, "in 38m"],
  ])("%d ms before now is %s", (ms, text) => {
    expect(before(ms)).toBe(text);
  });

  test("a span never goes below zero", () => {
    expect(compactSpan(-5_000)).toBe("0s");
  });

  test("absolute times name their zone", () => {
    expect(absoluteTime(now, "UTC")).toBe("20 Nov 2026, 14:02:11 UTC");
    expect(absoluteTime(now, "Europe/Berlin")).toMatch(/15:02:11 (CET|GMT\+1)$/);
  });

  test("a log names the day once it is not today's, by the reader's zone", () => {
    const nextMorning = Date.parse("2026-11-21T00:30:00Z");
    expect(logTime(now, now, "UTC")).toBe("14:02:11.204");
    expect(logTime(now, nextMorning, "UTC")).toBe("20 Nov 14:02:11.204");
    expect(logTime(now, nextMorning, "America/New_York")).toBe("09:02:11.204");
  });

  test("log times keep milliseconds", () => {
    expect(clockTime(now, "UTC")).toBe("14:02:11.204");
  });
});
