import type { Stripe } from "stripe";

const PERSON_FIELDS = [
  "first_name",
  "last_name",
  "dob.day",
  "dob.month",
  "dob.year",
  "email",
  "phone",
  "address.line1",
  "address.city",
  "address.postal_code",
] as const;
const COMPANY_FIELDS = [
  "name",
  "phone",
  "tax_id_provided",
  "address.line1",
  "address.city",
  "address.postal_code",
] as const;

/** All that the requirements are computed from. */
export interface GivenFacts {
  readonly account: Stripe.Account;
  readonly persons: readonly Stripe.Person[];
  readonly hasExternalAccount: boolean;
}

/** Whether the value at `path` inside `value` is there: not absent, not null, not false. */
function isGiven(value: unknown, path: string): boolean {
  let current: unknown = value;
  for (const part of path.split(".")) {
    if (typeof current !== "object" || current === null) return false;
    current = new Map<string, unknown>(Object.entries(current)).get(part);
  }
  return current !== undefined && current !== null && current !== false;
}

function missingOf(value: unknown, prefix: string, fields: readonly string[]): string[] {
  return fields
    .filter((field) => !isGiven(value, field))
    .map((field) => `${prefix}.${field.replace(/_provided$/, "")}`);
}

/**
 * The fields that a European account must give before it can take payments and be paid, and has not given; named as
 * Stripe names them (docs.stripe.com/connect/required-verification-information), though its lists by country and
 * capability are longer.
 */
export function missingFields({ account, persons, hasExternalAccount }: GivenFacts): string[] {
  const type = account.business_type ?? null;
  return [
    ...missingOf(account, "", ["business_type"]).map((field) => field.slice(1)),
    ...missingOf(account.business_profile, "business_profile", ["mcc"]),
    ...(isGiven(account.business_profile, "url") ||
    isGiven(account.business_profile, "product_description")
      ? []
      : ["business_profile.url"]),
    ...(hasExternalAccount ? [] : ["external_account"]),
    ...missingOf(account.tos_acceptance, "tos_acceptance", ["date", "ip"]),
    ...(type === null ? [] : missingOfOwner(account, type, persons)),
  ].toSorted();
}

function missingOfOwner(
  account: Stripe.Account,
  type: string,
  persons: readonly Stripe.Person[],
): string[] {
  const representative = persons.find(({ relationship }) => relationship?.representative === true);
  if (type === "individual") {
    return missingOf(representative, "individual", PERSON_FIELDS);
  }
  return [
    ...missingOf(account.company, "company", COMPANY_FIELDS),
    ...missingOf(representative, representative?.id ?? "representative", PERSON_FIELDS),
  ];
}
