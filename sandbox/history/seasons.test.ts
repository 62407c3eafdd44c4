import { describe, expect, it } from "vitest";
import { randomStream } from "./random-stream.ts";
import { emptyPurseFactor, orderTimes } from "./seasons.ts";

const DAY_MS = 86_400_000;
const UNTIL_MS = Date.UTC(2026, 5, 1);
const QUARTER = { fromMs: UNTIL_MS - 90 * DAY_MS, untilMs: UNTIL_MS, perDay: 400 };
const times = [...orderTimes(QUARTER, randomStream("seasons"))];

function meanPerDay(test: (day: Date) => boolean): number {
  const days = Array.from({ length: 90 }, (_, index) => QUARTER.fromMs + index * DAY_MS).filter(
    (day) => test(new Date(day)),
  );
  const counts = days.map(
    (day) => times.filter((time) => time >= day && time < day + DAY_MS).length,
  );
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

describe("the orders of a quarter", () => {
  it("come in order and at the average asked for", () => {
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.length / 90).toBeGreaterThan(400 * 0.95);
    expect(times.length / 90).toBeLessThan(400 * 1.1);
  });

  it("grow by two fifths from its first day to its last", () => {
    const month = (first: number): number =>
      meanPerDay((day) => {
        const index = (day.getTime() - QUARTER.fromMs) / DAY_MS;
        return index >= first && index < first + 28;
      });
    const growth = month(62) / month(0);
    expect(growth).toBeGreaterThan(1.15);
    expect(growth).toBeLessThan(1.45);
  });

  it("have quiet nights, long evenings, busy Sundays and pay-days", () => {
    const share = (from: number, to: number): number =>
      times.filter((time) => {
        const hour = new Date(time).getUTCHours();
        return hour >= from && hour < to;
      }).length / times.length;
    expect(share(17, 22)).toBeGreaterThan(6 * share(0, 5));
    const weekday = (wanted: number): number => meanPerDay((day) => day.getUTCDay() === wanted);
    expect(weekday(0)).toBeGreaterThan(1.1 * weekday(2));
    const dates = (from: number, to: number): number =>
      meanPerDay((day) => day.getUTCDate() >= from && day.getUTCDate() <= to);
    expect(dates(25, 27)).toBeGreaterThan(1.1 * dates(19, 23));
  });

  it("meet emptier purses before pay-day, though not over a month", () => {
    const factors = Array.from({ length: 30 }, (_, index) => emptyPurseFactor(index + 1));
    const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
    expect(mean).toBeCloseTo(1, 2);
    expect(emptyPurseFactor(21)).toBeGreaterThan(emptyPurseFactor(26));
  });
});
