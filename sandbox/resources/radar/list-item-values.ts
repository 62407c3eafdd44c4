import { isIP } from "node:net";
import type { Stripe } from "stripe";
import { invalidParameter } from "../../protocol/api-error.ts";
import { normalEmail } from "./block-lists.ts";

/** What the items of a list may be (docs.stripe.com/api/radar/value_lists/create). */
export const ITEM_TYPES = [
  "account",
  "card_bin",
  "card_fingerprint",
  "case_sensitive_string",
  "country",
  "crypto_fingerprint",
  "customer_id",
  "email",
  "ip_address",
  "sepa_debit_fingerprint",
  "string",
  "us_bank_account_fingerprint",
] as const satisfies readonly Stripe.Radar.ValueList["item_type"][];

const FORMS: Readonly<Record<string, (value: string) => boolean>> = {
  account: (value) => /^acct_\w+$/.test(value),
  card_bin: (value) => /^\d{6,8}$/.test(value),
  country: (value) => /^[A-Za-z]{2}$/.test(value),
  customer_id: (value) => /^cus_\w+$/.test(value),
  email: (value) => /^[^\s@]+@[^\s@]+$/.test(value),
  ip_address: (value) => isIP(value) !== 0,
};

/** The value as a list of that type keeps it; throws 400 when it is none of the type. */
export function listValue(type: string, value: string): string {
  if (FORMS[type]?.(value) === false) {
    throw invalidParameter(null, `Invalid value for a list of ${type}: ${value}`, "value");
  }
  if (type === "email") return normalEmail(value);
  if (type === "country") return value.toUpperCase();
  return type === "string" ? value.toLowerCase() : value;
}
