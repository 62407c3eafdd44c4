import { describe, expect, it } from "vitest";
import { trialTotals } from "./trial-totals.ts";

const account = (amountMinor: bigint, currency = "eur") => ({ balance: { amountMinor, currency } });

describe("the totals of a trial balance", () => {
  it("are equal on both sides when the books balance", () => {
    expect(trialTotals([account(700n), account(-900n), account(200n)])).toEqual([
      { currency: "eur", debit: 900n, credit: 900n },
    ]);
  });

  it("are kept apart by currency", () => {
    const accounts = [account(5n), account(7n, "usd"), account(-5n), account(-6n, "usd")];
    expect(trialTotals(accounts)).toEqual([
      { currency: "eur", debit: 5n, credit: 5n },
      { currency: "usd", debit: 7n, credit: 6n },
    ]);
  });

  it("hold amounts beyond what a float holds", () => {
    expect(trialTotals([account(9_007_199_254_740_993n), account(2n)])[0]?.debit).toBe(
      9_007_199_254_740_995n,
    );
  });
});
