import { isCurrency } from "./currency.ts";
import { type Money, parseMajor } from "./money.ts";

const TYPED = /^([\d.,]+)\s*([a-z]{3})$/i;

/** Whether `typed` ("1234.50 EUR", also "1234,50 eur") is just this amount. A thousands separator is none of ours. */
export function saysTotal(
  typed: string,
  total: Pick<Money, "amountMinor"> & { currency: string },
): boolean {
  const [, figures, code] = TYPED.exec(typed.trim()) ?? [];
  const currency = code?.toLowerCase();
  if (figures === undefined || currency === undefined || !isCurrency(currency)) return false;
  const read = parseMajor(figures, currency);
  return read?.amountMinor === total.amountMinor && currency === total.currency;
}
