import type { Tone } from "#components/ui/tone.ts";
import type { ReconciliationLevel } from "#core/break-types.ts";
import type { RunCountDto, RunDto } from "#core/contracts/reconciliation.ts";
import { LEVELS } from "./run-words.ts";

/** How one level stood when it was last compared. */
export interface LevelStanding {
  readonly level: ReconciliationLevel;
  /** The run that says so; null where no finished run held the level. */
  readonly run: RunDto | null;
  /** One a currency. */
  readonly counts: readonly RunCountDto[];
  /** Why nothing was counted. */
  readonly note: string | null;
}

/** The levels of one run, in order. */
export function standingsOfRun(run: RunDto): readonly LevelStanding[] {
  return LEVELS.filter((level) => run.levels.includes(level)).map((level) => standing(level, run));
}

/** Each level by the newest finished run that held it. `runs` are newest first. */
export function newestStandings(runs: readonly RunDto[]): readonly LevelStanding[] {
  return LEVELS.map((level) => {
    const run = runs.find(({ state, levels }) => state === "finished" && levels.includes(level));
    return run ? standing(level, run) : { level, run: null, counts: [], note: "Not compared yet." };
  });
}

function standing(level: ReconciliationLevel, run: RunDto): LevelStanding {
  return {
    level,
    run,
    counts: run.counts.filter((count) => count.level === level),
    note: run.notes.find((note) => note.level === level)?.note ?? null,
  };
}

/** How many items of a run are broken, over all levels and currencies. */
export function brokenOf(run: Pick<RunDto, "counts">): bigint {
  return run.counts.reduce((sum, { broken }) => sum + broken, 0n);
}

/** A level in a word: something differs, something is proven equal, or all of it may still come. */
export function verdictOf(counts: readonly RunCountDto[]): { tone: Tone; word: string } {
  if (counts.some(({ broken }) => broken > 0n)) return { tone: "bad", word: "Differs" };
  return counts.some(({ matched }) => matched > 0n)
    ? { tone: "ok", word: "Equal" }
    : { tone: "info", word: "Not due yet" };
}
