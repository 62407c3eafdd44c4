import type { Stripe } from "stripe";
import { base62Of } from "../../store/deterministic-ids.ts";
import { ACCOUNT_CURRENCY, type World } from "../../world.ts";
import { moneySettings } from "./money-settings.ts";

const COUNTRY_OF: Readonly<Record<string, string>> = { eur: "NL" };

/** The bank account that a connected account gave for a currency; undefined for the platform's own. */
function givenBankAccount(world: World, currency: string): Stripe.BankAccount | undefined {
  if (world.store.account === null) return undefined;
  const banks = world.store.find("bank_account", {
    conditions: [{ sql: "currency = ?", values: [currency] }],
    order: "oldest",
    limit: -1,
  });
  return banks.find((bank) => bank.default_for_currency === true) ?? banks[0];
}

/** Id of the bank account that takes the payouts in a currency. */
export function bankAccountId(world: World, currency: string): string {
  const owner = world.store.account ?? world.accountId;
  const given = givenBankAccount(world, currency);
  if (given !== undefined) return given.id;
  const own = currency === ACCOUNT_CURRENCY ? owner : `${owner}:${currency}`;
  return `ba_1${base62Of(`bank:${own}`, 23)}`;
}

/** The account's own bank account for a currency; of an invented bank. */
export function bankAccountOf(world: World, currency: string): Stripe.BankAccount {
  const id = bankAccountId(world, currency);
  const digits = base62Of(`digits:${id}`, 4)
    .split("")
    .map((char) => char.charCodeAt(0) % 10);
  return {
    id,
    object: "bank_account",
    account: world.store.account ?? world.accountId,
    account_holder_name: "Example Shop",
    account_holder_type: "company",
    account_type: null,
    available_payout_methods: ["standard"],
    bank_name: "EXAMPLE BANK",
    country: COUNTRY_OF[currency] ?? currency.slice(0, 2).toUpperCase(),
    currency,
    default_for_currency: true,
    fingerprint: base62Of(`fingerprint:${id}`, 16),
    last4: digits.join(""),
    metadata: {},
    routing_number: null,
    status: "verified",
  };
}

/** The bank account of this id among those of the currencies that settle; undefined when there is none. */
export function bankAccountById(world: World, id: string): Stripe.BankAccount | undefined {
  const given = world.store.get("bank_account", id);
  if (given !== undefined) return given;
  const { settlementCurrencies } = moneySettings(world);
  const currency = settlementCurrencies.find((code) => bankAccountId(world, code) === id);
  return currency === undefined ? undefined : bankAccountOf(world, currency);
}
