import { describe, expect, test } from "vitest";
import { moneyParts, moneyText } from "./format-money.ts";

describe("money as text", () => {
  test.each([
    [4200n, "eur", "42.00 EUR"],
    [-12_345_050n, "usd", "−123,450.50 USD"],
    [500n, "jpy", "500 JPY"],
    [1_234_567n, "kwd", "1,234.567 KWD"],
    [5n, "eur", "0.05 EUR"],
    [-5n, "eur", "−0.05 EUR"],
    [0n, "eur", "0.00 EUR"],
  ])("%s minor units of %s read %s", (amount, currency, text) => {
    expect(moneyText(amount, currency)).toBe(text);
  });

  test("keeps every digit of an amount no float could hold", () => {
    expect(moneyText(123_456_789_012_345_678_901n, "eur")).toBe("1,234,567,890,123,456,789.01 EUR");
  });

  test("shows a plus only when asked, and never on zero", () => {
    expect(moneyParts(100n, "eur").sign).toBe("");
    expect(moneyParts(100n, "eur", "always").sign).toBe("+");
    expect(moneyParts(0n, "eur", "always").sign).toBe("");
  });
});
