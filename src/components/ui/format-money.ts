import { exponentOf, formatMajor } from "#core/money.ts";

export type MoneySign = "auto" | "always";

export interface MoneyParts {
  /** "−", "+" or nothing. */
  readonly sign: string;
  /** Whole units with separators: "1,234". */
  readonly whole: string;
  /** ".50", ".500" or nothing. */
  readonly fraction: string;
  /** "EUR". */
  readonly code: string;
}

const grouping = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/**
 * Splits an amount of minor units for display. Digits come from the integer itself, so nothing is rounded at any size.
 * @param amountMinor minor units of `currency` (4200n is 42.00 for "eur", 4200 for "jpy", 4.200 for "kwd")
 */
export function moneyParts(
  amountMinor: bigint,
  currency: string,
  sign: MoneySign = "auto",
): MoneyParts {
  const size = amountMinor < 0n ? -amountMinor : amountMinor;
  const [whole = "0", fraction] = formatMajor({ amountMinor: size, currency }).split(".");
  const plus = sign === "always" && amountMinor > 0n ? "+" : "";
  return {
    sign: amountMinor < 0n ? "−" : plus,
    whole: grouping.format(BigInt(whole)),
    fraction: exponentOf(currency) === 0 || fraction === undefined ? "" : `.${fraction}`,
    code: currency.toUpperCase(),
  };
}

/** One string, code last: "−1,234.50 EUR". For buttons, sentences and labels; tables use `<Money>`. */
export function moneyText(amountMinor: bigint, currency: string, sign: MoneySign = "auto"): string {
  const parts = moneyParts(amountMinor, currency, sign);
  return `${parts.sign}${parts.whole}${parts.fraction} ${parts.code}`;
}
