/** Where a rule or a figure was read, and on which day. */
export interface Source {
  readonly title: string;
  readonly url: string;
}

const READ = "read 28 November 2026";

export const SOURCES = {
  stripeDeclines: {
    title: `Stripe, decline codes and advice codes, ${READ}`,
    url: "https://docs.stripe.com/declines/codes",
  },
  stripeLifecycle: {
    title: `Stripe, how PaymentIntents work, ${READ}`,
    url: "https://docs.stripe.com/payments/paymentintents/lifecycle",
  },
  stripeOffSession: {
    title: `Stripe, reusable payment methods, ${READ}`,
    url: "https://docs.stripe.com/payments/payment-methods#payment-method-properties",
  },
  visaCategories: {
    title: `Visa decline categories as Checkout.com lists them, ${READ}`,
    url: "https://www.checkout.com/docs/developer-resources/codes/visa-response-codes",
  },
  visaReattempts: {
    title: `Visa Core Rules of 18 April 2026, table 7-2, as tomcn.uk reports it, ${READ}; 15 at Worldpay and Nexi`,
    url: "https://dev.to/tomwangcn/card-decline-codes-visa-vs-mastercard-retry-rules-pe9",
  },
  mastercardAttempts: {
    title: `Mastercard Transaction Processing Excellence as TabaPay applies it, ${READ}`,
    url: "https://developers.tabapay.com/docs/excessive-retry-rules",
  },
  mastercardAdvice: {
    title: `Mastercard advice codes 03, 21 and 24 to 30 as Braintree lists them, ${READ}`,
    url: "https://developer.paypal.com/braintree/articles/risk-and-security/compliance/network-updates/2023/mastercard-f23",
  },
} as const satisfies Record<string, Source>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Visa response codes of category 1: the issuer will never approve, and each further attempt is billed. */
export const VISA_NEVER: ReadonlySet<string> = new Set([
  "04",
  "07",
  "12",
  "14",
  "15",
  "41",
  "43",
  "46",
  "57",
  "R0",
  "R1",
  "R3",
]);

/** Mastercard's advice codes that end a payment on this card: do not try again; payment cancelled by the cardholder. */
export const MASTERCARD_NEVER: ReadonlySet<string> = new Set(["03", "21"]);

/** Mastercard's advice codes that name the earliest next attempt, in milliseconds after the decline. */
export const MASTERCARD_WAIT_MS: ReadonlyMap<string, number> = new Map([
  ["24", HOUR_MS],
  ["25", DAY_MS],
  ["26", 2 * DAY_MS],
  ["27", 4 * DAY_MS],
  ["28", 6 * DAY_MS],
  ["29", 8 * DAY_MS],
  ["30", 10 * DAY_MS],
]);

/** How often a network lets one card be declined in a span before further attempts are billed. */
export interface AttemptLimit {
  readonly rule: string;
  readonly brand: string;
  readonly declines: number;
  readonly withinMs: number;
  /** Only attempts for the same amount and currency count. */
  readonly sameAmount: boolean;
  /** The sentence's end: "…, and ". */
  readonly because: string;
  readonly source: Source;
}

/**
 * The networks' limits. Visa's own is 20 reattempts after the first decline since May 2025, but acquirers still publish and
 * bill 15, and Stripe publishes none: the stricter one is held. First decline and 15 reattempts are 16 declines.
 */
export const ATTEMPT_LIMITS: readonly AttemptLimit[] = [
  {
    rule: "network.visa-reattempts",
    brand: "visa",
    declines: 16,
    withinMs: 30 * DAY_MS,
    sameAmount: true,
    because:
      "acquirers bill every reattempt after the 15th in 30 days (Visa itself after the 20th)",
    source: SOURCES.visaReattempts,
  },
  {
    rule: "network.mastercard-day",
    brand: "mastercard",
    declines: 10,
    withinMs: DAY_MS,
    sameAmount: false,
    because: "Mastercard bills attempts after 10 declines of a card in 24 hours",
    source: SOURCES.mastercardAttempts,
  },
  {
    rule: "network.mastercard-month",
    brand: "mastercard",
    declines: 35,
    withinMs: 30 * DAY_MS,
    sameAmount: true,
    because: "Mastercard bills attempts after 35 for one card and amount in 30 days",
    source: SOURCES.mastercardAttempts,
  },
];
