import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaCdf, betaQuantile, logBeta, logGamma } from "./beta-distribution.ts";

describe("the beta distribution", () => {
  it("knows the gamma function where it is a factorial or a root", () => {
    expect(logGamma(1)).toBeCloseTo(0, 12);
    expect(logGamma(6)).toBeCloseTo(Math.log(120), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(0.25)).toBeCloseTo(Math.log(3.625609908221908), 11);
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 12);
  });

  it.each([
    // Closed forms: uniform, Beta(a, 1) = x^a, Beta(1, b) = 1 - (1-x)^b, Beta(2, 2) = 3x² - 2x³, symmetry.
    [0.3, 1, 1, 0.3],
    [0.7, 5, 1, 0.7 ** 5],
    [0.1, 1, 20, 1 - 0.9 ** 20],
    [0.25, 2, 2, 3 * 0.25 ** 2 - 2 * 0.25 ** 3],
    [0.5, 300, 300, 0.5],
  ])("P(X ≤ %d) for Beta(%d, %d) is %d", (x, a, b, expected) => {
    expect(betaCdf(x, a, b)).toBeCloseTo(expected, 10);
  });

  it("finds the quantile whose probability was asked for", () => {
    const shape = fc.double({ min: 0.5, max: 800, noNaN: true });
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(probability, shape, shape, (p, a, b) => {
        expect(betaCdf(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 6);
      }),
    );
  });
});
