import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BulkWhy } from "#core/contracts/bulk.ts";
import { type BulkTarget, judgeRows, totalsOf } from "./dry-run.policy.ts";
import { readList } from "./read-list.ts";

const sound: BulkTarget = {
  paymentId: "pi_1",
  chargeId: "ch_1",
  paid: true,
  currency: "eur",
  available: 1_000n,
  blocked: false,
  connected: false,
  denied: null,
};

const judge = (text: string, target: Partial<BulkTarget> | null = {}) =>
  judgeRows(
    readList(text),
    new Map(
      target === null ? [] : ["pi_1", "ch_1", "ch_0"].map((id) => [id, { ...sound, ...target }]),
    ),
  );

describe("a row of a bulk", () => {
  it.each([
    ["all that is left", "pi_1", 1_000n],
    ["by its charge", "ch_1", 1_000n],
    ["an amount", "pi_1,2.5", 250n],
    ["an amount in its currency", "pi_1,10,EUR", 1_000n],
  ])("is in with %s", (_name, text, amountMinor) => {
    expect(judge(text)).toMatchObject([
      {
        kind: "included",
        row: { paymentId: "pi_1", chargeId: "ch_1", amount: { amountMinor }, available: 1_000n },
      },
    ]);
  });

  it.each<[BulkWhy, string, Partial<BulkTarget> | null]>([
    ["not_understood", "what", {}],
    ["unknown", "pi_1", null],
    ["other_charge", "ch_0", {}],
    ["not_refundable", "pi_1", { paid: false }],
    ["not_refundable", "pi_1", { chargeId: null }],
    ["connected", "pi_1", { connected: true }],
    ["disputed", "pi_1", { blocked: true }],
    ["currency", "pi_1,3,usd", {}],
    ["amount", "pi_1,0", {}],
    ["amount", "pi_1,1.005", {}],
    ["amount", "pi_1,1.5", { currency: "jpy" }],
    ["nothing_left", "pi_1", { available: 0n }],
    ["too_much", "pi_1,10.01", {}],
    ["policy", "pi_1", { denied: "Too old." }],
  ])("is out as %s: %s", (why, text, target) => {
    expect(judge(text, target)).toMatchObject([{ kind: "left-out", row: { why } }]);
  });

  it("is in once, however its payment is named, and not barred by a row that is out", () => {
    const judged = judge("pi_1,99\npi_1,1\nch_1\npi_1");
    expect(judged.map(({ kind, row }) => ("why" in row ? row.why : kind))).toEqual([
      "too_much",
      "included",
      "repeated",
      "repeated",
    ]);
    expect(judged[2]).toMatchObject({ row: { detail: "line 2" } });
  });
});

it("every row is in or out, never both, and the totals are those of the rows that are in", () => {
  const target = fc.record({
    paid: fc.boolean(),
    blocked: fc.boolean(),
    connected: fc.boolean(),
    currency: fc.constantFrom("eur", "usd", "jpy", "kwd"),
    available: fc.bigInt({ min: -5n, max: 100_000n }),
    denied: fc.constantFrom(null, null, "No."),
  });
  const line = fc.tuple(fc.nat(12), fc.constantFrom("", ",1", ",2.50", ",900,eur", ",x", ",,usd"));
  fc.assert(
    fc.property(
      fc.array(target, { minLength: 8, maxLength: 8 }),
      fc.array(line),
      (states, lines) => {
        const targets = new Map(
          states.map((state, at) => [
            `pi_${at}`,
            { ...sound, ...state, paymentId: `pi_${at}`, chargeId: `ch_${at}` },
          ]),
        );
        const rows = readList(lines.map(([n, rest]) => `pi_${n}${rest}`).join("\n"));
        const judged = judgeRows(rows, targets);
        expect(judged.map(({ row }) => row.line)).toEqual(rows.map(({ row }) => row.line));
        const included = judged.flatMap((one) => (one.kind === "included" ? [one.row] : []));
        expect(new Set(included.map(({ paymentId }) => paymentId)).size).toBe(included.length);
        for (const { amount, available, paymentId } of included) {
          expect(amount.amountMinor > 0n && amount.amountMinor <= available).toBe(true);
          expect(available).toBe(targets.get(paymentId)?.available);
        }
        const totals = totalsOf(included);
        expect(totals.reduce((sum, total) => sum + total.rows, 0)).toBe(included.length);
        for (const { amount } of totals) {
          const own = included.filter((row) => row.amount.currency === amount.currency);
          expect(own.reduce((sum, row) => sum + row.amount.amountMinor, 0n)).toBe(
            amount.amountMinor,
          );
        }
      },
    ),
  );
});
