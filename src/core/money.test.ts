import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "./currency.ts";
import { convert } from "./fx.ts";
import { add, basisPoints, exponentOf, formatMajor, money, negate, parseMajor } from "./money.ts";

const codes = fc.constantFrom("eur", "usd", "jpy", "kwd");
const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

describe("money", () => {
  it.each([
    [4200n, "eur", "42.00"],
    [-5n, "eur", "-0.05"],
    [500n, "jpy", "500"],
    [5120n, "kwd", "5.120"],
    [0n, "usd", "0.00"],
  ])("%s %s reads %s", (amount, code, text) => {
    expect(formatMajor(money(amount, code))).toBe(text);
  });

  it("reads back every amount that it prints", () => {
    fc.assert(
      fc.property(amounts, codes, (amount, code) => {
        const printed = formatMajor(money(amount, code));
        expect(parseMajor(printed, currency(code))).toEqual(money(amount, code));
      }),
    );
  });

  it.each(["", "abc", "1.234", "1e3", "1,2,3", "0x10", "99999999999999999999", "--1"])(
    "refuses %j in EUR",
    (text) => {
      expect(parseMajor(text, currency("eur"))).toBeNull();
    },
  );

  it("takes a comma or a point, and fewer decimals than the currency has", () => {
    expect(parseMajor("42,5", currency("eur"))).toEqual(money(4250n, "eur"));
    expect(parseMajor("42.50", currency("eur"))).toEqual(money(4250n, "eur"));
    expect(parseMajor("42", currency("jpy"))).toEqual(money(42n, "jpy"));
    expect(parseMajor("42.0", currency("jpy"))).toBeNull();
  });

  it("does not add two currencies", () => {
    expect(() => add(money(1n, "eur"), money(1n, "usd"))).toThrow(/cannot add/);
    expect(add(money(1n, "eur"), negate(money(1n, "eur"))).amountMinor).toBe(0n);
  });

  it("refuses what is not a currency code", () => {
    expect(() => money(1n, "EUR")).toThrow(RangeError);
  });

  it("counts basis points to the nearest", () => {
    expect(basisPoints(1n, 3n)).toBe(3333);
    expect(basisPoints(2n, 3n)).toBe(6667);
    expect(basisPoints(0n, 0n)).toBe(0);
  });
});

describe("conversion for limits", () => {
  it("accounts for different exponents and rounds away from zero", () => {
    const rate = { from: currency("jpy"), to: currency("eur"), numerator: 6n, denominator: 1000n };
    expect(convert(money(100n, "jpy"), rate)).toEqual(money(60n, "eur"));
    expect(convert(money(1n, "jpy"), rate)).toEqual(money(1n, "eur"));
  });

  it("never undershoots the exact value", () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 12n),
        fc.bigInt(1n, 10n ** 6n),
        fc.bigInt(1n, 10n ** 6n),
        (amount, numerator, denominator) => {
          const converted = convert(money(amount, "usd"), {
            from: currency("usd"),
            to: currency("eur"),
            numerator,
            denominator,
          });
          expect(converted.amountMinor * denominator).toBeGreaterThanOrEqual(amount * numerator);
          expect((converted.amountMinor - 1n) * denominator).toBeLessThan(amount * numerator);
        },
      ),
    );
  });
});

describe("exponents", () => {
  it.each([
    ["jpy", 0],
    ["eur", 2],
    ["kwd", 3],
    ["huf", 2],
  ] as const)("%s has %d", (code, digits) => expect(exponentOf(code)).toBe(digits));
});
