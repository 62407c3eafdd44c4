import type { Tone } from "#components/ui/tone.ts";

interface Words {
  readonly word: string;
  readonly tone: Tone;
}

const SUBSCRIPTION: Readonly<Record<string, Words>> = {
  active: { word: "Active", tone: "ok" },
  trialing: { word: "On trial", tone: "info" },
  past_due: { word: "Past due", tone: "warn" },
  unpaid: { word: "Unpaid", tone: "bad" },
  incomplete: { word: "First payment open", tone: "warn" },
  incomplete_expired: { word: "Never began", tone: "mute" },
  paused: { word: "Paused", tone: "mute" },
  canceled: { word: "Cancelled", tone: "mute" },
};

const INVOICE: Readonly<Record<string, Words>> = {
  draft: { word: "Draft", tone: "mute" },
  open: { word: "Open", tone: "warn" },
  paid: { word: "Paid", tone: "ok" },
  uncollectible: { word: "Given up", tone: "bad" },
  void: { word: "Void", tone: "mute" },
  deleted: { word: "Deleted draft", tone: "mute" },
};

const asItIs = (status: string): Words => ({ word: status.replaceAll("_", " "), tone: "info" });

/** How Stripe's state of a subscription reads. */
export const subscriptionWords = (status: string): Words => SUBSCRIPTION[status] ?? asItIs(status);

/** How Stripe's state of an invoice reads. */
export const invoiceWords = (status: string): Words => INVOICE[status] ?? asItIs(status);
