import { describe, expect, it } from "vitest";
import { changeOf, changeText, slowestMethod, withinGoal } from "./kpi-words.ts";

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
    ).toMatchObject({ tone: "warn", text: "4% vs before" });
    expect(
      changeText({ id: "volume", unit: "minor", value: 100n, previous: 100n }, "before")?.direction,
    ).toBe("same");
  });
});

describe("what lies behind a figure without a course", () => {
  const method = (methodType: string, days: number) => ({
    methodType,
    p50Ms: days * 86_400_000,
    p90Ms: days * 86_400_000,
    sample: 10,
  });

  it("names the slowest method, where there are several", () => {
    const rows = [method("card", 2), method("sepa_debit", 5.1), method("ideal", 1)];
    expect(slowestMethod(rows, (type) => type)).toBe("Slowest: sepa_debit, 5.1 d");
    expect(slowestMethod([method("card", 2)], (type) => type)).toBeUndefined();
    expect(slowestMethod([], (type) => type)).toBeUndefined();
  });

  it("counts what was applied within the goal, the bound included", () => {
    const bins = [
      { upToMs: 1_000, count: 90 },
      { upToMs: 2_500, count: 5 },
      { upToMs: 60_000, count: 5 },
    ];
    expect(withinGoal(bins)).toBe("95.0% within 2.5 s");
    expect(withinGoal([{ upToMs: 1_000, count: 0 }])).toBeUndefined();
  });
});
