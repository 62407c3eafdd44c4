import type { GlyphName } from "#components/ui/glyph.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { CommandState } from "#core/contracts/commands.ts";

interface StateWords {
  /** On the chip: what is known, never what is hoped. */
  readonly word: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
  /** What the state means for the money, in a sentence. */
  readonly money: string;
}

/** How each state of a command reads. A state of money is only ever what Stripe or our own rows say. */
export const COMMAND_STATE_WORDS: Readonly<Record<CommandState, StateWords>> = {
  pending_approval: {
    word: "Needs approval",
    tone: "pend",
    money: "No money has moved. The amount is reserved until another person decides.",
  },
  held: {
    word: "Held",
    tone: "warn",
    glyph: "wait",
    money: "No money has moved. Stripe has not been asked yet.",
  },
  executing: {
    word: "Sending",
    tone: "info",
    money: "Stripe is being asked. It cannot be undone any more.",
  },
  unknown: {
    word: "Answer unknown",
    tone: "warn",
    money:
      "Stripe was asked and its answer was lost. We look for the refund there; it is never sent twice.",
  },
  needs_human: {
    word: "Needs a person",
    tone: "bad",
    glyph: "warning",
    money: "We could not find out what Stripe did. The amount stays reserved until a person looks.",
  },
  accepted: {
    word: "Accepted",
    tone: "info",
    glyph: "partial",
    money: "Stripe took the refund and is sending it. The customer does not have the money yet.",
  },
  succeeded: {
    word: "Confirmed",
    tone: "ok",
    money: "Stripe confirms the refund. Banks usually show it within 5 to 10 days.",
  },
  failed: {
    word: "Failed",
    tone: "bad",
    money: "Stripe refused it. No money has moved and nothing is reserved.",
  },
  failed_later: {
    word: "Returned",
    tone: "bad",
    money:
      "The bank sent the refund back. The money is in the Stripe balance, not with the customer.",
  },
  rejected: {
    word: "Rejected",
    tone: "mute",
    glyph: "cross",
    money: "Another person said no. No money has moved and nothing is reserved.",
  },
  cancelled: {
    word: "Undone",
    tone: "mute",
    money: "It was taken back before Stripe was asked. No money has moved.",
  },
  expired: {
    word: "Expired",
    tone: "mute",
    money: "Nobody decided in time. No money has moved and nothing is reserved.",
  },
};

/** The same for what is neither a refund nor a retry: what Stripe was asked to do, without a word about where money went. */
const ANY_MONEY: Partial<Record<CommandState, string>> = {
  pending_approval: "Nothing has been sent. It waits until another person decides.",
  held: "Nothing has been sent. Until it is, it can be undone.",
  unknown:
    "Stripe was asked and its answer was lost. We look there for what it did; it is never sent twice.",
  needs_human: "We could not find out what Stripe did. A person has to look there.",
  accepted: "Stripe took it and has not finished with it.",
  succeeded: "Stripe has done it.",
  failed: "Stripe refused it. Nothing was changed.",
  failed_later: "Stripe did it and it came to nothing afterwards.",
  rejected: "Another person said no. Nothing was sent.",
  cancelled: "It was taken back before Stripe was asked. Nothing was sent.",
  expired: "Nobody decided in time. Nothing was sent.",
};

const RETRY_MONEY: Partial<Record<CommandState, string>> = {
  ...ANY_MONEY,
  unknown:
    "Stripe was asked and its answer was lost. We look there for the attempt; it is never made twice.",
  accepted: "The attempt was made; the bank's or the customer's answer is still to come.",
  succeeded: "The payment went through.",
  failed: "The payment did not go through. Nothing was charged.",
};

const BULK_MONEY: Partial<Record<CommandState, string>> = {
  pending_approval:
    "No money has moved and nothing is reserved. Another person has to sign the list.",
  succeeded: "The list is being sent row by row, or was. Its page says what became of each.",
  failed: "The list could not be begun. No money has moved.",
  rejected: "Another person said no. No money has moved.",
  expired: "Nobody decided in time. No money has moved.",
};

const AT_STRIPE = /^(payment|review|dispute|subscription|customer|refund)_/;

/** What a state means for the money of a command of this kind. */
export function moneySentence(kind: string, state: CommandState): string {
  return ownWords(kind)?.[state] ?? COMMAND_STATE_WORDS[state].money;
}

function ownWords(kind: string): Partial<Record<CommandState, string>> | undefined {
  if (kind === "payment_retry") return RETRY_MONEY;
  if (kind === "bulk") return BULK_MONEY;
  return AT_STRIPE.test(kind) ? ANY_MONEY : undefined;
}
