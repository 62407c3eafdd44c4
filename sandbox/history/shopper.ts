import type { Stripe } from "stripe";
import { addCustomer } from "../resources/customers.ts";
import {
  addPaymentMethod,
  type MethodFacts,
  type MethodType,
} from "../resources/new-payment-method.ts";
import { attachPaymentMethod } from "../resources/payment-methods.ts";
import type { World } from "../world.ts";
import type { RandomStream } from "./random-stream.ts";
import {
  type Bank,
  CITIES,
  COUNTRIES,
  type Country,
  FOREIGN_ISSUER,
  IDEAL_BANKS,
  ISSUERS,
  METHODS_BY_COUNTRY,
} from "./shop-profile.ts";
import { FIRST_NAMES, LAST_NAMES, MAIL_DOMAINS } from "./shopper-names.ts";

export interface Shopper {
  readonly customer: Stripe.Customer;
  readonly country: Country;
}

const FOREIGN_CARD_SHARE = 0.04;
const KEEPS_METHOD = new Set<MethodType>(["card", "sepa_debit", "link"]);

/** A new customer of the shop, invented from the stream. */
export function newShopper(world: World, random: RandomStream): Shopper {
  const country = random.weighted(COUNTRIES);
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const [city, postalCode] = random.pick(CITIES[country]);
  const customer = addCustomer(world, {
    email: `${first}.${last}${random.between(1, 9_999)}@${random.pick(MAIL_DOMAINS)}`.toLowerCase(),
    name: `${first} ${last}`,
    phone: null,
    description: null,
    address: {
      city,
      country,
      line1: `${random.pick(["Lindenlaan", "Kerkweg", "Marktplein", "Havenkade"])} ${random.between(1, 180)}`,
      line2: null,
      postal_code: postalCode,
      state: null,
    },
    metadata: { shop_account: String(random.between(100_000, 999_999)) },
  });
  return { customer, country };
}

/** Somebody who bought before, recent customers more likely; null while there are too few. */
export function returningShopper(world: World, random: RandomStream): Shopper | null {
  const last = Number(
    world.store.sql("SELECT max(seq) AS last FROM customer").get()?.["last"] ?? 0,
  );
  if (last < 20) return null;
  const position = Math.max(1, Math.ceil(last * Math.sqrt(random.next())));
  const [customer] = world.store.find("customer", {
    conditions: [{ sql: "seq <= ? AND deleted IS NULL", values: [position] }],
    order: "newest",
    limit: 1,
  });
  return knownShopper(customer);
}

/** The shopper behind a customer of the account; null for one whom the shop did not make. */
export function knownShopper(customer: Stripe.Customer | undefined): Shopper | null {
  const country = COUNTRIES.map(([code]) => code).find(
    (code) => code === customer?.address?.country,
  );
  return customer === undefined || country === undefined ? null : { customer, country };
}

/** What this shopper pays with this time: a saved method or a new one. */
export function methodOf(
  world: World,
  shopper: Shopper,
  random: RandomStream,
): Stripe.PaymentMethod {
  const type = random.weighted(METHODS_BY_COUNTRY[shopper.country]);
  const saved = KEEPS_METHOD.has(type)
    ? world.store.find("payment_method", {
        conditions: [{ sql: "customer = ? AND type = ?", values: [shopper.customer.id, type] }],
        order: "newest",
        limit: 1,
      })[0]
    : undefined;
  return saved ?? newMethod(world, shopper, type, random);
}

/** A method that the shopper never used here before. */
export function newMethod(
  world: World,
  shopper: Shopper,
  type: MethodType,
  random: RandomStream,
): Stripe.PaymentMethod {
  const { customer, country } = shopper;
  const method = addPaymentMethod(world, factsOf(world, type, country, random), {
    billing: billingOf(customer),
  });
  return KEEPS_METHOD.has(type) ? attachPaymentMethod(world, method, customer.id) : method;
}

/** A card of this issuer that the customer never used here before, saved with the customer. */
export function newCard(
  world: World,
  customer: Stripe.Customer,
  issuer: Bank,
  random: RandomStream,
): Stripe.PaymentMethod {
  const method = addPaymentMethod(world, cardFacts(world, issuer, random), {
    billing: billingOf(customer),
  });
  return attachPaymentMethod(world, method, customer.id);
}

function billingOf({
  address = null,
  email,
  name = null,
}: Stripe.Customer): Stripe.PaymentMethod.BillingDetails {
  return { address, email, name, phone: null, tax_id: null };
}

function factsOf(
  world: World,
  type: MethodType,
  country: Country,
  random: RandomStream,
): MethodFacts {
  switch (type) {
    case "card":
      return cardFacts(
        world,
        random.chance(FOREIGN_CARD_SHARE) ? FOREIGN_ISSUER : random.weighted(ISSUERS[country]),
        random,
      );
    case "sepa_debit":
      return {
        type,
        iban: `${country}${random.between(10, 98)}${String(random.between(10_000_000, 99_999_999))}${String(random.between(1_000_000_000, 9_999_999_999))}`,
      };
    case "ideal":
      return { type, bank: random.pick(IDEAL_BANKS) };
    default:
      return { type };
  }
}

/** A card of this issuer with invented digits. */
function cardFacts(world: World, issuer: Bank, random: RandomStream): MethodFacts {
  const last4 = String(random.between(0, 9_999)).padStart(4, "0");
  return {
    type: "card",
    brand: random.weighted([
      ["visa", 54],
      ["mastercard", 40],
      ["amex", 6],
    ]),
    country: issuer.country,
    funding: random.weighted([
      ["debit", 66],
      ["credit", 30],
      ["prepaid", 4],
    ]),
    last4,
    expMonth: random.between(1, 12),
    expYear: new Date(world.clock.nowMs()).getUTCFullYear() + random.between(1, 4),
    fingerprintOf: `${issuer.name}:${last4}:${random.next()}`,
    issuer: issuer.name,
  };
}
