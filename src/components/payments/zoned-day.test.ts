import { describe, expect, it } from "vitest";
import { dayOf, instantIn, startOfDay } from "./zoned-day.ts";

const iso = (day: string, zone: string, plus?: number) =>
  startOfDay(day, zone, plus)?.toISOString();

describe("a calendar day in a zone", () => {
  it.each([
    ["2026-11-20", "UTC", "2026-11-20T00:00:00.000Z"],
    ["2026-11-20", "Europe/Berlin", "2026-11-19T23:00:00.000Z"],
    ["2026-07-01", "America/New_York", "2026-07-01T04:00:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-11-20", "Asia/Kolkata", "2026-11-19T18:30:00.000Z"],
  ])("%s in %s starts at %s", (day, zone, start) => {
    expect(iso(day, zone)).toBe(start);
  });

  it("ends where the next one starts, also when clocks are changed", () => {
    expect(iso("2026-10-25", "Europe/Berlin", 1)).toBe(iso("2026-10-26", "Europe/Berlin"));
  });

  it("is none when the text is no day", () => {
    expect([startOfDay("yesterday", "UTC"), startOfDay("2026-13-40", "UTC")]).toEqual([null, null]);
  });

  it("is found from an instant", () => {
    const late = Date.parse("2026-11-20T23:30:00Z");
    expect([dayOf(late, "UTC"), dayOf(late, "Europe/Berlin")]).toEqual([
      "2026-11-20",
      "2026-11-21",
    ]);
  });
});

describe("a time typed on the clocks of a zone", () => {
  it.each([
    ["2026-11-20T09:30", "UTC", "2026-11-20T09:30:00.000Z"],
    ["2026-11-20T09:30", "Europe/Berlin", "2026-11-20T08:30:00.000Z"],
    ["2026-07-01T09:30", "America/New_York", "2026-07-01T13:30:00.000Z"],
  ])("%s in %s is %s", (text, zone, instant) => {
    expect(instantIn(text, zone)?.toISOString()).toBe(instant);
  });

  it("is null for what is no time", () => {
    expect(["", "2026-11-20", "2026-13-40T99:99"].map((text) => instantIn(text, "UTC"))).toEqual([
      null,
      null,
      null,
    ]);
  });
});
