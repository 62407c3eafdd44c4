import type { MethodType } from "../resources/new-payment-method.ts";

export type Country = "NL" | "DE" | "FR" | "BE" | "GB" | "US" | "JP";

export const COUNTRIES = [
  ["NL", 38],
  ["DE", 27],
  ["FR", 13],
  ["BE", 12],
  ["GB", 8],
  ["US", 1.4],
  ["JP", 0.6],
] as const;

/** What people of a country pay in, with the shop's own round rate from euros (major units). */
export const CURRENCIES: Readonly<Record<Country, { code: string; perEuro: number }>> = {
  NL: { code: "eur", perEuro: 1 },
  DE: { code: "eur", perEuro: 1 },
  FR: { code: "eur", perEuro: 1 },
  BE: { code: "eur", perEuro: 1 },
  GB: { code: "gbp", perEuro: 0.9 },
  US: { code: "usd", perEuro: 1.2 },
  JP: { code: "jpy", perEuro: 180 },
};

/** What people of a country pay with. */
export const METHODS_BY_COUNTRY: Readonly<
  Record<Country, readonly [readonly [MethodType, number], ...(readonly [MethodType, number])[]]>
> = {
  NL: [
    ["card", 44],
    ["ideal", 38],
    ["klarna", 8],
    ["sepa_debit", 5],
    ["link", 5],
  ],
  DE: [
    ["card", 63],
    ["sepa_debit", 16],
    ["klarna", 15],
    ["link", 6],
  ],
  FR: [
    ["card", 87],
    ["klarna", 6],
    ["link", 7],
  ],
  BE: [
    ["card", 52],
    ["bancontact", 39],
    ["klarna", 5],
    ["link", 4],
  ],
  GB: [
    ["card", 88],
    ["klarna", 6],
    ["link", 6],
  ],
  US: [
    ["card", 92],
    ["link", 8],
  ],
  JP: [["card", 100]],
};

/** Share of attempts that fail for reasons of the method itself. */
export const FAILURE_RATES: Readonly<Record<MethodType, number>> = {
  card: 0.082,
  link: 0.035,
  ideal: 0.045,
  bancontact: 0.055,
  klarna: 0.13,
  sepa_debit: 0.03,
};

export interface Bank {
  readonly name: string;
  readonly country: string;
}

/** Cards from far away: a small share, dearer to take and declined more often. */
export const FOREIGN_ISSUER: Bank = { name: "Lakeside Union", country: "US" };

/** Invented issuers, by the country of their cards. */
export const ISSUERS: Readonly<
  Record<Country, readonly [readonly [Bank, number], ...(readonly [Bank, number])[]]>
> = {
  NL: [
    [{ name: "Waddenbank", country: "NL" }, 45],
    [{ name: "Polder & Dijk", country: "NL" }, 35],
    [{ name: "Neobank Tulp", country: "LT" }, 20],
  ],
  DE: [
    [{ name: "Rheinkredit", country: "DE" }, 42],
    [{ name: "Hanse Privatbank", country: "DE" }, 33],
    [{ name: "Neobank Tulp", country: "LT" }, 25],
  ],
  FR: [
    [{ name: "Banque du Midi", country: "FR" }, 60],
    [{ name: "Credit Rivage", country: "FR" }, 40],
  ],
  BE: [
    [{ name: "Scheldebank", country: "BE" }, 70],
    [{ name: "Ardennenkas", country: "BE" }, 30],
  ],
  GB: [
    [{ name: "Thames & Tyne", country: "GB" }, 60],
    [{ name: "Moorland Mutual", country: "GB" }, 40],
  ],
  US: [[FOREIGN_ISSUER, 100]],
  JP: [[{ name: "Minato Card", country: "JP" }, 100]],
};

export const IDEAL_BANKS = [
  "abn_amro",
  "ing",
  "rabobank",
  "bunq",
  "asn_bank",
  "knab",
  "triodos_bank",
] as const;

export const CITIES: Readonly<
  Record<Country, readonly [readonly [string, string], ...(readonly [string, string])[]]>
> = {
  NL: [
    ["Utrecht", "3511 AA"],
    ["Groningen", "9711 AA"],
    ["Zwolle", "8011 AA"],
    ["Delft", "2611 AA"],
  ],
  DE: [
    ["Bremen", "28195"],
    ["Kassel", "34117"],
    ["Leipzig", "04109"],
    ["Mainz", "55116"],
  ],
  FR: [
    ["Nantes", "44000"],
    ["Dijon", "21000"],
    ["Rennes", "35000"],
  ],
  BE: [
    ["Gent", "9000"],
    ["Namur", "5000"],
    ["Mechelen", "2800"],
  ],
  GB: [
    ["Leeds", "LS1 4AP"],
    ["Bristol", "BS1 5TR"],
    ["Cardiff", "CF10 1EP"],
  ],
  US: [
    ["Madison", "53703"],
    ["Portland", "97204"],
  ],
  JP: [["Nagoya", "460-0008"]],
};
