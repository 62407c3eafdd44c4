import { describe, expect, test } from "vitest";
import { payoutVerdict } from "./payout-verdict.ts";

const total = { category: "charge", count: 2, gross: 1_000n, fee: 50n, net: 950n };
const judge = (change: {
  automatic?: boolean;
  difference?: bigint;
  totals?: (typeof total)[];
  reconciliationStatus?: string;
}) =>
  payoutVerdict({
    payout: { automatic: change.automatic ?? true },
    difference: { amountMinor: change.difference ?? 0n, currency: "eur" },
    totals: change.totals ?? [total],
    reconciliationStatus: change.reconciliationStatus ?? "completed",
  }).word;

describe("whether a payout is its lines", () => {
  test("is not said before Stripe calls them complete", () => {
    expect(judge({ difference: -950n, totals: [], reconciliationStatus: "in_progress" })).toBe(
      "Not complete yet",
    );
  });

  test("is judged to the minor unit once they are complete", () => {
    expect(judge({})).toBe("Equal");
    expect(judge({ difference: 1n })).toBe("Differs");
    expect(judge({ difference: -1n })).toBe("Differs");
  });

  test("cannot be said of one that was made by hand", () => {
    expect(
      judge({ automatic: false, difference: -950n, totals: [], reconciliationStatus: "x" }),
    ).toBe("Not itemised");
  });
});
