import type { Currency } from "#core/currency.ts";
import { parseMajor } from "#core/money.ts";

/** How the search text of the payments is understood. An id goes to its payment whatever the other filters say. */
export type PaymentSearch =
  | {
      readonly kind: "id";
      readonly of: "payment" | "charge" | "refund" | "customer";
      readonly id: string;
    }
  | { readonly kind: "email"; readonly email: string }
  | { readonly kind: "last4"; readonly last4: string }
  | { readonly kind: "amount"; readonly amountMinor: bigint }
  | { readonly kind: "text"; readonly text: string };

const PREFIXES = {
  pi: "payment",
  ch: "charge",
  py: "charge",
  re: "refund",
  pyr: "refund",
  cus: "customer",
} as const;
const ID = /^(?<prefix>pi|ch|py|re|pyr|cus)_[A-Za-z0-9]{6,}$/;
const ID_IN_URL = /(?:pi|ch|py|re|pyr|cus)_[A-Za-z0-9]{6,}/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Understands what a person pasted or typed: an id or a URL of Stripe's dashboard, an e-mail address, the last four digits
 * of a card, an amount in major units of `currency` ("42.00", "42,00", "€42"), else words of the description.
 */
export function understandSearch(
  query: string | undefined,
  currency: Currency,
): PaymentSearch | null {
  const text = query?.trim() ?? "";
  if (text === "") return null;
  return asId(text) ?? asPerson(text) ?? asAmount(text, currency) ?? { kind: "text", text };
}

function asId(text: string): PaymentSearch | null {
  const id = /^https?:\/\//i.test(text) ? (ID_IN_URL.exec(text)?.[0] ?? "") : text;
  const prefix = ID.exec(id)?.groups?.["prefix"];
  return prefix === undefined
    ? null
    : { kind: "id", of: PREFIXES[prefix as keyof typeof PREFIXES], id };
}

function asPerson(text: string): PaymentSearch | null {
  if (EMAIL.test(text)) return { kind: "email", email: text.toLowerCase() };
  const last4 = /^[•*·.\s]*(\d{4})$/.exec(text)?.[1];
  return last4 === undefined ? null : { kind: "last4", last4 };
}

function asAmount(text: string, currency: Currency): PaymentSearch | null {
  const amount = parseMajor(withoutCurrency(text, currency), currency);
  if (amount === null || amount.amountMinor <= 0n) return null;
  return { kind: "amount", amountMinor: amount.amountMinor };
}

function withoutCurrency(text: string, currency: Currency): string {
  return text
    .replaceAll(/[€$£¥]/g, "")
    .replace(new RegExp(String.raw`\b${currency}\b`, "i"), "")
    .trim();
}
