/** Series differ by dash as well as by colour, so that they can be told apart without it. */
const DASHES = ["0", "6 3", "2 3", "8 3 2 3", "4 2", "1 2"];
const SERIES_COUNT = DASHES.length;

/** Stroke of the n-th series as a CSS colour; from the seventh on they repeat. */
export function seriesColor(place: number): string {
  return `var(--chart-${(place % SERIES_COUNT) + 1})`;
}

/** Dash of the n-th series. */
export function seriesDash(place: number): string {
  return DASHES[place % SERIES_COUNT] ?? "0";
}
