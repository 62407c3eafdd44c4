import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgePayment, type RiskFacts } from "./payment-risk.ts";
import { bandOf, riskBands } from "./risk-band.ts";
import type { Velocity } from "./velocity-reasons.ts";

const quiet: Velocity = {
  cardAttempts1h: 1,
  declines24h: 0,
  cards24h: 1,
  customers24h: 1,
  earlierPaid: 0,
  provenPaid: 0,
  disputedBefore: 0,
  amountOverMeanPercent: null,
};
const elevated: RiskFacts = {
  band: "elevated",
  stripeScore: 68,
  outcomes: { payments: 0, bad: 0 },
  velocity: quiet,
};

const count = fc.nat({ max: 12 });
const velocity: fc.Arbitrary<Velocity> = fc.record({
  cardAttempts1h: count,
  declines24h: count,
  cards24h: count,
  customers24h: count,
  earlierPaid: count,
  provenPaid: count,
  disputedBefore: fc.nat({ max: 2 }),
  amountOverMeanPercent: fc.option(fc.nat({ max: 2_000 })),
});
const outcomes = fc
  .tuple(fc.nat({ max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([payments, share]) => ({ payments, bad: Math.floor(payments * share) }));
const facts: fc.Arbitrary<RiskFacts> = fc.record({
  band: fc.constantFrom(...riskBands),
  stripeScore: fc.option(fc.nat({ max: 99 })),
  outcomes,
  velocity,
});

describe("the judgement of a payment", () => {
  it("adds its reasons up to the score, inside its interval", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { suggestion } = judgePayment(given);
        const sum = suggestion.reasons.reduce((total, reason) => total + reason.weightBp, 0);
        expect(sum).toBe(suggestion.scoreBp);
        expect(suggestion.lowBp).toBeLessThanOrEqual(suggestion.scoreBp);
        expect(suggestion.highBp).toBeGreaterThanOrEqual(suggestion.scoreBp);
        expect(suggestion.lowBp).toBeGreaterThanOrEqual(0);
        expect(suggestion.highBp).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it.each(["cardAttempts1h", "declines24h", "cards24h", "customers24h"] as const)(
    "never falls when %s rises",
    (signal) => {
      fc.assert(
        fc.property(facts, fc.integer({ min: 1, max: 10 }), (given, more) => {
          const raised = { ...given.velocity, [signal]: given.velocity[signal] + more };
          const after = judgePayment({ ...given, velocity: raised });
          expect(after.suggestion.scoreBp).toBeGreaterThanOrEqual(
            judgePayment(given).suggestion.scoreBp,
          );
        }),
      );
    },
  );

  it("draws no verdict from fewer than 30 outcomes, however clear they look", () => {
    const small = fc
      .integer({ min: 0, max: 29 })
      .chain((payments) =>
        fc.record({ payments: fc.constant(payments), bad: fc.nat({ max: payments }) }),
      );
    fc.assert(
      fc.property(facts, small, (given, few) => {
        expect(judgePayment({ ...given, outcomes: few }).suggestion.verdict).toBe("investigate");
      }),
    );
  });

  it("is surer with more outcomes of the same share", () => {
    const width = (payments: number): number => {
      const { suggestion } = judgePayment({
        ...elevated,
        outcomes: { payments, bad: payments / 5 },
      });
      return suggestion.highBp - suggestion.lowBp;
    };
    expect(width(0)).toBeGreaterThan(2_500);
    expect(width(50)).toBeLessThan(width(0));
    expect(width(500)).toBeLessThan(700);
  });

  it("suggests what the outcomes say once there are enough", () => {
    const verdict = (bad: number): string =>
      judgePayment({ ...elevated, outcomes: { payments: 200, bad } }).suggestion.verdict;
    expect([verdict(2), verdict(60), verdict(180)]).toEqual(["clear", "investigate", "refund"]);
  });

  it("leaves an ordinary payment alone, and not one with many cards", () => {
    const normal: RiskFacts = { ...elevated, band: "normal", stripeScore: 12 };
    expect(judgePayment(normal).suspicious).toBe(false);
    const proven = { ...quiet, earlierPaid: 9, provenPaid: 9 };
    expect(judgePayment({ ...normal, velocity: proven }).suspicious).toBe(false);
    expect(judgePayment({ ...normal, velocity: { ...quiet, cards24h: 6 } }).suspicious).toBe(true);
    expect(judgePayment(elevated).suspicious).toBe(true);
  });

  it("compares an amount with the customer's mean only from three payments on", () => {
    const dear = { ...quiet, amountOverMeanPercent: 1_500 };
    const at = (earlierPaid: number): readonly string[] =>
      judgePayment({ ...elevated, velocity: { ...dear, earlierPaid } }).codes;
    expect(at(2)).not.toContain("amount");
    expect(at(3)).toContain("amount");
  });
});

describe("the band of a charge", () => {
  it.each([
    ["elevated", 10, "elevated"],
    ["not_assessed", null, "unrated"],
    [null, null, "unrated"],
    [null, 64, "normal"],
    [null, 65, "elevated"],
    [null, 75, "highest"],
  ] as const)("level %s and score %s are %s", (level, score, band) => {
    expect(bandOf(level, score)).toBe(band);
  });
});
