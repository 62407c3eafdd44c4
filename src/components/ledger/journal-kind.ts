/** The kinds of journals in the order people meet them. */
export const JOURNAL_KINDS = [
  "BT",
  "BT_SETTLE",
  "BANK",
  "RECLASS",
  "ADJ",
  "REVERSAL",
  "OPENING",
] as const;
type JournalKind = (typeof JOURNAL_KINDS)[number];

const KIND_WORDS: Readonly<Record<JournalKind, string>> = {
  BT: "Balance transaction",
  BT_SETTLE: "Became available",
  OPENING: "Opening balance",
  RECLASS: "Moved between accounts",
  BANK: "Bank statement",
  ADJ: "Adjustment",
  REVERSAL: "Reversal",
};

/** What a journal tells of, in words. A kind that this version does not know is shown as it is written. */
export function journalKind(code: string): string {
  return Object.hasOwn(KIND_WORDS, code) ? KIND_WORDS[code as JournalKind] : code;
}
