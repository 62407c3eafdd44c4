import type { Tone } from "#components/ui/tone.ts";
import type { InquiryDto } from "#core/contracts/operations.ts";

/** What came of a question to Stripe. */
export const INQUIRY_WORDS: Readonly<
  Record<InquiryDto["state"], { readonly word: string; readonly tone: Tone; readonly text: string }>
> = {
  wanted: { word: "Looking", tone: "info", text: "The worker is reading at Stripe." },
  settled: { word: "Found", tone: "ok", text: "Stripe made it; the override is settled by it." },
  nothing: { word: "Nothing", tone: "warn", text: "Stripe has nothing that this override made." },
  other: {
    word: "Something else",
    tone: "bad",
    text: "Stripe has an object with this override's id that is not what was asked for. Show it to an engineer.",
  },
  failed: { word: "Not read", tone: "bad", text: "Stripe could not be read. Ask again." },
  overtaken: {
    word: "Settled before",
    tone: "mute",
    text: "It was settled before the worker looked.",
  },
};

/** Names of the readings, for people. */
const READS: Readonly<Record<string, string>> = {
  retrieve: "Read one object",
  listRefunds: "Listed the refunds",
  listBalanceTransactions: "Listed the transactions",
  listEvents: "Listed the events",
};

/** What was read, in words; a reading that has none is named as the worker names it. */
export function readWords(read: string): string {
  return READS[read] ?? read;
}
