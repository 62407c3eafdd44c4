import type { GlyphName } from "#components/ui/glyph.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { AgeBucket } from "#core/break-ageing.ts";
import type { BreakState } from "#core/contracts/reconciliation.ts";

interface StateWords {
  readonly word: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
}

/** Where a break stands, in one word; only a run resolves it. */
export const BREAK_STATE_WORDS: Readonly<Record<BreakState, StateWords>> = {
  open: { word: "Open", tone: "bad" },
  assigned: { word: "Assigned", tone: "warn" },
  investigating: { word: "Investigating", tone: "info", glyph: "partial" },
  proposed: { word: "Proposed", tone: "pend" },
  approved: { word: "Approved", tone: "info", glyph: "done" },
  resolved: { word: "Resolved", tone: "ok" },
};

/** How long a break has been open. */
export const AGE_WORDS: Readonly<Record<AgeBucket, string>> = {
  "0-1": "0–1 d",
  "2-3": "2–3 d",
  "4-7": "4–7 d",
  "8-30": "8–30 d",
  ">30": "> 30 d",
};
