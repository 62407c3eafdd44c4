/**
 * Minor-unit exponents as Stripe uses them, which differ from CLDR's for some currencies.
 * Source: https://docs.stripe.com/currencies (zero-decimal and three-decimal lists).
 */
const ZERO_DECIMAL = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "),
);
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));

/** A lower-case ISO 4217 code as Stripe writes it. */
export type Currency = string & { readonly __brand: "Currency" };

const CODE = /^[a-z]{3}$/;

/** Whether `value` has the form of a currency code in Stripe's spelling (three lower-case letters). */
export function isCurrency(value: string): value is Currency {
  return CODE.test(value);
}

/** Brands a currency code; throws RangeError when it is not three lower-case letters. */
export function currency(value: string): Currency {
  if (!isCurrency(value)) throw new RangeError(`not a currency code: ${value}`);
  return value;
}

/** Number of decimal digits of the minor unit: 0, 2 or 3. */
export function exponentOf(code: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}
