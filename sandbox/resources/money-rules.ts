import type { Stripe } from "stripe";
import { addBusinessDays } from "../clock/business-days.ts";
import { driftedFee } from "../history/incidents/fee-drift.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";
import { convertAmount, exchangeRate, type Settlement } from "./money/exchange-rates.ts";

/** Price list of the sandbox's account (its own, in Stripe's style): basis points of the amount plus a fixed part in euro cents. */
interface Price {
  readonly basisPoints: number;
  readonly fixed: number;
  readonly settlementBusinessDays: number;
}

const EEA_CARD: Price = { basisPoints: 150, fixed: 25, settlementBusinessDays: 2 };
const OTHER_CARD: Price = { basisPoints: 290, fixed: 30, settlementBusinessDays: 2 };
const BY_TYPE: Readonly<Record<string, Price>> = {
  sepa_debit: { basisPoints: 0, fixed: 35, settlementBusinessDays: 1 },
  ideal: { basisPoints: 0, fixed: 29, settlementBusinessDays: 3 },
  bancontact: { basisPoints: 0, fixed: 39, settlementBusinessDays: 3 },
  klarna: { basisPoints: 299, fixed: 35, settlementBusinessDays: 5 },
  link: { basisPoints: 120, fixed: 25, settlementBusinessDays: 2 },
};
/** Where the money was converted Stripe asks for more. */
const CONVERSION_BASIS_POINTS = 200;
const EEA_COUNTRIES = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(
    " ",
  ),
);

/** Type and, for a card, the country of its issuer: all that the price depends on. */
export interface PricedMethod {
  readonly type: string;
  readonly cardCountry: string | null;
}

function priceOf(method: PricedMethod): Price {
  if (method.type !== "card") return BY_TYPE[method.type] ?? OTHER_CARD;
  return EEA_COUNTRIES.has(method.cardCountry ?? "") ? EEA_CARD : OTHER_CARD;
}

/** Stripe's fee for what a capture settles, in minor units of the currency of settlement, rounded half up. */
export function feeFor(
  world: World,
  { amount, currency, exchangeRate: converted }: Settlement,
  method: PricedMethod,
): Stripe.BalanceTransaction.FeeDetail[] {
  const { basisPoints: share, fixed } = priceOf(method);
  const basisPoints = converted === null ? share : share + CONVERSION_BASIS_POINTS;
  const rate = exchangeRate(world, ACCOUNT_CURRENCY, currency);
  const fee =
    Math.floor((amount * basisPoints + 5_000) / 10_000) +
    convertAmount(fixed, ACCOUNT_CURRENCY, currency, rate) +
    driftedFee(world, amount);
  return [
    {
      amount: fee,
      application: null,
      currency,
      description: "Stripe processing fees",
      type: "stripe_fee",
    },
  ];
}

/** Midnight UTC of the day from which the money can be paid out, in seconds. */
export function availableOn(capturedAt: number, method: PricedMethod): number {
  return addBusinessDays(capturedAt, priceOf(method).settlementBusinessDays);
}
