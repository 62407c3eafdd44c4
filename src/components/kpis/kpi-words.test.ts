import { describe, expect, it } from "vitest";
import { changeOf, changeText } from "./kpi-words.ts";

describe("the comparison of a figure", () => {
  it("is a difference in points for rates and relative for amounts", () => {
    expect(changeOf({ unit: "basis_points", value: 620n, previous: 510n })).toBe(110);
    expect(changeOf({ unit: "minor", value: 150n, previous: 100n })).toBe(5000);
  });

  it("is not made up where one side is missing", () => {
    expect(changeOf({ unit: "minor", value: 150n, previous: null })).toBeNull();
    expect(changeOf({ unit: "minor", value: 150n, previous: 0n })).toBeNull();
    expect(changeOf({ unit: "basis_points", value: null, previous: 1n })).toBeNull();
  });

  it("calls a falling decline rate good and a falling volume bad", () => {
    expect(
      changeText(
        { id: "decline_rate", unit: "basis_points", value: 400n, previous: 510n },
        "before",
      ),
    ).toEqual({
      text: "1.1 pt vs before",
      direction: "down",
      tone: "ok",
    });
    expect(
      changeText({ id: "volume", unit: "minor", value: 96n, previous: 100n }, "before"),
    ).toMatchObject({ tone: "warn", text: "4 % vs before" });
    expect(
      changeText({ id: "volume", unit: "minor", value: 100n, previous: 100n }, "before")?.direction,
    ).toBe("same");
  });
});
