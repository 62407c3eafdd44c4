import { describe, expect, it } from "vitest";
import type { KindRules } from "#core/contracts/policy-document.ts";
import { askWords, kindTitle, signedWords, watchedWords, wholeUnits } from "./policy-words.ts";

const rules: KindRules = {
  ask: { support: "limits", finance: "alone" },
  asksAnother: ["age"],
  forbidden: ["fraud_warning"],
  signers: { count: 1, roles: ["finance"] },
  upTo: { each: "1000", day: null, month: null },
  lastResort: { count: 2, roles: ["finance", "manager"] },
};

describe("the rules of a kind in words", () => {
  it("say who may, what is watched and who signs", () => {
    expect(kindTitle("payment_capture")).toBe("Capture");
    expect(askWords(rules)).toBe("support within limits · finance alone");
    expect(askWords({ ...rules, ask: {} })).toBe("nobody");
    expect(watchedWords(rules)).toBe("the charge is old · forbidden: the issuer warned of fraud");
    expect(watchedWords({ ...rules, asksAnother: [], forbidden: [] })).toBe("–");
    expect(signedWords(rules, "eur")).toBe(
      "finance up to 1,000 EUR, above it 2 people: finance and manager",
    );
  });

  it("say that nobody signs what everybody does alone", () => {
    const free: KindRules = { ...rules, ask: { support: "alone" }, asksAnother: [] };
    expect(signedWords(free, "eur")).toBe("nobody needs to");
    expect(signedWords({ ...rules, upTo: null }, "eur")).toBe(
      "finance; where limits change, 2 people: finance and manager",
    );
  });

  it("say an amount, or that there is no limit", () => {
    expect(wholeUnits("1000000", "jpy")).toBe("1,000,000 JPY");
    expect(wholeUnits(null, "eur")).toBe("no limit");
  });
});
