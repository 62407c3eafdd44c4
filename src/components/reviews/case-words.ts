import type { Tone } from "#components/ui/tone.ts";
import type {
  CaseDecisionKind,
  CaseKind,
  CaseSummary,
  Suggestion,
} from "#core/contracts/reviews.ts";

export const KIND_WORDS = {
  payment_risk: "Suspicious payment",
  decline_rate: "Decline rate out of its band",
  failed_refund: "Refund that failed after it had succeeded",
} as const satisfies Record<CaseKind, string>;

/** What the machine would do: a suggestion, never a decision. */
export const VERDICT_WORDS = {
  clear: "clear",
  refund: "refund",
  investigate: "look into it",
} as const satisfies Record<Suggestion["verdict"], string>;

export const DECISION_WORDS = {
  clear: { word: "Cleared", tone: "ok" },
  refund: { word: "Refund decided", tone: "pend" },
  escalate: { word: "Escalated", tone: "warn" },
} as const satisfies Record<CaseDecisionKind, { word: string; tone: Tone }>;

export const STATE_WORDS = {
  open: { word: "Open", tone: "pend" },
  escalated: { word: "Escalated", tone: "warn" },
  closed: { word: "Closed", tone: "mute" },
} as const satisfies Record<CaseSummary["state"], { word: string; tone: Tone }>;

export const VIEWS = ["queue", "mine", "escalated", "closed"] as const;
export type QueueView = (typeof VIEWS)[number];

export const VIEW_WORDS = {
  queue: "Queue",
  mine: "Mine",
  escalated: "Escalated",
  closed: "Closed",
} as const satisfies Record<QueueView, string>;

/** A probability in basis points as ".58". */
export function scoreText(basisPoints: number): string {
  return new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    .format(basisPoints / 10_000)
    .replace(/^0/, "");
}
