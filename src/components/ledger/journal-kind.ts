/** What a journal tells of, in words. A kind that this version does not know is shown as it is written. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  BT: "Balance transaction",
  BT_SETTLE: "Became available",
  OPENING: "Opening balance",
  RECLASS: "Moved between accounts",
  BANK: "Bank statement",
  ADJ: "Adjustment",
  REVERSAL: "Reversal",
};

/** In: the code of a kind as it is kept. Out: its words. */
export function journalKind(code: string): string {
  return KIND_WORDS[code] ?? code;
}
