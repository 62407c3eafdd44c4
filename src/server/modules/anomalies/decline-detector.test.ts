import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantile, type RateModel, upperTail } from "./beta-binomial.ts";
import { findDeclineAlarms, type Population, type Slice } from "./decline-detector.ts";
import { passesFalseDiscovery } from "./false-discovery.ts";
import { baselineOf, type Count, concentrationOf } from "./rate-baseline.ts";

/** A small seeded generator (mulberry32): the same figures in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const draw = (random: () => number, n: number, rate: number): number =>
  Array.from({ length: n }).filter(() => random() < rate).length;

/** A rate that swings with the time of day and wobbles from window to window. */
const rateAt = (random: () => number, index: number): number =>
  0.08 + 0.02 * Math.sin((index % 8) * (Math.PI / 4)) + 0.02 * (random() - 0.5);

function history(random: () => number, attempts: number, windows = 448): Count[] {
  return Array.from({ length: windows }, (_, i) => ({
    index: i + 1,
    attempts,
    declined: draw(random, attempts, rateAt(random, i + 1)),
  }));
}

function shop(
  counts: readonly Count[],
  present: { declined: number; attempts: number },
): [Slice[], Population] {
  const all = [{ index: 0, ...present }, ...counts];
  const slice: Slice = { key: "method:card", family: "card", counts: all, meanAmount: 4_000n };
  return [[slice], { all, families: new Map([["card", all]]) }];
}

const alarmed = (counts: readonly Count[], declined: number, attempts: number): boolean =>
  findDeclineAlarms(...shop(counts, { declined, attempts })).length > 0;

describe("the beta-binomial tail", () => {
  it("is the binomial tail where the rate hardly varies", () => {
    // P(X ≥ 2) of 3 at one half is 4/8.
    expect(upperTail(2, 3, { mean: 0.5, concentration: 1e6 })).toBeCloseTo(0.5, 5);
  });

  it("is uniform for alpha = beta = 1", () => {
    expect(upperTail(4, 9, { mean: 0.5, concentration: 2 })).toBeCloseTo(0.6, 10);
  });

  const model: fc.Arbitrary<RateModel> = fc.record({
    mean: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    concentration: fc.double({ min: 2, max: 2_000, noNaN: true }),
  });

  it("falls with k and stays a probability", () => {
    fc.assert(
      fc.property(model, fc.integer({ min: 1, max: 300 }), fc.nat({ max: 299 }), (given, n, at) => {
        const k = at % n;
        const here = upperTail(k, n, given);
        expect(here).toBeGreaterThanOrEqual(upperTail(k + 1, n, given) - 1e-12);
        expect(here).toBeLessThanOrEqual(1);
        expect(here).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("agrees with its own quantile", () => {
    fc.assert(
      fc.property(model, fc.integer({ min: 1, max: 300 }), (given, n) => {
        const edge = quantile(0.95, n, given);
        expect(upperTail(edge + 1, n, given)).toBeLessThanOrEqual(0.05 + 1e-9);
        expect(upperTail(edge, n, given)).toBeGreaterThanOrEqual(0.05 - 1e-9);
      }),
    );
  });
});

describe("the false discovery rate", () => {
  it("passes what Benjamini and Hochberg pass", () => {
    expect(passesFalseDiscovery([0.04, 0.001, 0.03, 0.2], 0.05)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    // A larger p-value that passes carries the smaller ones with it.
    expect(passesFalseDiscovery([0.03, 0.04, 0.045, 0.049], 0.05)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(passesFalseDiscovery([], 0.05)).toEqual([]);
  });
});

describe("the baseline", () => {
  const week = (rate: (index: number) => number, windows: number): Count[] =>
    Array.from({ length: windows }, (_, i) => ({
      index: i + 1,
      attempts: 100,
      declined: Math.round(100 * rate(i + 1)),
    }));

  it("expects of a Monday morning what Monday mornings were", () => {
    const busy = week((index) => (index % 56 === 0 ? 0.3 : 0.05), 448);
    expect(baselineOf(busy, 0, null)).toMatchObject({ season: "weekday" });
    expect(baselineOf(busy, 0, null).mean).toBeCloseTo(0.3, 2);
  });

  it("falls back to the time of day, then to the days before", () => {
    expect(
      baselineOf(
        week(() => 0.05, 120),
        0,
        null,
      ).season,
    ).toBe("daytime");
    expect(
      baselineOf(
        week(() => 0.05, 10),
        0,
        null,
      ).season,
    ).toBe("local");
  });

  it("leans on the parent while its own history is short", () => {
    const parent = { mean: 0.1, concentration: 500 };
    expect(baselineOf([], 0, parent).mean).toBeCloseTo(0.1, 10);
    const one = [{ index: 1, attempts: 2, declined: 2 }];
    expect(baselineOf(one, 0, parent).mean).toBeLessThan(0.2);
    expect(
      baselineOf(
        week(() => 0.3, 448),
        0,
        parent,
      ).mean,
    ).toBeCloseTo(0.3, 1);
  });

  it("does not take one unlabelled outage for normal", () => {
    const withOutage = week((index) => (index === 112 ? 0.9 : 0.05), 448);
    expect(baselineOf(withOutage, 0, null).mean).toBeLessThan(0.06);
  });

  it("finds the concentration that made the windows", () => {
    const random = seeded(7);
    const wobble = Array.from({ length: 400 }, (_, i) => {
      const rate = 0.1 + (random() < 0.5 ? 0.05 : -0.05);
      return { index: i + 1, attempts: 200, declined: draw(random, 200, rate) };
    });
    // Variance of the rate is 0.05², so alpha + beta is 0.1 · 0.9 / 0.0025 − 1 = 35.
    expect(concentrationOf(wobble)).toBeGreaterThan(25);
    expect(concentrationOf(wobble)).toBeLessThan(50);
  });
});

describe("the alarm on declines", () => {
  const steady = history(seeded(1), 60);

  it.each([
    [1, 2],
    [2, 2],
    [19, 19],
  ])("is silent at %d of %d: too few to say", (declined, attempts) => {
    expect(alarmed(steady, declined, attempts)).toBe(false);
  });

  it("is silent where nothing came in", () => {
    expect(alarmed(steady, 0, 0)).toBe(false);
    expect(findDeclineAlarms([], { all: [], families: new Map() })).toEqual([]);
  });

  it("seldom speaks when nothing has changed", { timeout: 30_000 }, () => {
    const random = seeded(42);
    const shops = 50;
    const looks = 20;
    let alarms = 0;
    for (let n = 0; n < shops; n += 1) {
      const past = history(random, 40);
      for (let look = 0; look < looks; look += 1) {
        alarms += alarmed(past, draw(random, 40, rateAt(random, 0)), 40) ? 1 : 0;
      }
    }
    // Nominal is 0.05 / 8 = 0.6 %; twice that leaves room for the season that the model does not know.
    expect(alarms / (shops * looks)).toBeLessThan(0.0125);
  });

  it("sees odds three times as high among 120 payments, four times out of five", () => {
    const random = seeded(99);
    const odds = (0.08 / 0.92) * 3;
    const rounds = 100;
    const seen = Array.from({ length: rounds }).filter(() =>
      alarmed(history(random, 60), draw(random, 120, odds / (1 + odds)), 120),
    ).length;
    expect(seen / rounds).toBeGreaterThan(0.8);
  });

  it("once it speaks, more declines do not silence it", () => {
    const silent = Array.from({ length: 61 }, (_, declined) => alarmed(steady, declined, 60));
    expect(silent.indexOf(true)).toBeGreaterThan(5);
    expect(silent.slice(silent.indexOf(true)).every(Boolean)).toBe(true);
  });

  it("names one slice of a family, the strongest, and the others beside it", () => {
    const whole = [{ index: 0, attempts: 100, declined: 40 }, ...history(seeded(3), 100)];
    const germany = [{ index: 0, attempts: 45, declined: 38 }, ...history(seeded(4), 45)];
    const sepa = [{ index: 0, attempts: 40, declined: 2 }, ...history(seeded(5), 40)];
    const slices: Slice[] = [
      { key: "method:card", family: "card", counts: whole, meanAmount: 4_000n },
      { key: "country:DE", family: "card", counts: germany, meanAmount: 4_000n },
      { key: "method:sepa_debit", family: "sepa_debit", counts: sepa, meanAmount: 4_000n },
    ];
    const families = new Map([
      ["card", whole],
      ["sepa_debit", sepa],
    ]);
    const alarms = findDeclineAlarms(slices, { all: whole, families });
    expect(alarms.map(({ slice, alsoStanding }) => [slice.key, alsoStanding])).toEqual([
      ["country:DE", ["method:card"]],
    ]);
    expect(alarms[0]?.scoreBp).toBeGreaterThan(9_900);
    expect(alarms[0]?.lowBp).toBeLessThanOrEqual(alarms[0]?.scoreBp ?? 0);
  });

  it("leaves alone what costs next to nothing", () => {
    const [[slice], population] = shop(steady, { declined: 30, attempts: 60 });
    if (!slice) throw new Error("the shop has one slice");
    expect(findDeclineAlarms([slice], population)).toHaveLength(1);
    expect(findDeclineAlarms([{ ...slice, meanAmount: 100n }], population)).toEqual([]);
  });
});
