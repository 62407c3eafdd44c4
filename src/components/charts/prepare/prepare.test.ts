import { describe, expect, test } from "vitest";
import { axisOf } from "./axis-ticks.ts";
import { prepareBars } from "./bars.ts";
import { axisText, spanText, valueText } from "./chart-value.ts";
import { prepareHistogram } from "./histogram.ts";
import { slotLabels, tickPlaces } from "./slot-label.ts";
import { prepareStack } from "./stack.ts";
import { prepareTrend } from "./trend.ts";

const RATE = { kind: "basis_points" } as const;
const EUR = { kind: "minor", currency: "eur" } as const;

describe("figures as text", () => {
  test.each([
    [620, RATE, "6.2%"],
    [840, { kind: "milliseconds" } as const, "840 ms"],
    [123_450n, EUR, "1,234.50 EUR"],
    [1204, { kind: "count" } as const, "1,204"],
    [null, RATE, "no data"],
  ])("%s in its unit reads %s", (value, unit, text) => {
    expect(valueText(value, unit)).toBe(text);
  });

  test.each([
    [999, "999 ms"],
    [2_100, "2.1 s"],
    [210_000, "3.5 min"],
    [181_440_000, "2.1 d"],
  ])("a span of %d ms reads %s", (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });

  test("the axis shows money in major units of its own exponent", () => {
    expect(axisText(1_200_000, EUR)).toBe("12K");
    expect(axisText(1_200_000, { kind: "minor", currency: "jpy" })).toBe("1.2M");
  });
});

describe("the axis", () => {
  test("has round ticks that enclose all figures", () => {
    expect(axisOf([3, 17, 41])).toEqual({ low: 0, high: 60, ticks: [0, 20, 40, 60] });
  });

  test("reaches below zero when a figure does", () => {
    const axis = axisOf([-30, 50]);
    expect(axis.low).toBeLessThanOrEqual(-30);
    expect(axis.ticks).toContain(0);
  });

  test("has a height without figures and with zeros alone", () => {
    expect(axisOf([]).ticks).toEqual([0, 1]);
    expect(axisOf([0, 0]).ticks).toEqual([0, 1]);
  });
});

describe("a trend", () => {
  const trend = prepareTrend({
    title: "Card decline rate",
    unit: RATE,
    at: ["2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z", "2026-11-20T12:00:00Z"],
    series: [{ name: "Card", values: [500, null, 720] }],
    expected: [
      { low: 400, high: 600 },
      { low: 400, high: 600 },
      { low: 400, high: 600 },
    ],
    timeZone: "UTC",
  });

  test("keeps a gap a gap", () => {
    expect(trend.rows.map((row) => row.values[0])).toEqual([500, null, 720]);
    expect(trend.table.rows[1]).toEqual(["20 Nov, 11:00", "no data", "4.0% to 6.0%"]);
  });

  test("says in a sentence what the picture shows, and judges only slots with data", () => {
    expect(trend.sentence).toBe(
      "Card decline rate. Card: 7.2% at 20 Nov, 12:00, between 5.0% and 7.2%. Above the expected range in 1 and below in 0 of 2 slots.",
    );
  });

  test("gives the band room on the axis", () => {
    const wide = prepareTrend({
      title: "Rate",
      unit: RATE,
      at: ["2026-11-20T10:00:00Z"],
      series: [{ name: "Rate", values: [100] }],
      expected: [{ low: 0, high: 2000 }],
      timeZone: "UTC",
    });
    expect(wide.axis.high).toBeGreaterThanOrEqual(2000);
  });
});

describe("the labels of a time axis", () => {
  const HOUR_MS = 3_600_000;
  const labelled = (from: string, slotMs: number, count: number) => {
    const start = Date.parse(from);
    const labels = slotLabels(
      Array.from({ length: count }, (_, place) => start + place * slotMs),
      "UTC",
    );
    return tickPlaces(labels).map((place) => labels[place]);
  };

  test("name each day once, and not the rest of a day at the start", () => {
    const week = labelled("2026-11-13T18:00:00Z", 6 * HOUR_MS, 28);
    expect(week[0]).toBe("14 Nov");
    expect(week.at(-1)).toBe("20 Nov");
    expect(new Set(week).size).toBe(week.length);
    expect(week).toHaveLength(7);
  });

  test("skip evenly where there are many", () => {
    expect(labelled("2026-11-01T00:00:00Z", 24 * HOUR_MS, 30)).toEqual([
      "1 Nov",
      "5 Nov",
      "9 Nov",
      "13 Nov",
      "17 Nov",
      "21 Nov",
      "25 Nov",
      "29 Nov",
    ]);
    expect(labelled("2026-11-20T15:00:00Z", HOUR_MS, 24)).toHaveLength(8);
  });

  test("name a single slot", () => {
    expect(labelled("2026-11-20T15:00:00Z", HOUR_MS, 1)).toEqual(["15:00"]);
    expect(tickPlaces([])).toEqual([]);
  });
});

describe("stacked bars", () => {
  test("total money exactly, beyond what a float holds", () => {
    const stack = prepareStack({
      title: "Volume",
      unit: EUR,
      barName: "Day",
      parts: ["Card", "SEPA"],
      bars: [{ label: "Mon", values: [9_007_199_254_740_993n, 2n] }],
    });
    expect(stack.rows[0]?.totalText).toBe("90,071,992,547,409.95 EUR");
  });

  test("name the highest bar", () => {
    const stack = prepareStack({
      title: "Declines",
      unit: { kind: "count" },
      barName: "Method",
      parts: ["Funds", "Fraud"],
      bars: [
        { label: "card", values: [3, 1] },
        { label: "sepa", values: [2, 9] },
      ],
    });
    expect(stack.sentence).toBe("Declines. Highest is sepa with 11; 2 in all.");
  });
});

describe("horizontal bars", () => {
  test("measure against the longest and leave out what was not measured", () => {
    const bars = prepareBars({
      title: "Decline rate",
      unit: RATE,
      barName: "Method",
      bars: [
        { label: "card", value: 800 },
        { label: "sepa", value: 200 },
        { label: "link", value: null },
      ],
    });
    expect(bars.rows.map((row) => row.percent)).toEqual([100, 25, null]);
  });
});

describe("a histogram", () => {
  const histogram = prepareHistogram({
    title: "Webhook latency",
    unit: { kind: "milliseconds" },
    counted: "events",
    bins: [
      { upTo: 100, count: 60 },
      { upTo: 2000, count: 30 },
      { upTo: null, count: 10 },
    ],
    limit: { name: "2 s", at: 2000 },
  });

  test("names the class of the median and counts what is over the limit", () => {
    expect(histogram.sentence).toBe(
      "Webhook latency. 100 events, half of them within 0 ms to 100 ms. 10 over 2 s.",
    );
    expect(histogram.limitLabel).toBe("≤ 2 s");
  });

  test("shares are of the whole", () => {
    expect(histogram.table.rows.map((row) => row[2])).toEqual(["60.0%", "30.0%", "10.0%"]);
  });

  test("without any count it says so", () => {
    const none = prepareHistogram({ title: "Latency", unit: RATE, counted: "events", bins: [] });
    expect(none.sentence).toBe("Latency. No data.");
  });
});
