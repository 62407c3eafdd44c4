import type { GlyphName } from "#components/ui/glyph.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { BankState, PAYOUT_STATUSES } from "#core/contracts/payouts.ts";

interface StateWords {
  readonly word: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
}

const UNKNOWN = "mute";

/** Stripe's states of a payout in one word each. */
export const PAYOUT_STATUS_WORDS: Readonly<Record<(typeof PAYOUT_STATUSES)[number], StateWords>> = {
  pending: { word: "Pending", tone: "info", glyph: "open" },
  in_transit: { word: "In transit", tone: "info", glyph: "partial" },
  paid: { word: "Paid", tone: "ok" },
  failed: { word: "Failed", tone: "bad" },
  canceled: { word: "Canceled", tone: "mute" },
};

/** The words of a state; one that this version does not know is shown as Stripe writes it. */
export function payoutStatusWords(status: string): StateWords {
  return Object.hasOwn(PAYOUT_STATUS_WORDS, status)
    ? PAYOUT_STATUS_WORDS[status as keyof typeof PAYOUT_STATUS_WORDS]
    : { word: status.replaceAll("_", " "), tone: UNKNOWN };
}

/** Where a payout stands at the bank. */
export const BANK_WORDS: Readonly<Record<BankState, StateWords>> = {
  matched: { word: "Matched", tone: "ok" },
  waiting: { word: "Waiting", tone: "info", glyph: "open" },
  not_found: { word: "Not found", tone: "bad" },
  returned: { word: "Came back", tone: "mute" },
};

const CATEGORY_WORDS: Readonly<Record<string, string>> = {
  charge: "Charges",
  refund: "Refunds",
  refund_failure: "Failed refunds",
  partial_capture_reversal: "Uncaptured parts",
  dispute: "Disputes",
  dispute_reversal: "Disputes won",
  fee: "Stripe fees",
  tax: "Tax",
  transfer: "Transfers",
  transfer_reversal: "Reversed transfers",
  payout_reversal: "Returned payouts",
  topup: "Top-ups",
  other_adjustment: "Adjustments",
};

/** Stripe's reporting category in words: https://docs.stripe.com/reports/reporting-categories. */
export function categoryWords(category: string): string {
  const plain = category.replaceAll("_", " ");
  return CATEGORY_WORDS[category] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}
