import { isCurrency } from "#core/currency.ts";
import { exponentOf } from "#core/money.ts";

/** How the search text of the journals is understood. */
export type JournalSearch =
  | {
      readonly kind: "key" | "transaction" | "payment" | "object" | "account" | "words";
      readonly text: string;
    }
  | AmountSearch;

/** An amount on either side of an entry: minor units, in the currency that was named or in all with so many decimals. */
export interface AmountSearch {
  readonly kind: "amount";
  readonly amountMinor: bigint;
  readonly decimals: number;
  readonly currency: string | null;
}

/**
 * Understands a search text: a journal's key, an id of Stripe's, the beginning of an account's code, an amount in major
 * units ("42.00", "1,234.50 EUR", "500 JPY"), or words.
 */
export function understandJournalSearch(query: string | undefined): JournalSearch | null {
  const text = query?.trim() ?? "";
  if (text === "") return null;
  if (text.startsWith("bt:")) return { kind: "key", text };
  if (/^txn_\w+$/.test(text)) return { kind: "transaction", text };
  if (/^pi_\w+$/.test(text)) return { kind: "payment", text };
  if (/^[a-z]+_\w+$/.test(text) && /\d/.test(text)) return { kind: "object", text };
  if (/^[ALIEXQ]\.[\w.]*$/.test(text)) return { kind: "account", text };
  return asAmount(text) ?? { kind: "words", text };
}

const AMOUNT = /^[-−+]?(\d{1,3}(?:[ ,]\d{3})+|\d{1,16})(?:[.,](\d{2,3}))?\s*([a-z]{3})?$/i;

/** A bare whole number is no amount: it may be part of anything. */
function asAmount(text: string): AmountSearch | null {
  const [, whole, fraction = "", code] = AMOUNT.exec(text) ?? [];
  if (whole === undefined || (fraction === "" && code === undefined)) return null;
  const currency = code?.toLowerCase() ?? null;
  if (currency !== null && !isCurrency(currency)) return null;
  const decimals = currency === null ? fraction.length : exponentOf(currency);
  if (fraction.length > decimals) return null;
  const digits = whole.replaceAll(/[ ,]/g, "") + fraction.padEnd(decimals, "0");
  return { kind: "amount", amountMinor: BigInt(digits), decimals, currency };
}

/** Reads the cursor of a page: the event's time in milliseconds and the journal's number. Null when it is not ours. */
export function parseJournalCursor(
  cursor: string | undefined,
): { eventAt: Date; id: bigint } | null {
  const match = /^(\d{1,15})\.(\d{1,19})$/.exec(cursor ?? "");
  if (!match) return null;
  const [, millis = "0", id = "0"] = match;
  return { eventAt: new Date(Number(millis)), id: BigInt(id) };
}

/** The cursor that goes on after this journal. */
export function journalCursor(journal: { readonly eventAt: Date; readonly id: bigint }): string {
  return `${journal.eventAt.getTime()}.${journal.id}`;
}
