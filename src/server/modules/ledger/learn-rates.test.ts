import { describe, expect, it } from "vitest";
import { currency } from "#core/currency.ts";
import { convert } from "#core/fx.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { learnRates } from "./learn-rates.ts";
import type { TransactionFacts } from "./post-balance-transaction.ts";
import { factsOf } from "./transaction-facts.ts";

function converted(id: string, settled: number, source: bigint, from: string): TransactionFacts {
  const facts = factsOf(balanceTransaction({ id, amount: settled, exchange_rate: 0.5 }));
  return { ...facts, sourceMoney: { amount: source, currency: from } };
}

describe("rates learnt from Stripe's own conversions", () => {
  it("are the two integers Stripe gives, of the largest amount of the day", () => {
    const rates = learnRates([
      converted("txn_small", 8, 10n, "usd"),
      converted("txn_large", 880_00, 1_000_00n, "usd"),
      converted("txn_refund", -44_00, 50_00n, "usd"),
    ]);
    expect(rates).toEqual([
      expect.objectContaining({ from: "usd", to: "eur", source: "txn_large" }),
    ]);
    const [rate] = rates;
    const pair = { from: currency("usd"), to: currency("eur") };
    const amount = { amountMinor: 10_00n, currency: currency("usd") };
    expect(rate && convert(amount, { ...rate, ...pair }).amountMinor).toBe(8_80n);
  });

  it("mind the decimals of each currency", () => {
    const [rate] = learnRates([converted("txn_yen", 6_00, 1_000n, "jpy")]);
    const pair = { from: currency("jpy"), to: currency("eur") };
    const amount = { amountMinor: 500n, currency: currency("jpy") };
    expect(rate && convert(amount, { ...rate, ...pair }).amountMinor).toBe(3_00n);
  });

  it("are not made of what was never converted, or of which the customer's amount is unknown", () => {
    const plain = factsOf(balanceTransaction({ id: "txn_plain" }));
    const unknown = { ...converted("txn_unknown", 5, 6n, "usd"), sourceMoney: null };
    expect(learnRates([plain, unknown])).toEqual([]);
  });
});
