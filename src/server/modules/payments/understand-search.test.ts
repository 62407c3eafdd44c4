import { describe, expect, it } from "vitest";
import { currency } from "#core/currency.ts";
import { understandSearch } from "./understand-search.ts";

const eur = currency("eur");

describe("a search text", () => {
  it.each([
    ["pi_3abcDEF123", { kind: "id", of: "payment", id: "pi_3abcDEF123" }],
    ["  ch_3abcDEF123 ", { kind: "id", of: "charge", id: "ch_3abcDEF123" }],
    ["re_3abcDEF123", { kind: "id", of: "refund", id: "re_3abcDEF123" }],
    ["pyr_3abcDEF123", { kind: "id", of: "refund", id: "pyr_3abcDEF123" }],
    ["cus_abcDEF123", { kind: "id", of: "customer", id: "cus_abcDEF123" }],
    [
      "https://dashboard.stripe.com/test/payments/pi_3abcDEF123?x=1",
      { kind: "id", of: "payment", id: "pi_3abcDEF123" },
    ],
    ["Ada@Shop.Example", { kind: "email", email: "ada@shop.example" }],
    ["4242", { kind: "last4", last4: "4242" }],
    ["•••• 4242", { kind: "last4", last4: "4242" }],
    ["42.00", { kind: "amount", amountMinor: 4200n }],
    ["42,00", { kind: "amount", amountMinor: 4200n }],
    ["€42", { kind: "amount", amountMinor: 4200n }],
    ["42.00 EUR", { kind: "amount", amountMinor: 4200n }],
    ["42.001", { kind: "text", text: "42.001" }],
    ["blue jacket", { kind: "text", text: "blue jacket" }],
    ["pi_", { kind: "text", text: "pi_" }],
  ])("%s is understood", (query, expected) => {
    expect(understandSearch(query, eur)).toEqual(expected);
  });

  it("counts in the minor unit of the account's currency", () => {
    expect(understandSearch("500 JPY", currency("jpy"))).toEqual({
      kind: "amount",
      amountMinor: 500n,
    });
    expect(understandSearch("5.124", currency("kwd"))).toEqual({
      kind: "amount",
      amountMinor: 5124n,
    });
  });

  it("is nothing when it is blank", () => {
    expect(understandSearch("  ", eur)).toBeNull();
    expect(understandSearch(undefined, eur)).toBeNull();
  });
});
