import { describe, expect, it } from "vitest";
import { endOf, monthAfter, monthOf, monthsBetween, startOf } from "./month.ts";

describe("a month of the books", () => {
  it("begins and ends at midnight UTC, over the end of a year and in a leap year", () => {
    expect(startOf("2026-12").toISOString()).toBe("2026-12-01T00:00:00.000Z");
    expect(endOf("2026-12").toISOString()).toBe("2027-01-01T00:00:00.000Z");
    expect(endOf("2028-02").toISOString()).toBe("2028-03-01T00:00:00.000Z");
  });

  it("holds its first instant and not its last", () => {
    expect(monthOf(startOf("2026-10"))).toBe("2026-10");
    expect(monthOf(endOf("2026-10"))).toBe("2026-11");
    expect(monthAfter("2026-12")).toBe("2027-01");
  });

  it("follows the one before", () => {
    expect(monthsBetween("2026-11", "2027-02")).toEqual([
      "2026-11",
      "2026-12",
      "2027-01",
      "2027-02",
    ]);
    expect(monthsBetween("2026-11", "2026-10")).toEqual([]);
  });

  it("is refused when it is none", () => {
    expect(() => startOf("2026-13")).toThrow("INVALID_INPUT");
  });
});
