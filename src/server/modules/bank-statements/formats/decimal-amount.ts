import { exponentOf } from "#core/money.ts";

const DIGITS = /^\d{1,16}$/;

/**
 * Reads an unsigned decimal into minor units of `currency`: digits, and after `mark` the decimals. Null when it is no
 * such number or has more decimals than the currency; zeros beyond them are let go, nothing is rounded.
 */
export function decimalToMinor(text: string, mark: "." | ",", currency: string): bigint | null {
  const [whole = "", decimals = "", ...more] = text.split(mark);
  if (more.length > 0 || !DIGITS.test(whole) || !/^\d*$/.test(decimals)) return null;
  const exponent = exponentOf(currency);
  const kept = decimals.slice(0, exponent).padEnd(exponent, "0");
  if (/[1-9]/.test(decimals.slice(exponent))) return null;
  return BigInt(whole + kept);
}

/**
 * As above, but signed and as people write it: a sign before or after, groups of three digits. Null when it can be read
 * in no or in more than one way.
 */
export function writtenToMinor(text: string, mark: "." | ",", currency: string): bigint | null {
  const match = /^([+-]?)\s*([\d.,'\s]+?)\s*([+-]?)$/.exec(text.trim().replaceAll("\u2212", "-"));
  if (!match) return null;
  const [, before = "", number = "", after = ""] = match;
  if (before !== "" && after !== "") return null;
  const [whole = "", ...rest] = number.split(mark);
  const ungrouped = withoutGroups(whole, mark);
  if (ungrouped === null) return null;
  const minor = decimalToMinor([ungrouped, ...rest].join(mark), mark, currency);
  if (minor === null) return null;
  return before === "-" || after === "-" ? -minor : minor;
}

function withoutGroups(whole: string, mark: "." | ","): string | null {
  if (DIGITS.test(whole)) return whole;
  const separators = mark === "." ? [",", "'", "\\s"] : ["\\.", "'", "\\s"];
  const isGrouped = separators.some((one) => new RegExp(`^\\d{1,3}(?:${one}\\d{3})+$`).test(whole));
  return isGrouped ? whole.replaceAll(/\D/g, "") : null;
}
