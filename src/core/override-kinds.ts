import { booksChangeKinds } from "./contracts/books-changes.ts";

/** Everything that the policy judges: overrides at Stripe, changes of our own rules and switches, changes of the books. */
export const overrideKinds = [
  "refund",
  "refund_cancel",
  "payment_retry",
  "payment_method_link",
  "payment_method_default",
  "payment_capture",
  "payment_cancel",
  "review_approve",
  "dispute_submit",
  "dispute_accept",
  "subscription_pause",
  "subscription_resume",
  "subscription_cancel",
  "customer_credit",
  "bulk",
  "policy_change",
  "kill_switch_off",
  "command_resolution",
  ...booksChangeKinds,
] as const;
export type OverrideKind = (typeof overrideKinds)[number];

/** One of a kind in words, as it stands in a sentence: "one refund". */
export const OVERRIDE_NOUNS: Readonly<Record<OverrideKind, string>> = {
  refund: "refund",
  refund_cancel: "cancelled refund",
  payment_retry: "retried payment",
  payment_method_link: "payment-method link",
  payment_method_default: "change of the default payment method",
  payment_capture: "capture",
  payment_cancel: "cancelled authorisation",
  review_approve: "approved Radar review",
  dispute_submit: "submission of dispute evidence",
  dispute_accept: "accepted dispute",
  subscription_pause: "paused subscription",
  subscription_resume: "resumed subscription",
  subscription_cancel: "cancelled subscription",
  customer_credit: "customer credit",
  bulk: "bulk override",
  policy_change: "change of the policy",
  kill_switch_off: "end of the kill switch",
  command_resolution: "declaration that Stripe made nothing",
  ledger_adjustment: "ledger adjustment",
  ledger_write_off: "write-off",
  bank_match: "bank match",
  journal_reversal: "reversed journal",
  period_close: "closed month",
};

const PAID_OUT: ReadonlySet<OverrideKind> = new Set(["refund", "customer_credit"]);

/** Whether what is moved counts toward the sums of 24 hours and 30 days: what leaves the business does. */
export function isCounted(kind: OverrideKind): boolean {
  return PAID_OUT.has(kind);
}

const ABOUT_COMMANDS: ReadonlySet<string> = new Set([
  "policy_change",
  "kill_switch_off",
  "command_resolution",
] satisfies OverrideKind[]);

/** Whether a kind is about commands or their rules: no kill switch covers it. */
export function isAboutCommands(kind: string): boolean {
  return ABOUT_COMMANDS.has(kind);
}

/** Whether break-glass opens a kind: one thing at a time, and nothing that would loosen what binds break-glass itself. */
export function opensUnderBreakGlass(kind: string): boolean {
  return kind !== "bulk" && !isAboutCommands(kind);
}

const NEVER_ALONE: ReadonlySet<OverrideKind> = new Set([
  "bulk",
  "policy_change",
  "kill_switch_off",
  "command_resolution",
  ...booksChangeKinds,
]);

/** Whether no policy may let one person alone do it. */
export function needsTwoAlways(kind: OverrideKind): boolean {
  return NEVER_ALONE.has(kind);
}
