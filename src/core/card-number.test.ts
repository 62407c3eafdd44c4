import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsCardNumber } from "./card-number.ts";

/** `digits` with the check digit that makes them a card number. */
function withCheckDigit(digits: string): string {
  const found = "0123456789".split("").find((check) => holdsCardNumber(digits + check));
  if (found === undefined) throw new Error("One of ten check digits fits.");
  return digits + found;
}

const digitsOf = (length: number) =>
  fc.stringMatching(new RegExp(String.raw`^[1-9]\d{${length - 1}}$`));

describe("a card number in a text", () => {
  it.each([
    ["4242424242424242"],
    ["the card is 4242 4242 4242 4242, he says"],
    ["4242-4242-4242-4242"],
    ["3782 822463 10005"],
    ["6011.1111.1111.1117"],
    ["4222222222222"],
    ["4242 4242 4242 4242 12 29"],
    ["12 4242424242424242"],
  ])("is found: %s", (text) => {
    expect(holdsCardNumber(text)).toBe(true);
  });

  it.each([
    ["4242"],
    ["4242424242424241"],
    ["pi_3424242424242424242"],
    ["ch_4242424242424242"],
    ["order 2026-11-20, 42.00 EUR"],
    ["0000000000000000"],
    ["+49 170 1234567"],
    ["42424242424242424242424242424242"],
    [""],
  ])("is not found: %s", (text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });

  it("is found at each length, and no more when one digit is mistyped", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 12, max: 18 }).chain(digitsOf),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (digits, seed, shift) => {
          const number = withCheckDigit(digits);
          expect(holdsCardNumber(`card ${number}, please`)).toBe(true);
          const place = seed % number.length;
          const other = (Number(number[place]) + shift) % 10;
          const mistyped = `${number.slice(0, place)}${other}${number.slice(place + 1)}`;
          expect(holdsCardNumber(mistyped)).toBe(false);
        },
      ),
    );
  });
});
