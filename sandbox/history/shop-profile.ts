import type { MethodType } from "../resources/new-payment-method.ts";

/** Share of the day's orders by hour, UTC: quiet nights, a lunch hump, a long evening. */
export const HOUR_WEIGHTS: readonly number[] = [
  0.9, 0.5, 0.3, 0.25, 0.3, 0.7, 1.6, 2.8, 3.9, 4.8, 5.4, 5.9, 5.6, 5.2, 5, 5.1, 5.6, 6.4, 7.4, 8.1,
  7.6, 6.1, 4, 2.1,
];

/** From Sunday to Saturday, around 1. */
export const WEEKDAY_FACTORS: readonly number[] = [1.18, 0.95, 0.92, 0.93, 0.97, 1.02, 1.03];

const SALARY_DAYS = new Set([25, 26, 27, 1, 2]);
const LEAN_DAYS = new Set([19, 20, 21, 22, 23]);

/** How much more (or less) people buy on this day of the month: more just after salaries, less just before. */
export function salaryFactor(dayOfMonth: number): number {
  if (SALARY_DAYS.has(dayOfMonth)) return 1.22;
  return LEAN_DAYS.has(dayOfMonth) ? 0.93 : 1;
}

/** Cards run dry before salaries: the factor on declines for want of funds. */
export function emptyPurseFactor(dayOfMonth: number): number {
  return LEAN_DAYS.has(dayOfMonth) ? 1.35 : 1;
}

export type Country = "NL" | "DE" | "FR" | "BE";

export const COUNTRIES = [
  ["NL", 41],
  ["DE", 29],
  ["FR", 15],
  ["BE", 15],
] as const;

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

/** Why cards are declined; the proportions follow what card networks and processors publish. */
export const CARD_DECLINES = [
  ["insufficient_funds", 44],
  ["do_not_honor", 19],
  ["generic_decline", 11],
  ["transaction_not_allowed", 6],
  ["expired_card", 5],
  ["incorrect_cvc", 5],
  ["issuer_not_available", 2.5],
  ["processing_error", 2],
  ["card_velocity_exceeded", 2],
  ["fraudulent", 1.5],
  ["lost_card", 1],
  ["stolen_card", 0.7],
  ["pickup_card", 0.3],
] as const;

export interface Bank {
  readonly name: string;
  readonly country: string;
}

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
};

/** Cards from far away: a small share, dearer to take and declined more often. */
export const FOREIGN_ISSUER: Bank = { name: "Lakeside Union", country: "US" };

export const IDEAL_BANKS = [
  "abn_amro",
  "ing",
  "rabobank",
  "bunq",
  "asn_bank",
  "knab",
  "triodos_bank",
] as const;

export const FIRST_NAMES = [
  "Sanne",
  "Daan",
  "Fleur",
  "Bram",
  "Lotte",
  "Jesse",
  "Noor",
  "Thijs",
  "Lena",
  "Jonas",
  "Mila",
  "Felix",
  "Greta",
  "Anton",
  "Clara",
  "Emil",
  "Camille",
  "Hugo",
  "Manon",
  "Louis",
  "Chloe",
  "Jules",
  "Ines",
  "Arthur",
  "Femke",
  "Wout",
  "Lies",
  "Seppe",
  "Yara",
  "Samir",
  "Aylin",
  "Mateo",
] as const;

export const LAST_NAMES = [
  "Veenstra",
  "Boersma",
  "Terpstra",
  "Duinker",
  "Haverkamp",
  "Lindhout",
  "Brinkmann",
  "Falkner",
  "Ohlendorf",
  "Steinfurt",
  "Wiesental",
  "Kornfeld",
  "Aubrac",
  "Belrive",
  "Chantemerle",
  "Duvallon",
  "Montferrand",
  "Lacombe",
  "Vanderelst",
  "Maesfeld",
  "Beukelaar",
  "Cleynhens",
  "Ouazzani",
  "Demirkan",
] as const;

/** Reserved names only: nothing here can reach a real mailbox. */
export const MAIL_DOMAINS = [
  "example.com",
  "example.net",
  "example.org",
  "mail.example.com",
  "post.example.net",
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
};
