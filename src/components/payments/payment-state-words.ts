import type { GlyphName } from "#components/ui/glyph.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { PaymentDetail, PaymentState } from "#core/contracts/payments.ts";

interface StateWords {
  readonly word: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
}

/** How each state of a payment reads, for badges and for the filter. */
export const PAYMENT_STATE_WORDS: Readonly<Record<PaymentState, StateWords>> = {
  succeeded: { word: "Succeeded", tone: "ok" },
  partially_refunded: { word: "Partially refunded", tone: "mute", glyph: "partial" },
  refunded: { word: "Refunded", tone: "mute", glyph: "done" },
  processing: { word: "Processing", tone: "info" },
  requires_action: { word: "Waits for customer", tone: "info", glyph: "wait" },
  uncaptured: { word: "Uncaptured", tone: "warn", glyph: "open" },
  failed: { word: "Failed", tone: "bad" },
  canceled: { word: "Cancelled", tone: "mute" },
  incomplete: { word: "Incomplete", tone: "mute", glyph: "open" },
};

type Block = Exclude<PaymentDetail["refundBlockedBy"], null | "no_permission">;

/** Why no refund can be asked for, as the tooltip of the button says it. */
export const REFUND_BLOCK_SENTENCES: Readonly<Record<Block, string>> = {
  not_captured: "Nothing was captured yet, so there is nothing to refund.",
  fully_refunded: "All of it is refunded, or reserved by refunds on their way.",
  processing: "Stripe has not confirmed the payment yet.",
  failed: "The payment failed: no money came in.",
};
