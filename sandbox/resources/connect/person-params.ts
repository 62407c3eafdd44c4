import type { Stripe } from "stripe";
import type { RequestParams } from "../../protocol/request-params.ts";
import { readAddress } from "../address.ts";

const NO_RELATIONSHIP: Stripe.Person.Relationship = {
  authorizer: null,
  director: null,
  executive: null,
  legal_guardian: null,
  owner: null,
  percent_ownership: null,
  representative: null,
  title: null,
};
const TEXTS = [
  "first_name",
  "last_name",
  "email",
  "phone",
  "gender",
  "maiden_name",
  "nationality",
] as const;
const ROLES = [
  "authorizer",
  "director",
  "executive",
  "legal_guardian",
  "owner",
  "representative",
] as const;

/** A person of whom nothing is known yet; `created` in seconds. */
export function newPerson(id: string, account: string, created: number): Stripe.Person {
  return {
    id,
    object: "person",
    account,
    created,
    dob: { day: null, month: null, year: null },
    email: null,
    first_name: null,
    id_number_provided: false,
    last_name: null,
    metadata: {},
    phone: null,
    relationship: NO_RELATIONSHIP,
    verification: {
      details: null,
      details_code: null,
      document: { back: null, details: null, details_code: null, front: null },
      status: "unverified",
    },
  };
}

/** The person as the one who stands for the business. */
export function asRepresentative(person: Stripe.Person): Stripe.Person {
  return {
    ...person,
    relationship: { ...(person.relationship ?? NO_RELATIONSHIP), representative: true },
  };
}

/**
 * The person with what the request says of them under `prefix` (`individual.`, or nothing). Numbers of papers are
 * never shown again: only that they were given.
 */
export function readPerson(
  params: RequestParams,
  prefix: string,
  person: Stripe.Person,
): Stripe.Person {
  const texts = TEXTS.map((name) => [name, params.nullableString(prefix + name)] as const);
  const address = readAddress(params, `${prefix}address`);
  const front = params.string(`${prefix}verification.document.front`);
  return {
    ...person,
    ...Object.fromEntries(texts.filter(([, text]) => text !== undefined)),
    ...(address === undefined || address === null ? {} : { address }),
    ...(params.has(`${prefix}dob`) ? { dob: readBirthday(params, `${prefix}dob`) } : {}),
    ...(params.has(`${prefix}id_number`) ? { id_number_provided: true } : {}),
    ...(params.has(`${prefix}ssn_last_4`) ? { ssn_last_4_provided: true } : {}),
    relationship: readRelationship(params, prefix, person.relationship ?? NO_RELATIONSHIP),
    ...(front === undefined ? {} : { verification: verifiedBy(front) }),
    metadata: prefix === "" ? params.metadata(person.metadata ?? {}) : (person.metadata ?? {}),
  };
}

function readBirthday(params: RequestParams, path: string): Stripe.Person.Dob {
  if (params.unsets(path)) return { day: null, month: null, year: null };
  return {
    day: params.requiredInteger(`${path}.day`),
    month: params.requiredInteger(`${path}.month`),
    year: params.requiredInteger(`${path}.year`),
  };
}

function readRelationship(
  params: RequestParams,
  prefix: string,
  current: Stripe.Person.Relationship,
): Stripe.Person.Relationship {
  const roles = ROLES.map(
    (name) => [name, params.boolean(`${prefix}relationship.${name}`)] as const,
  );
  const title = params.nullableString(`${prefix}relationship.title`);
  const share = params.integer(`${prefix}relationship.percent_ownership`);
  return {
    ...current,
    ...Object.fromEntries(roles.filter(([, given]) => given !== undefined)),
    ...(title === undefined ? {} : { title }),
    ...(share === undefined ? {} : { percent_ownership: share }),
  };
}

/** A document is believed at once, as in Stripe's test mode (docs.stripe.com/connect/testing). */
function verifiedBy(front: string): Stripe.Person.Verification {
  return {
    details: null,
    details_code: null,
    document: { back: null, details: null, details_code: null, front },
    status: "verified",
  };
}
