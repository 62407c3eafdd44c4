import { describe, expect, it } from "vitest";
import { basisText, chanceText, percentText } from "./chance-words.ts";

const CHANCE = {
  mean: 0.34,
  low: 0.28,
  high: 0.41,
  alike: 3,
  basis: { level: 2, attempts: 120 },
  enough: true,
};

describe("the words for a chance", () => {
  it.each([
    [0, "0 %"],
    [0.004, "under 1 %"],
    [0.336, "34 %"],
    [0.996, "over 99 %"],
    [1, "100 %"],
  ])("write %s as %s", (share, text) => {
    expect(percentText(share)).toBe(text);
  });

  it("name the interval and what it rests on", () => {
    expect(chanceText(CHANCE)).toBe("34 %, between 28 % and 41 %");
    expect(basisText(CHANCE)).toBe(
      "Rests on 120 attempts after this decline code; 3 were alike in everything.",
    );
  });

  it("say first when little is known", () => {
    expect(basisText({ ...CHANCE, enough: false })).toMatch(
      /^Few attempts followed such a decline/,
    );
  });
});
