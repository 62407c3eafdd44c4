import { describe, expect, it } from "vitest";
import { balanceTotals } from "./balance-totals.ts";

const line = (currency: string, opening: bigint, debits: bigint, credits: bigint) => {
  return { currency, opening, debits, credits, closing: opening + debits - credits };
};

describe("the totals of a month", () => {
  it("sum each currency by itself, in the order of their codes", () => {
    const lines = [line("usd", 5n, 1n, 0n), line("eur", 10n, 7n, 2n), line("eur", -10n, 2n, 7n)];
    expect(balanceTotals(lines)).toEqual([line("eur", 0n, 9n, 9n), line("usd", 5n, 1n, 0n)]);
  });

  it("are none for no balances", () => {
    expect(balanceTotals([])).toEqual([]);
  });
});
