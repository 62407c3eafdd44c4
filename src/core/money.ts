import { type Currency, currency, exponentOf } from "./currency.ts";
import { invariant } from "./invariant.ts";

export { exponentOf } from "./currency.ts";

/** An amount in Stripe's integer of the currency's minor unit. Never a float, never a JS number. */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** Builds money from minor units (`4200n`, `"eur"` is 42.00 EUR). */
export function money(amountMinor: bigint, code: string): Money {
  return { amountMinor, currency: currency(code) };
}

/** Sum of two amounts of one currency; a mix of currencies is a programming error. */
export function add(a: Money, b: Money): Money {
  invariant(a.currency === b.currency, `cannot add ${a.currency} and ${b.currency}`);
  return { amountMinor: a.amountMinor + b.amountMinor, currency: a.currency };
}

/** The same amount with the opposite sign. */
export function negate(a: Money): Money {
  return { amountMinor: -a.amountMinor, currency: a.currency };
}

/** The amount in major units with every digit of the minor unit: 4200 EUR → "42.00", 500 JPY → "500". */
export function formatMajor(a: { amountMinor: bigint; currency: string }): string {
  const exponent = exponentOf(a.currency);
  const sign = a.amountMinor < 0n ? "-" : "";
  const digits = (a.amountMinor < 0n ? -a.amountMinor : a.amountMinor).toString();
  if (exponent === 0) return sign + digits;
  const padded = digits.padStart(exponent + 1, "0");
  return `${sign}${padded.slice(0, -exponent)}.${padded.slice(-exponent)}`;
}

const MAJOR = /^(-?)(\d{1,16})(?:[.,](\d+))?$/;

/** An amount as it stands in a sentence: "12.34 EUR". */
export function moneyWords(amount: { amountMinor: bigint; currency: string }): string {
  return `${formatMajor(amount)} ${amount.currency.toUpperCase()}`;
}

/**
 * Reads an amount typed in major units ("42", "42.5", "42,50") into minor units.
 * Returns null when it is not a number or has more decimals than the currency allows: nothing is rounded.
 */
export function parseMajor(text: string, code: Currency): Money | null {
  const match = MAJOR.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  const exponent = exponentOf(code);
  if (fraction.length > exponent) return null;
  const minor = BigInt(whole + fraction.padEnd(exponent, "0"));
  return { amountMinor: sign === "-" ? -minor : minor, currency: code };
}

/** `part / whole` as an integer of basis points (1/100 %), rounded half up; 0 when `whole` is 0. */
export function basisPoints(part: bigint, whole: bigint): number {
  if (whole === 0n) return 0;
  return Number((part * 20_000n + whole) / (whole * 2n));
}
