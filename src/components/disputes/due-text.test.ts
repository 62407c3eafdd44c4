import { describe, expect, it } from "vitest";
import { dueText } from "./due-text.ts";

const HOUR_MS = 3_600_000;

describe("the time until evidence is due", () => {
  it.each([
    [6 * 24 * HOUR_MS + 4 * HOUR_MS, "6d 4h left"],
    [24 * HOUR_MS, "1d 0h left"],
    [23 * HOUR_MS + 59 * 60_000, "23h 59m left"],
    [35 * 60_000, "35m left"],
    [0, "0m left"],
    [-1, "0m overdue"],
    [-50 * HOUR_MS, "2d 2h overdue"],
  ])("%d ms is %s", (ms, text) => {
    expect(dueText(ms)).toBe(text);
  });
});
