/** How the search text of the customers is understood. An id goes to its customer whatever the other filters say. */
export type CustomerSearch =
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "email"; readonly email: string }
  | { readonly kind: "last4"; readonly last4: string }
  /** Words that names begin with, in any order. */
  | { readonly kind: "name"; readonly words: readonly string[] };

const ID = /(?:^|\/)(cus_[A-Za-z0-9]{6,})(?:$|[/?#])/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const LAST4 = /^[•*·.\s]*(\d{4})$/;
const MAX_WORDS = 5;

/**
 * Understands what a person pasted or typed: a customer's id or a URL that holds one, an e-mail address, the last four
 * digits of a card, else the beginnings of names. Null for a text without any letter or digit.
 */
export function understandCustomerSearch(query: string | undefined): CustomerSearch | null {
  const text = query?.trim() ?? "";
  const id = ID.exec(text)?.[1];
  if (id !== undefined) return { kind: "id", id };
  if (EMAIL.test(text)) return { kind: "email", email: text.toLowerCase() };
  const last4 = LAST4.exec(text)?.[1];
  if (last4 !== undefined) return { kind: "last4", last4 };
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : { kind: "name", words: words.slice(0, MAX_WORDS) };
}
