import type { Tone } from "#components/ui/tone.ts";
import type { PayoutDetailDto } from "#core/contracts/payouts.ts";

/** Whether a payout is its lines, in a word and a sentence. */
export interface PayoutVerdict {
  readonly tone: Tone;
  readonly word: string;
  readonly sentence: string;
}

/**
 * Judges the lines of a payout. Stripe names them for automatic payouts only, and completely once it says that its
 * reconciliation is completed: https://docs.stripe.com/payouts/reconciliation.
 */
export function payoutVerdict({
  payout,
  difference,
  totals,
  reconciliationStatus,
}: Pick<PayoutDetailDto, "difference" | "totals" | "reconciliationStatus"> & {
  payout: { automatic: boolean };
}): PayoutVerdict {
  if (!payout.automatic && totals.length === 0) {
    return {
      tone: "mute",
      word: "Not itemised",
      sentence:
        "Somebody chose this amount by hand, so Stripe cannot say which transactions it consists of. It is compared with the bank only.",
    };
  }
  if (difference.amountMinor === 0n) {
    return {
      tone: "ok",
      word: "Equal",
      sentence: "The lines that Stripe assigned to this payout add up to exactly what it paid.",
    };
  }
  if (reconciliationStatus !== "completed") {
    return {
      tone: "info",
      word: "Not complete yet",
      sentence:
        "Stripe is still assigning transactions to this payout; it is judged when Stripe says that they are complete.",
    };
  }
  return {
    tone: "bad",
    word: "Differs",
    sentence:
      "The lines do not add up to what was paid, although Stripe calls them complete. The next run of reconciliation opens a break for it.",
  };
}
