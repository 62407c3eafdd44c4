import type { Stripe } from "stripe";
import { base62Of } from "../../store/deterministic-ids.ts";
import type { TestCard } from "../test-cards.ts";

/** What a card shows: its brand, country and date of expiry, and how much of its owner's data was checked. */
export interface CardFace {
  readonly brand: string;
  readonly country: string;
  readonly funding: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  /** The same card gives the same fingerprint wherever an account meets it. */
  readonly fingerprintOf: string;
  readonly issuer: string | null;
  /** The first six digits; null for a card that has no number here. */
  readonly iin?: string | null;
  readonly failingCheck?: TestCard["failingCheck"];
}

/** The `card` of a method; fingerprints differ from account to account, as at Stripe. */
export function cardOf(
  face: CardFace,
  address: Stripe.Address | null,
  accountId: string,
): Stripe.PaymentMethod.Card {
  const { brand, country, funding, issuer } = face;
  return {
    brand,
    checks: checksOf(face.failingCheck, address),
    country,
    display_brand: brand,
    exp_month: face.expMonth,
    exp_year: face.expYear,
    fingerprint: base62Of(`card:${accountId}:${face.fingerprintOf}`, 16),
    funding,
    generated_from: null,
    ...(face.iin === undefined || face.iin === null ? {} : { iin: face.iin }),
    ...(issuer === null ? {} : { issuer }),
    last4: face.last4,
    networks: { available: [brand], preferred: null },
    // Only debit cards of large banks in the United States fall under the regulation meant here.
    regulated_status: country === "US" && funding === "debit" ? "regulated" : "unregulated",
    three_d_secure_usage: { supported: brand !== "amex" || country !== "US" },
    wallet: null,
  };
}

/** A part of the address is checked where it was given; the security code counts as given. */
function checksOf(
  failing: TestCard["failingCheck"],
  address: Stripe.Address | null,
): Stripe.PaymentMethod.Card.Checks {
  const outcome = (given: boolean, fails: boolean): string | null => {
    if (!given) return null;
    return fails ? "fail" : "pass";
  };
  const line1 = failing === "address" || failing === "line1";
  const postalCode = failing === "address" || failing === "postal_code";
  return {
    address_line1_check: outcome(given(address?.line1), line1),
    address_postal_code_check: outcome(given(address?.postal_code), postalCode),
    cvc_check: failing === "cvc" ? "fail" : "pass",
  };
}

function given(part: string | null | undefined): boolean {
  return part !== null && part !== undefined;
}
