import type { GlyphName } from "#components/ui/glyph.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { RECONCILIATION_LEVELS, type ReconciliationLevel } from "#core/break-types.ts";
import type { RunDto } from "#core/contracts/reconciliation.ts";

interface StateWords {
  readonly word: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
}

/** How far a run is, in one word. */
export const RUN_STATE_WORDS: Readonly<Record<RunDto["state"], StateWords>> = {
  wanted: { word: "Waiting", tone: "info", glyph: "open" },
  running: { word: "Running", tone: "info", glyph: "partial" },
  finished: { word: "Finished", tone: "ok" },
  failed: { word: "Failed", tone: "bad" },
};

/** The levels in their order. */
export const LEVELS = (Object.keys(RECONCILIATION_LEVELS) as ReconciliationLevel[]).toSorted();

/** "R0–R4" for levels side by side, else "R0, R4". */
export function levelsText(levels: readonly ReconciliationLevel[]): string {
  const places = levels.map((level) => LEVELS.indexOf(level)).toSorted((a, b) => a - b);
  const first = places[0];
  const last = places.at(-1);
  if (first === undefined || last === undefined) return "";
  const isRun = places.length > 2 && last - first === places.length - 1;
  return isRun
    ? `${LEVELS[first]}–${LEVELS[last]}`
    : places.map((place) => LEVELS[place]).join(", ");
}

const EVENT_WORDS: Readonly<Record<string, string>> = {
  schedule: "by schedule",
  demand: "on demand",
  "import.finished": "after the import",
  "balance.settled": "after money settled",
  "object.projected": "after a payout changed",
  "statement.imported": "after a bank statement",
};

/** Who or what asked for a run. */
export function askedBy({ trigger, requestedBy }: Pick<RunDto, "trigger" | "requestedBy">): string {
  return requestedBy?.name ?? EVENT_WORDS[trigger] ?? `after ${trigger}`;
}

/** How long a run took, in milliseconds; null before it has ended. */
export function tookMs({
  startedAt,
  finishedAt,
}: Pick<RunDto, "startedAt" | "finishedAt">): number | null {
  return startedAt && finishedAt ? finishedAt.getTime() - startedAt.getTime() : null;
}
