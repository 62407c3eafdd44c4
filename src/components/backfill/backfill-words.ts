import type { Tone } from "#components/ui/tone.ts";
import type { BackfillStatus } from "#core/contracts/backfill.ts";

type RunState = NonNullable<BackfillStatus["run"]>["state"];

/** A run's state as people read it. */
export const RUN_WORDS: Readonly<Record<RunState, { readonly word: string; readonly tone: Tone }>> =
  {
    wanted: { word: "Waits for a worker", tone: "pend" },
    running: { word: "Coming in", tone: "info" },
    proving: { word: "Being proven", tone: "info" },
    proven: { word: "Proven", tone: "ok" },
    unproven: { word: "Differs", tone: "bad" },
  };

/** Whether a run is not at its end: what it shows will change. */
export function isOpen(run: BackfillStatus["run"]): boolean {
  return run !== null && run.state !== "proven" && run.state !== "unproven";
}

const LIST_WORDS: Readonly<Record<string, string>> = {
  customer: "Customers",
  subscription: "Subscriptions",
  payment_intent: "Payments",
  charge: "Charges",
  refund: "Refunds",
  payout: "Payouts",
  dispute: "Disputes",
  invoice: "Invoices",
  review: "Reviews at Stripe",
  "radar.early_fraud_warning": "Early fraud warnings",
  balance_transaction: "Balance transactions",
};

/** In: Stripe's name of an object. Out: what its list is called here. */
export function listName(objectType: string): string {
  return LIST_WORDS[objectType] ?? objectType;
}

/** A whole number of seconds in words: "40 s", "12 min", "3 h 20 min". */
export function spanWords(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
