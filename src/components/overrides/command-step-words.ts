import type { Tone } from "#components/ui/tone.ts";
import type { CommandStep } from "#core/contracts/command-history.ts";

/** How each step in the life of a command reads: what happened, never what is hoped. */
export const COMMAND_STEP_WORDS: Readonly<
  Record<CommandStep, { readonly title: string; readonly tone: Tone }>
> = {
  asked: { title: "Asked for", tone: "info" },
  judged: { title: "Judged by the policy", tone: "info" },
  sign: { title: "Signed, waits for another signature", tone: "pend" },
  approve: { title: "Signed", tone: "ok" },
  reject: { title: "Rejected", tone: "mute" },
  expire: { title: "Nobody decided in time", tone: "mute" },
  cancel: { title: "Taken back", tone: "mute" },
  claim: { title: "Sent to Stripe", tone: "info" },
  resend: { title: "Sent again under the same key", tone: "info" },
  "require-approval": { title: "Sent back for a signature", tone: "pend" },
  refuse: { title: "Refused by the policy", tone: "bad" },
  return: { title: "Not executed, queued again", tone: "warn" },
  lose: { title: "Answer lost", tone: "warn" },
  decline: { title: "Refused by Stripe", tone: "bad" },
  "give-up": { title: "Given to a person", tone: "bad" },
  disprove: { title: "Declared not made by two people", tone: "mute" },
  "answered-pending": { title: "Accepted by Stripe", tone: "info" },
  "answered-succeeded": { title: "Confirmed", tone: "ok" },
  "answered-failed": { title: "Failed at Stripe", tone: "bad" },
  inquired: { title: "The worker was asked to look at Stripe", tone: "info" },
  "inquiry-answered": { title: "The worker looked at Stripe", tone: "info" },
  "breaker-opened": { title: "Stripe failed too often: sending paused", tone: "warn" },
  "breaker-tried": { title: "Sent alone to try Stripe", tone: "warn" },
  "breaker-closed": { title: "Stripe answers again", tone: "ok" },
  posted: { title: "Posted to the ledger", tone: "ok" },
  other: { title: "Noted", tone: "mute" },
};
