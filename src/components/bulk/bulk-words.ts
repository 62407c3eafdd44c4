import { moneyText } from "#components/ui/format-money.ts";
import type { GlyphName } from "#components/ui/glyph.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { BulkRowState, BulkState, BulkTotal } from "#core/contracts/bulk.ts";

interface StateWords {
  readonly word: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
}

/** How the run of a bulk reads, and what that means for the money. */
export const BULK_STATE_WORDS: Readonly<
  Record<BulkState, StateWords & { readonly money: string }>
> = {
  asked: {
    word: "Needs approval",
    tone: "pend",
    money: "No money has moved and nothing is reserved. A manager has to sign the list.",
  },
  canary: {
    word: "Trying the first rows",
    tone: "info",
    glyph: "partial",
    money: "The first three refunds go out. The rest waits until a person has looked at them.",
  },
  waiting: {
    word: "Waits for a person",
    tone: "pend",
    money: "The first three are answered. Nothing more goes out until somebody lets the rest go.",
  },
  running: {
    word: "Running",
    tone: "info",
    glyph: "partial",
    money: "Refunds go out four at a time, behind whatever single override is asked for meanwhile.",
  },
  paused: {
    word: "Paused",
    tone: "warn",
    money: "Nothing more goes out. What is at Stripe already is answered as usual.",
  },
  stopped: {
    word: "Stopped",
    tone: "mute",
    glyph: "cross",
    money: "What had not been sent was taken back. What was sent before stays sent.",
  },
  finished: {
    word: "Finished",
    tone: "ok",
    money: "Every row is answered; each says how it ended.",
  },
  ended: {
    word: "Never began",
    tone: "mute",
    glyph: "cross",
    money: "It was refused, taken back, or nobody signed in time. No money has moved.",
  },
};

/** How the result of a row reads. A word of money only where Stripe has said so. */
export const ROW_STATE_WORDS: Readonly<Record<BulkRowState, StateWords>> = {
  waiting: { word: "Waiting", tone: "mute", glyph: "wait" },
  sending: { word: "Sending", tone: "info" },
  signing: { word: "Needs a signature", tone: "pend" },
  unclear: { word: "Answer unknown", tone: "warn" },
  pending: { word: "On its way", tone: "info", glyph: "partial" },
  done: { word: "Refunded", tone: "ok" },
  failed: { word: "Failed", tone: "bad" },
  refused: { word: "Not sent", tone: "warn", glyph: "cross" },
  withdrawn: { word: "Taken back", tone: "mute", glyph: "cross" },
};

/** "1,234.50 EUR + 20.00 USD". */
export function totalsText(totals: readonly BulkTotal[]): string {
  return totals.map(({ amount }) => moneyText(amount.amountMinor, amount.currency)).join(" + ");
}

/** "1 row", "58 rows". */
export function rowsText(count: number, noun = "row"): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
