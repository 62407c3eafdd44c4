import type { Tone } from "#components/ui/tone.ts";
import type { DisputeReason, DisputeTab, DueSpan } from "#core/contracts/disputes.ts";

interface Words {
  readonly word: string;
  readonly tone: Tone;
}

/** An inquiry (`warning_*`) asks and has taken no money yet; a dispute has. */
const STATUS: Readonly<Record<string, Words>> = {
  warning_needs_response: { word: "Inquiry: answer it", tone: "warn" },
  warning_under_review: { word: "Inquiry answered", tone: "info" },
  warning_closed: { word: "Inquiry closed", tone: "mute" },
  needs_response: { word: "Needs an answer", tone: "bad" },
  under_review: { word: "The bank decides", tone: "info" },
  won: { word: "Won", tone: "ok" },
  lost: { word: "Lost", tone: "bad" },
  prevented: { word: "Prevented", tone: "mute" },
};

/** How Stripe's status of a dispute reads; one we do not know is shown as it is. */
export function disputeStatusWords(status: string): Words {
  return STATUS[status] ?? { word: status.replaceAll("_", " "), tone: "mute" };
}

interface ReasonWords {
  readonly title: string;
  /** What the customer claims. */
  readonly claim: string;
}

/** Stripe's reasons in plain words. Source: https://docs.stripe.com/disputes/categories. */
export const REASON_WORDS: Readonly<Record<DisputeReason, ReasonWords>> = {
  credit_not_processed: {
    title: "Refund not received",
    claim: "The customer says that a refund they were promised, or are owed, did not come.",
  },
  duplicate: {
    title: "Charged twice",
    claim: "The customer says that they were charged more than once for the same thing.",
  },
  fraudulent: {
    title: "Not authorised",
    claim: "The cardholder says that they did not make or allow this payment.",
  },
  general: { title: "Other", claim: "The bank names no reason that fits the others." },
  product_not_received: {
    title: "Not received",
    claim: "The customer says that what they bought did not arrive, or was not provided.",
  },
  product_unacceptable: {
    title: "Not as described",
    claim: "The customer says that what came was broken, wrong, or not as described.",
  },
  subscription_canceled: {
    title: "Subscription cancelled",
    claim: "The customer says that they were charged after they had cancelled.",
  },
  unrecognized: {
    title: "Not recognised",
    claim: "The customer does not recognise the payment on their statement.",
  },
};

/** The title of a reason; one of another network is shown as it is. */
export function reasonTitle(reason: string): string {
  return (
    (Object.hasOwn(REASON_WORDS, reason) && REASON_WORDS[reason as DisputeReason].title) ||
    reason.charAt(0).toUpperCase() + reason.slice(1).replaceAll("_", " ")
  );
}

/** What the customer claims; null for a reason of another network. */
export function reasonClaim(reason: string): string | null {
  return Object.hasOwn(REASON_WORDS, reason) ? REASON_WORDS[reason as DisputeReason].claim : null;
}

/** How the tabs read. */
export const TAB_WORDS: Readonly<Record<DisputeTab, string>> = {
  needs_response: "Needs an answer",
  under_review: "The bank decides",
  closed: "Over",
  all: "All",
};

/** How the spans until evidence is due read. */
export const DUE_WORDS: Readonly<Record<DueSpan, string>> = {
  overdue: "Overdue",
  three_days: "Within 3 days",
  week: "Within 7 days",
};
