import { describe, expect, it } from "vitest";
import { understandJournalSearch } from "./journal-search.ts";

describe("what people type to find a journal", () => {
  it.each([
    ["bt:txn_1:settle", "key"],
    ["txn_1PxkQ8", "transaction"],
    ["pi_3NxkQ8", "payment"],
    ["po_1PxkQ8", "object"],
    ["A.stripe.", "account"],
    ["dispute lost", "words"],
    ["42", "words"],
    ["12.3", "words"],
  ])("%s is a %s", (text, kind) => {
    expect(understandJournalSearch(text)?.kind).toBe(kind);
  });

  it.each([
    ["42.00", 4_200n, 2, null],
    ["−42.00", 4_200n, 2, null],
    ["1,234.50", 123_450n, 2, null],
    ["1 234,50 EUR", 123_450n, 2, "eur"],
    ["42 EUR", 4_200n, 2, "eur"],
    ["500 JPY", 500n, 0, "jpy"],
    ["5.120 kwd", 5_120n, 3, "kwd"],
  ])("%s is an amount", (text, amountMinor, decimals, currency) => {
    expect(understandJournalSearch(text)).toEqual({
      kind: "amount",
      amountMinor,
      decimals,
      currency,
    });
  });

  it("takes no amount with more decimals than the currency has", () => {
    expect(understandJournalSearch("42.125 EUR")?.kind).toBe("words");
    expect(understandJournalSearch("500.00 JPY")?.kind).toBe("words");
  });

  it("has nothing to look for in blanks", () => {
    expect(understandJournalSearch("  ")).toBeNull();
  });
});
