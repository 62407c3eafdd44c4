import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBusinessDays } from "./business-days.ts";
import {
  findPairs,
  findProposals,
  isInWindow,
  type OpenLine,
  type OpenPayout,
  without,
} from "./match-payouts.ts";

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const payout = (id: string, change: Partial<OpenPayout> = {}): OpenPayout => ({
  id,
  amount: 10_000n,
  currency: "eur",
  arrivalAt: day("2026-03-04"),
  traceId: null,
  ...change,
});
const line = (id: string, change: Partial<OpenLine> = {}): OpenLine => ({
  id,
  amount: 10_000n,
  currency: "eur",
  valueOn: day("2026-03-04"),
  traceId: null,
  ...change,
});

describe("business days", () => {
  it.each([
    ["2026-03-06", 1, "2026-03-09"],
    ["2026-03-06", 3, "2026-03-11"],
    ["2026-03-09", -1, "2026-03-06"],
    ["2026-03-07", 1, "2026-03-09"],
    ["2026-03-04", 0, "2026-03-04"],
  ])("%s and %i is %s", (from, days, to) => {
    expect(addBusinessDays(day(from), days)).toEqual(day(to));
  });

  it.each([
    ["2026-03-05", true],
    ["2026-03-06", true],
    ["2026-03-11", true],
    ["2026-03-04", false],
    ["2026-03-12", false],
  ])("a payout that arrives on Friday the 6th may be on the statement of %s: %s", (on, fits) => {
    expect(isInWindow(day("2026-03-06"), day(on))).toBe(fits);
  });
});

describe("payouts and bank lines", () => {
  it("belong together by trace id, however many look alike", () => {
    const payouts = [payout("po_1", { traceId: "T1" }), payout("po_2", { traceId: "T2" })];
    const lines = [line("b", { traceId: "T2" }), line("a", { traceId: "T1" })];
    expect(findPairs(payouts, lines)).toEqual([
      { payoutId: "po_1", lineId: "a", method: "exact_id" },
      { payoutId: "po_2", lineId: "b", method: "exact_id" },
    ]);
  });

  it("do not belong together by a trace id of another amount", () => {
    const pairs = findPairs(
      [payout("po_1", { traceId: "T1" })],
      [line("a", { traceId: "T1", amount: 9_999n })],
    );
    expect(pairs).toEqual([]);
  });

  it("belong together by amount, currency and window when there is one candidate on both sides", () => {
    expect(findPairs([payout("po_1")], [line("a"), line("b", { currency: "usd" })])).toEqual([
      { payoutId: "po_1", lineId: "a", method: "exact_composite" },
    ]);
    expect(findPairs([payout("po_1")], [line("a"), line("b")])).toEqual([]);
    expect(findPairs([payout("po_1"), payout("po_2")], [line("a")])).toEqual([]);
  });

  it("are left to a person where amounts are ambiguous or a line sums several of one day", () => {
    const two = [payout("po_1", { amount: 4_000n }), payout("po_2", { amount: 6_000n })];
    expect(findProposals(two, [line("a")])).toEqual([
      {
        method: "same_day_sum",
        confidence: 90,
        payoutIds: ["po_1", "po_2"],
        lineIds: ["a"],
        currency: "eur",
      },
    ]);
    expect(
      findProposals([payout("po_1")], [line("a"), line("b")]).map(({ method }) => method),
    ).toEqual(["same_amount", "same_amount"]);
  });

  it("are each used once, and no pair crosses amount, currency or window", () => {
    const some = fc.record({
      amount: fc.bigInt(1n, 4n),
      offset: fc.integer({ min: 0, max: 9 }),
      trace: fc.option(fc.constantFrom("T1", "T2", "T3"), { nil: null }),
    });
    const on = (offset: number) => new Date(Date.UTC(2026, 2, 2 + offset));
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 12 }),
        fc.array(some, { maxLength: 12 }),
        (left, right) => {
          const payouts = left.map(({ amount, offset, trace }, n) =>
            payout(`po_${n}`, { amount, arrivalAt: on(offset), traceId: trace }),
          );
          const lines = right.map(({ amount, offset, trace }, n) =>
            line(`l_${n}`, { amount, valueOn: on(offset), traceId: trace }),
          );
          const pairs = findPairs(payouts, lines);
          expect(new Set(pairs.map(({ payoutId }) => payoutId)).size).toBe(pairs.length);
          expect(new Set(pairs.map(({ lineId }) => lineId)).size).toBe(pairs.length);
          for (const { payoutId, lineId, method } of pairs) {
            const ours = payouts.find(({ id }) => id === payoutId);
            const theirs = lines.find(({ id }) => id === lineId);
            expect(ours?.amount).toBe(theirs?.amount);
            if (method === "exact_id") expect(ours?.traceId).toBe(theirs?.traceId);
            else expect(ours && theirs && isInWindow(ours.arrivalAt, theirs.valueOn)).toBe(true);
          }
          const rest = without(payouts, lines, pairs);
          expect(rest.payouts.length + pairs.length).toBe(payouts.length);
          expect(findPairs(payouts.toReversed(), lines.toReversed())).toHaveLength(pairs.length);
        },
      ),
    );
  });
});
