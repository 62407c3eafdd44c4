import type { Tone } from "#components/ui/tone.ts";

interface Words {
  readonly word: string;
  readonly tone: Tone;
}

const WORDS: Readonly<Record<string, Words>> = {
  succeeded: { word: "Accepted", tone: "ok" },
  pending: { word: "On its way", tone: "pend" },
  requires_action: { word: "Waits for customer", tone: "warn" },
  failed: { word: "Failed", tone: "bad" },
  canceled: { word: "Cancelled", tone: "mute" },
};

/** How Stripe's state of a refund reads; a state we do not know is shown as it is. */
export function refundStatusWords(status: string): Words {
  return WORDS[status] ?? { word: status.replaceAll("_", " "), tone: "info" };
}
