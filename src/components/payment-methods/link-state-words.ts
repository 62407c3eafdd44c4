import type { Tone } from "#components/ui/tone.ts";
import type { LinkState } from "#core/contracts/payment-methods.ts";

/** What each state is called. Whether a page was opened nobody can know, so no word says so. */
export const LINK_STATES: Readonly<Record<LinkState, { word: string; tone: Tone }>> = {
  open: { word: "Not used yet", tone: "pend" },
  attached: { word: "Method saved", tone: "info" },
  default: { word: "Saved as default", tone: "ok" },
  used: { word: "Paid with it", tone: "ok" },
  expired: { word: "Expired unused", tone: "mute" },
  superseded: { word: "Replaced", tone: "mute" },
};
