import { describe, expect, it } from "vitest";
import { ageBucket, fullDays, severityOf } from "./break-ageing.ts";

const START = new Date("2026-03-01T12:00:00Z");
const after = (hours: number) => new Date(START.getTime() + hours * 3_600_000);

describe("the age of a break", () => {
  it("counts full days and is never negative", () => {
    expect([-5, 0, 23, 24, 49].map((hours) => fullDays(START, after(hours)))).toEqual([
      0, 0, 0, 1, 2,
    ]);
  });

  it("falls in one bucket without gaps", () => {
    expect([0, 1, 2, 3, 4, 7, 8, 30, 31, 400].map(ageBucket)).toEqual([
      "0-1",
      "0-1",
      "2-3",
      "2-3",
      "4-7",
      "4-7",
      "8-30",
      "8-30",
      ">30",
      ">30",
    ]);
  });
});

describe("severity", () => {
  it("is weight by days by magnitude, whatever the sign", () => {
    expect(severityOf(5, 2, -1_000n)).toBe(15_000n);
    expect(severityOf(5, 2, 1_000n)).toBe(15_000n);
  });

  it("ranks by age and type where no amount is known", () => {
    expect(severityOf(3, 9, null)).toBe(30n);
    expect(severityOf(3, 0, 0n)).toBe(3n);
  });
});
