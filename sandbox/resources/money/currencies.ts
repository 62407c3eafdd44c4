import { PER_EURO } from "./per-euro.ts";

/** Decimals of the minor unit, by the lists of docs.stripe.com/currencies; all others have two. */
const ZERO_DECIMAL = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "),
);
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));

/** Minimum charges in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const SMALLEST: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1_500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1_000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1_000,
  usd: 50,
};
const LARGEST = 99_999_999;
/** Currencies of small units may have longer amounts; the rest has eight digits. */
const LARGEST_OF_SMALL_UNITS: Readonly<Record<string, number>> = {
  idr: 999_999_999_999,
  lbp: 999_999_999_999,
  cop: 9_999_999_999,
  inr: 999_999_999,
};

/** Whether payments can be asked for in this currency (lower case). */
export function isCurrency(code: string): boolean {
  return PER_EURO.has(code);
}

/** Number of decimals of the currency's minor unit. */
export function exponentOf(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** Smallest charge in minor units; null where Stripe only demands what converts to the account's own minimum. */
export function smallestCharge(currency: string): number | null {
  return SMALLEST[currency] ?? null;
}

/** Largest charge in minor units. */
export function largestCharge(currency: string): number {
  return LARGEST_OF_SMALL_UNITS[currency] ?? LARGEST;
}

const formats = new Map<string, Intl.NumberFormat>();

/** `€50.01`, `¥500`, `KWD 5.120`: an amount of minor units as Stripe's messages write it. */
export function formatAmount(amount: number, currency: string): string {
  const digits = exponentOf(currency);
  let format = formats.get(currency);
  if (format === undefined) {
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat("en-US", { style: "currency", currency, ...fraction });
    formats.set(currency, format);
  }
  return format.format(amount / 10 ** digits).replaceAll("\u00a0", " ");
}
