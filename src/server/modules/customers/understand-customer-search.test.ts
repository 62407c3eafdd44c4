import { describe, expect, it } from "vitest";
import { understandCustomerSearch } from "./understand-customer-search.ts";

describe("a search among customers", () => {
  it.each([
    ["cus_NxkQ81aZ0b7VhM", { kind: "id", id: "cus_NxkQ81aZ0b7VhM" }],
    [
      "https://dashboard.stripe.com/test/customers/cus_NxkQ81aZ0b7VhM?tab=1",
      { kind: "id", id: "cus_NxkQ81aZ0b7VhM" },
    ],
    [" Ada@Shop.Example ", { kind: "email", email: "ada@shop.example" }],
    ["4242", { kind: "last4", last4: "4242" }],
    ["•••• 4242", { kind: "last4", last4: "4242" }],
    ["Ada Lovel", { kind: "name", words: ["ada", "lovel"] }],
    ["O'Brien & Söhne", { kind: "name", words: ["o", "brien", "söhne"] }],
    ["a b c d e f g", { kind: "name", words: ["a", "b", "c", "d", "e"] }],
    ["cus_", { kind: "name", words: ["cus"] }],
  ])("%s is understood", (text, expected) => {
    expect(understandCustomerSearch(text)).toEqual(expected);
  });

  it.each([[undefined], [""], ["  "], ["%&!"]])("%s asks for nothing", (text) => {
    expect(understandCustomerSearch(text)).toBeNull();
  });
});
