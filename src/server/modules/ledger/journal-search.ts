/** How the search text of the journals is understood. */
export interface JournalSearch {
  readonly kind: "key" | "transaction" | "payment" | "object" | "account" | "words";
  readonly text: string;
}

/** Understands a search text: a journal's key, an id of Stripe's, the beginning of an account's code, or words. */
export function understandJournalSearch(query: string | undefined): JournalSearch | null {
  const text = query?.trim() ?? "";
  if (text === "") return null;
  if (text.startsWith("bt:")) return { kind: "key", text };
  if (/^txn_\w+$/.test(text)) return { kind: "transaction", text };
  if (/^pi_\w+$/.test(text)) return { kind: "payment", text };
  if (/^[a-z]+_\w+$/.test(text) && /\d/.test(text)) return { kind: "object", text };
  if (/^[ALIEXQ]\.[\w.]*$/.test(text)) return { kind: "account", text };
  return { kind: "words", text };
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
