import { describe, expect, it } from "vitest";
import { monthBefore, readAsOf } from "./as-of.ts";

const until = (...of: Parameters<typeof readAsOf>) => readAsOf(...of)?.until.toISOString();

describe("the books as of", () => {
  it("a day take in the whole of it, in the zone of the person", () => {
    expect(until("event", "2026-11-20", "Europe/Berlin")).toBe("2026-11-20T22:59:59.999Z");
    expect(until("known", "2026-07-01", "Europe/Berlin")).toBe("2026-07-01T21:59:59.999Z");
  });

  it("a month end where the next begins in UTC, across the turn of a year too", () => {
    expect(until("accounting", "2026-10", "Europe/Berlin")).toBe("2026-11-01T00:00:00.000Z");
    expect(until("accounting", "2026-12", "America/New_York")).toBe("2027-01-01T00:00:00.000Z");
  });

  it("anything else are the books as they are", () => {
    expect(readAsOf(null, "2026-11-20", "UTC")).toBeNull();
    expect(readAsOf("event", "2026-11", "UTC")).toBeNull();
    expect(readAsOf("accounting", "2026-13", "UTC")).toBeNull();
    expect(readAsOf("accounting", "2026-11-20", "UTC")).toBeNull();
  });

  it("start with the month that has ended", () => {
    expect(monthBefore(Date.parse("2026-11-20T00:00:00Z"))).toBe("2026-10");
    expect(monthBefore(Date.parse("2027-01-01T00:00:00Z"))).toBe("2026-12");
  });
});
