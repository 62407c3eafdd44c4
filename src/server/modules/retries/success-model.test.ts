import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttemptKey } from "./attempt-buckets.ts";
import { AttemptTree, type Cell, estimateChance, fitConcentrations } from "./success-model.ts";

const KEY: AttemptKey = {
  sameMethod: true,
  declineCode: "insufficient_funds",
  wait: 2,
  issuer: "DE visa",
  hour: 3,
};

const cell = (change: Partial<Cell>): Cell => ({ ...KEY, attempts: 10, successes: 5, ...change });
const chance = (cells: readonly Cell[], key: AttemptKey = KEY) =>
  estimateChance(new AttemptTree(cells), fitConcentrations(cells), key);

const cellsArbitrary = fc.array(
  fc
    .record({
      sameMethod: fc.boolean(),
      declineCode: fc.constantFrom("insufficient_funds", "do_not_honor", "lost_card"),
      wait: fc.integer({ min: 0, max: 4 }),
      issuer: fc.constantFrom("DE visa", "FR visa", "NL mastercard"),
      hour: fc.integer({ min: 0, max: 5 }),
      attempts: fc.integer({ min: 1, max: 40 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ share, ...rest }) => ({ ...rest, successes: Math.round(share * rest.attempts) })),
  { maxLength: 30 },
);

describe("the estimated chance", () => {
  it("knows nothing where nothing was tried: any rate is as likely", () => {
    expect(chance([])).toMatchObject({ mean: 0.5, path: [0, 0, 0, 0, 0, 0] });
    expect(chance([]).high - chance([]).low).toBeGreaterThan(0.85);
  });

  it("lies between zero and one, inside its interval, whatever was counted", () => {
    fc.assert(
      fc.property(cellsArbitrary, (cells) => {
        const { mean, low, high } = chance(cells);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(mean);
        expect(mean).toBeLessThanOrEqual(high);
      }),
      { numRuns: 100 },
    );
  });

  it("never falls when one more attempt like this paid, nor rises when it failed", () => {
    fc.assert(
      fc.property(cellsArbitrary, (cells) => {
        const fitted = fitConcentrations(cells);
        const mean = (extra: readonly Cell[]) =>
          estimateChance(new AttemptTree([...cells, ...extra]), fitted, KEY).mean;
        expect(mean([cell({ attempts: 1, successes: 1 })])).toBeGreaterThanOrEqual(
          mean([]) - 1e-12,
        );
        expect(mean([cell({ attempts: 1, successes: 0 })])).toBeLessThanOrEqual(mean([]) + 1e-12);
      }),
      { numRuns: 100 },
    );
  });

  it("follows its own attempts where there are many, and its kind where there are few", () => {
    const issuers = ["DE visa", "FR visa", "NL visa", "BE visa", "GB visa"];
    const kind = issuers.map((issuer) => cell({ issuer, attempts: 100, successes: 20 }));
    const one = chance([...kind, cell({ issuer: "AT visa", attempts: 1, successes: 1 })], {
      ...KEY,
      issuer: "AT visa",
    });
    expect(one.mean).toBeLessThan(0.3);
    const many = chance([...kind, cell({ issuer: "AT visa", attempts: 400, successes: 360 })], {
      ...KEY,
      issuer: "AT visa",
    });
    expect(many.mean).toBeGreaterThan(0.85);
    expect(many.high - many.low).toBeLessThan(one.high - one.low);
  });

  it("pools hours that are alike and keeps apart hours that are not", () => {
    const hours = [0, 1, 2, 3, 4, 5];
    const alike = hours.map((hour) => cell({ hour, attempts: 50, successes: 15 }));
    const unlike = hours.map((hour) => cell({ hour, attempts: 50, successes: hour < 3 ? 3 : 40 }));
    expect(fitConcentrations(alike)[4]).toBeGreaterThan(fitConcentrations(unlike)[4] ?? 0);
    expect(chance(unlike, { ...KEY, hour: 0 }).mean).toBeLessThan(0.2);
    expect(chance(unlike, { ...KEY, hour: 5 }).mean).toBeGreaterThan(0.6);
  });

  it("holds the true rate about nine times in ten", () => {
    let held = 0;
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const groups = Array.from({ length: 200 }, (_, index) => ({
      issuer: `i${index}`,
      rate: 0.2 + 0.4 * random(),
    }));
    const cells = groups.map(({ issuer, rate }) =>
      cell({
        issuer,
        attempts: 25,
        successes: Array.from({ length: 25 }, random).filter((x) => x < rate).length,
      }),
    );
    const tree = new AttemptTree(cells);
    const fitted = fitConcentrations(cells);
    for (const { issuer, rate } of groups) {
      const { low, high } = estimateChance(tree, fitted, { ...KEY, issuer });
      if (low <= rate && rate <= high) held += 1;
    }
    expect(held / groups.length).toBeGreaterThan(0.85);
    expect(held / groups.length).toBeLessThan(0.97);
  });
});
