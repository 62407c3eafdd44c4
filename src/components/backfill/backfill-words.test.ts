import { describe, expect, it } from "vitest";
import { spanWords } from "./backfill-words.ts";

describe("the time that is left", () => {
  it("is told in the unit that a person plans with", () => {
    expect([0, 89, 90, 720, 5_399, 12_000].map(spanWords)).toEqual([
      "0 s",
      "89 s",
      "2 min",
      "12 min",
      "1 h 30 min",
      "3 h 20 min",
    ]);
  });
});
