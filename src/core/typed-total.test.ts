import { expect, it } from "vitest";
import { money } from "./money.ts";
import { saysTotal } from "./typed-total.ts";

it.each([
  ["1234.50 EUR", true],
  [" 1234,50 eur ", true],
  ["1234.5EUR", true],
  ["1234.50", false],
  ["1234.50 USD", false],
  ["1,234.50 EUR", false],
  ["1234.51 EUR", false],
  ["1234.500 EUR", false],
  ["EUR 1234.50", false],
  ["", false],
])("%j is the total of 1234.50 EUR: %s", (typed, is) => {
  expect(saysTotal(typed, money(123_450n, "eur"))).toBe(is);
});
