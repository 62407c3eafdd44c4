import { describe, expect, it } from "vitest";
import { cutOf } from "./window-cut.ts";

const page = (newest: number, secondsEach: number) =>
  Array.from({ length: 100 }, (_, index) => ({ created: newest - index * secondsEach }));

describe("the cut of a window", () => {
  it("leaves about two thousand objects above it, at the pace of the page", () => {
    const span = { from: 0, to: 1_000_000 };
    expect(cutOf(span, page(900_000, 10))).toBe(900_000 - 99 * 10 - 20_000);
  });

  it("is none where the rest is no larger than a window", () => {
    expect(cutOf({ from: 880_000, to: 1_000_000 }, page(900_000, 10))).toBeNull();
  });

  it("is below a second in which a whole page was made", () => {
    expect(cutOf({ from: 0, to: 1_000 }, page(500, 0))).toBe(499);
  });

  it("is none for a page that tells no pace", () => {
    expect(cutOf({ from: 0, to: 1_000 }, [{ created: 5 }])).toBeNull();
    expect(cutOf({ from: 0, to: 1_000 }, [])).toBeNull();
  });
});
