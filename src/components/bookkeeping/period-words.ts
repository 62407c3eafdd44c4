import type { GlyphName } from "#components/ui/glyph.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { PeriodCheckDto, PeriodState } from "#core/contracts/bookkeeping.ts";

interface Words {
  readonly word: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
}

/** Where a month stands. */
export const PERIOD_STATE_WORDS: Readonly<Record<PeriodState, Words>> = {
  open: { word: "Open", tone: "mute", glyph: "open" },
  locked: { word: "Locked", tone: "warn", glyph: "partial" },
  closed: { word: "Closed", tone: "ok" },
};

/** How one thing of the checklist stands. */
export const CHECK_WORDS: Readonly<Record<PeriodCheckDto["state"], Words>> = {
  done: { word: "Done", tone: "ok" },
  listed: { word: "Listed", tone: "warn" },
  blocks: { word: "Open", tone: "bad" },
};

const name = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** A month in words: "October 2026" for "2026-10". */
export function monthName(month: string): string {
  return name.format(new Date(`${month}-01T00:00:00Z`));
}
