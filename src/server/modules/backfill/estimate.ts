import type { WindowTotals } from "./window-totals.repo.ts";

/** With less of the time covered than this, an estimate would be a guess. */
const LEAST_SHARE = 0.02;

/** One list's progress. */
export interface ListEstimate {
  readonly imported: number;
  /** Null while too little of its time is covered. */
  readonly total: number | null;
}

/** How many objects a list will have, if it goes on as it went over the time that is covered (unix seconds). */
export function estimateList(
  totals: Pick<WindowTotals, "imported" | "windows" | "finished" | "coveredSeconds">,
  history: { readonly start: number; readonly now: number },
): ListEstimate {
  const imported = Number(totals.imported);
  if (totals.finished === totals.windows) return { imported, total: imported };
  const share = totals.coveredSeconds / Math.max(1, history.now - history.start);
  if (share < LEAST_SHARE) return { imported, total: null };
  return { imported, total: Math.max(imported, Math.round(imported / Math.min(1, share))) };
}

/** The run as a whole, from its lists and how long it has been running in milliseconds. */
export function estimateRun(
  lists: readonly ListEstimate[],
  runningMs: number,
): { percent: number | null; perSecond: number; secondsLeft: number | null } {
  const imported = lists.reduce((sum, list) => sum + list.imported, 0);
  const perSecond = runningMs > 0 ? (imported * 1_000) / runningMs : 0;
  const known = lists.flatMap(({ total }) => (total === null ? [] : [total]));
  if (lists.length === 0 || known.length < lists.length) {
    return { percent: null, perSecond, secondsLeft: null };
  }
  const total = known.reduce((sum, count) => sum + count, 0);
  const left = total - imported;
  return {
    percent: total === 0 ? 100 : Math.floor((imported * 100) / total),
    perSecond,
    secondsLeft: perSecond > 0 ? Math.ceil(left / perSecond) : null,
  };
}
