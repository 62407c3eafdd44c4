import type { Stripe } from "stripe";
import type { RequestParams } from "../../protocol/request-params.ts";
import { readAddress } from "../address.ts";

/** A tax id that Stripe's test mode finds to belong to somebody else (docs.stripe.com/connect/testing). */
const MISMATCHING_NUMBER = "111111111";
export const BUSINESS_TYPES = ["company", "government_entity", "individual", "non_profit"] as const;
const PROFILE_TEXTS = [
  "mcc",
  "name",
  "product_description",
  "support_email",
  "support_phone",
  "support_url",
  "url",
] as const;
const DECLARED = ["directors_provided", "executives_provided", "owners_provided"] as const;

/** What is shown of a business of which nothing, or only `current`, is known. */
export function newBusinessProfile(
  current: Stripe.Account.BusinessProfile | null | undefined,
): Stripe.Account.BusinessProfile {
  return current ?? NO_PROFILE;
}

const NO_PROFILE: Stripe.Account.BusinessProfile = {
  mcc: null,
  minority_owned_business_designation: null,
  name: null,
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

/** Names and values of the texts that the request gives. */
function textsOf(
  params: RequestParams,
  prefix: string,
  names: readonly string[],
): Record<string, string | null> {
  const texts: Record<string, string | null> = {};
  for (const name of names) {
    const text = params.nullableString(`${prefix}.${name}`);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

export function readProfile(
  params: RequestParams,
  current: Stripe.Account.BusinessProfile | null | undefined,
): Stripe.Account.BusinessProfile {
  const address = readAddress(params, "business_profile.support_address");
  return {
    ...newBusinessProfile(current),
    ...textsOf(params, "business_profile", PROFILE_TEXTS),
    ...(address === undefined ? {} : { support_address: address }),
  };
}

export function readCompany(
  params: RequestParams,
  current: Stripe.Account.Company | undefined,
): Stripe.Account.Company {
  const address = readAddress(params, "company.address");
  const declared = DECLARED.map((name) => [name, params.boolean(`company.${name}`)] as const);
  return {
    ...(current ?? { name: null, tax_id_provided: false }),
    ...textsOf(params, "company", ["name", "phone"]),
    ...(address === undefined || address === null ? {} : { address }),
    ...Object.fromEntries(declared.filter(([, given]) => given !== undefined)),
    ...(params.has("company.tax_id") ? { tax_id_provided: true } : {}),
    ...(params.has("company.vat_id") ? { vat_id_provided: true } : {}),
  };
}

/** Whether the request gives a company's tax id that will not be found in its register. */
export function taxIdMismatches(params: RequestParams): boolean | undefined {
  const given = params.string("company.tax_id");
  return given === undefined ? undefined : given === MISMATCHING_NUMBER;
}

export function readAcceptance(
  params: RequestParams,
  current: Stripe.Account.TosAcceptance | undefined,
): Stripe.Account.TosAcceptance {
  const date = params.integer("tos_acceptance.date");
  return {
    ...(current ?? { date: null, ip: null, user_agent: null }),
    ...(date === undefined ? {} : { date }),
    ...textsOf(params, "tos_acceptance", ["ip", "user_agent"]),
  };
}

/** Settings as a new account has them: paid out daily. */
export function newSettings(displayName: string | null): Stripe.Account.Settings {
  return {
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_payments: {
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: displayName, timezone: "Etc/UTC" },
    payments: {
      statement_descriptor: null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: false,
      schedule: { delay_days: 2, interval: "daily" },
      statement_descriptor: null,
    },
  };
}

/** `settings[payments][statement_descriptor]` and `settings[payouts][schedule][interval]`; nothing else of them is kept. */
export function readSettings(
  params: RequestParams,
  current: Stripe.Account.Settings,
): Stripe.Account.Settings {
  const descriptor = params.nullableString("settings.payments.statement_descriptor");
  const interval = params.oneOf("settings.payouts.schedule.interval", ["daily", "manual"]);
  const payouts = current.payouts ?? newSettings(null).payouts;
  return {
    ...current,
    payments: {
      ...current.payments,
      ...(descriptor === undefined ? {} : { statement_descriptor: descriptor }),
    },
    ...(payouts === undefined || interval === undefined
      ? {}
      : { payouts: { ...payouts, schedule: { ...payouts.schedule, interval } } }),
  };
}
