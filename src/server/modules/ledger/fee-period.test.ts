import { describe, expect, it } from "vitest";
import { feePeriod } from "./fee-period.ts";

const booked = new Date("2026-11-01T04:00:00Z");
const periodOf = (description: string | null, at = booked) => {
  const { from, to } = feePeriod(description, at);
  return [from.toISOString().slice(0, 10), to.toISOString().slice(0, 10)];
};

describe("the period of a fee without an object", () => {
  it("is what Stripe's description names", () => {
    expect(periodOf("Billing - Usage Fee (2026-09-15 - 2026-10-14)")).toEqual([
      "2026-09-15",
      "2026-10-15",
    ]);
    expect(periodOf("Radar (2026-10)")).toEqual(["2026-10-01", "2026-11-01"]);
    expect(periodOf("Radar (2026-12)")).toEqual(["2026-12-01", "2027-01-01"]);
  });

  it("is the month before it was booked where nothing is named, across the turn of a year too", () => {
    expect(periodOf(null)).toEqual(["2026-10-01", "2026-11-01"]);
    expect(periodOf("Radar", new Date("2027-01-01T00:00:00Z"))).toEqual([
      "2026-12-01",
      "2027-01-01",
    ]);
  });

  it("is not read from dates that run backwards", () => {
    expect(periodOf("Usage 2026-10-14 - 2026-09-15")).toEqual(["2026-10-01", "2026-11-01"]);
  });
});
