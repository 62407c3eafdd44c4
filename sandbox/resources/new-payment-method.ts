import type { Stripe } from "stripe";
import { invalidParameter, noSuch } from "../protocol/api-error.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import { base62Of } from "../store/deterministic-ids.ts";
import type { World } from "../world.ts";
import { readAddress } from "./address.ts";
import { type CardData, cardRefused, readCard } from "./setup/card-data.ts";
import { type CardFace, cardOf } from "./setup/card-face.ts";
import { type TestCard, testCardByToken } from "./test-cards.ts";

/** Types that the sandbox can charge. */
export const METHOD_TYPES = [
  "card",
  "sepa_debit",
  "ideal",
  "bancontact",
  "klarna",
  "link",
] as const;
export type MethodType = (typeof METHOD_TYPES)[number];

/** Whether a method may be offered to the customer again in a later checkout. */
export const REDISPLAYS = ["always", "limited", "unspecified"] as const;
type Redisplay = (typeof REDISPLAYS)[number];

/** Such a method is approved on its provider's page, where the customer is sent. */
export function redirectsCustomer(type: string): boolean {
  return type === "ideal" || type === "bancontact" || type === "klarna";
}

/** What identifies a method: for a card its face, for a debit its IBAN. */
export type MethodFacts =
  | ({ readonly type: "card" } & CardFace)
  | { readonly type: "sepa_debit"; readonly iban: string }
  | { readonly type: "ideal"; readonly bank: Stripe.PaymentMethod.Ideal.Bank | null }
  | { readonly type: "bancontact" | "klarna" | "link" };

const NOBODY: Stripe.PaymentMethod.BillingDetails = {
  address: null,
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};
const TEST_CARD_LIFE_YEARS = 3;

/** Saves a method. `behaviour` is the test card's token, or null for one that only acts on instruction. */
export function addPaymentMethod(
  world: World,
  facts: MethodFacts,
  owner: {
    billing?: Stripe.PaymentMethod.BillingDetails;
    metadata?: Record<string, string>;
    behaviour?: string | null;
    redisplay?: Redisplay;
  },
): Stripe.PaymentMethod {
  const billing = owner.billing ?? NOBODY;
  const method: Stripe.PaymentMethod = {
    id: world.ids.next("pm_1", 23),
    object: "payment_method",
    allow_redisplay: owner.redisplay ?? "unspecified",
    billing_details: billing,
    created: world.clock.nowSeconds(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: owner.metadata ?? {},
    type: facts.type,
    ...typeHash(facts, billing, world.accountId),
  };
  world.store.insert("payment_method", method, { behaviour: owner.behaviour ?? null });
  return method;
}

function typeHash(
  facts: MethodFacts,
  billing: Stripe.PaymentMethod.BillingDetails,
  accountId: string,
): Partial<Stripe.PaymentMethod> {
  switch (facts.type) {
    case "card":
      return { card: cardOf(facts, billing.address, accountId) };
    case "sepa_debit":
      return {
        sepa_debit: {
          bank_code: facts.iban.slice(4, 12),
          branch_code: "",
          country: facts.iban.slice(0, 2),
          fingerprint: base62Of(`iban:${accountId}:${facts.iban}`, 16),
          generated_from: { charge: null, setup_attempt: null },
          last4: facts.iban.slice(-4),
        },
      };
    case "ideal":
      return { ideal: { bank: facts.bank, bic: null } };
    case "bancontact":
      return { bancontact: {} };
    case "klarna":
      return { klarna: {} };
    case "link":
      return { link: { email: billing.email } };
    default:
      return facts satisfies never;
  }
}

interface CardOwner {
  readonly billing?: Stripe.PaymentMethod.BillingDetails;
  readonly metadata?: Record<string, string>;
  readonly redisplay?: Redisplay;
}

/** The method of a test card, e.g. for `pm_card_visa`. */
export function addTestCard(
  world: World,
  card: TestCard,
  owner: CardOwner = {},
): Stripe.PaymentMethod {
  const expYear = new Date(world.clock.nowMs()).getUTCFullYear() + TEST_CARD_LIFE_YEARS;
  return addPaymentMethod(world, testCardFacts(card, 12, expYear), {
    ...owner,
    behaviour: card.token,
  });
}

/** Test cards come from nobody's bank: the issuer is an invented one of the card's country. */
function issuerOf({ country }: TestCard): string {
  return `EXAMPLE BANK ${country}`;
}

function testCardFacts(card: TestCard, expMonth: number, expYear: number): MethodFacts {
  const { brand, country, funding, number } = card;
  return {
    type: "card",
    brand,
    country,
    funding,
    last4: number.slice(-4),
    expMonth,
    expYear,
    fingerprintOf: number,
    iin: number.slice(0, 6),
    issuer: issuerOf(card),
    failingCheck: card.failingCheck,
  };
}

/** Reads `type`, the hash of that type and `billing_details` below `prefix` (empty, or `payment_method_data.`). */
export function paymentMethodFromParams(
  world: World,
  params: RequestParams,
  prefix: string,
): Stripe.PaymentMethod {
  const type = params.oneOf(`${prefix}type`, METHOD_TYPES);
  if (type === undefined)
    throw invalidParameter(
      "parameter_missing",
      `Missing required param: ${prefix}type.`,
      `${prefix}type`,
    );
  const owner = {
    billing: billingFromParams(params, `${prefix}billing_details`),
    metadata: prefix === "" ? params.metadata({}) : {},
    redisplay: params.oneOf(`${prefix}allow_redisplay`, REDISPLAYS) ?? "unspecified",
  };
  if (type === "card") return cardFromParams(world, params, `${prefix}card`, owner);
  if (type === "sepa_debit") {
    const iban = params
      .requiredString(`${prefix}sepa_debit.iban`)
      .replaceAll(" ", "")
      .toUpperCase();
    if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(iban))
      throw invalidParameter(
        null,
        "The IBAN you provided is invalid.",
        `${prefix}sepa_debit[iban]`,
      );
    return addPaymentMethod(world, { type, iban }, { ...owner, behaviour: iban });
  }
  if (type === "ideal")
    return addPaymentMethod(
      world,
      { type, bank: params.string(`${prefix}ideal.bank`) ?? null },
      owner,
    );
  return addPaymentMethod(world, { type }, owner);
}

function cardFromParams(
  world: World,
  params: RequestParams,
  path: string,
  owner: CardOwner,
): Stripe.PaymentMethod {
  const token = params.string(`${path}.token`);
  if (token !== undefined) {
    const card = testCardByToken(token);
    if (card === undefined) throw noSuch("token", token, "card[token]");
    return addTestCard(world, card, owner);
  }
  const data = {
    number: params.requiredString(`${path}.number`),
    expMonth: params.requiredInteger(`${path}.exp_month`),
    expYear: params.requiredInteger(`${path}.exp_year`),
    cvc: params.string(`${path}.cvc`) ?? null,
  };
  const read = readCard(data, world.clock.nowMs());
  if ("card" in read) return addCardByData(world, read.card, data, owner);
  throw cardRefused(read.problem);
}

/** Saves the method of a card whose data has been read. */
export function addCardByData(
  world: World,
  card: TestCard,
  data: Pick<CardData, "expMonth" | "expYear">,
  owner: CardOwner,
): Stripe.PaymentMethod {
  const facts = testCardFacts(card, data.expMonth, data.expYear);
  return addPaymentMethod(world, facts, { ...owner, behaviour: card.token });
}

/** Reads billing details; what is not sent stays as it is, which is null for a new method. */
export function billingFromParams(
  params: RequestParams,
  path: string,
  current: Stripe.PaymentMethod.BillingDetails = NOBODY,
): Stripe.PaymentMethod.BillingDetails {
  const text = (name: "email" | "name" | "phone"): string | null => {
    const sent = params.nullableString(`${path}.${name}`);
    return sent === undefined ? current[name] : sent;
  };
  const address = readAddress(params, `${path}.address`);
  return {
    ...current,
    address: address === undefined ? current.address : address,
    email: text("email"),
    name: text("name"),
    phone: text("phone"),
  };
}
