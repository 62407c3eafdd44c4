import { parseAsArrayOf, parseAsString } from "nuqs";

/** Pages back that the address remembers; beyond, "previous" leads to the first page. */
const MAX_TRAIL = 20;

/** For the address: cursors of the pages gone through; the last one is the page that is shown. */
export const pageTrailParser = parseAsArrayOf(parseAsString).withDefault([]);

export interface PageTrail {
  /** What to ask the server for; undefined on the first page. */
  readonly cursor: string | undefined;
  readonly pageNumber: number;
  readonly next: (cursor: string) => void;
  /** Absent on the first page. */
  readonly previous: (() => void) | undefined;
}

/** Forth and back in a list that is read by key. `set` writes the trail to the address; null clears it. */
export function pageTrail(
  trail: readonly string[],
  set: (trail: string[] | null) => void,
): PageTrail {
  return {
    cursor: trail.at(-1),
    pageNumber: trail.length + 1,
    next: (cursor) => set([...trail, cursor].slice(-MAX_TRAIL)),
    previous:
      trail.length === 0 ? undefined : () => set(trail.length === 1 ? null : trail.slice(0, -1)),
  };
}
