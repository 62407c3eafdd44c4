export interface SparklinePath {
  /** SVG path data; a gap in the values is a gap in the line. */
  readonly line: string;
  /** Where the newest value lies; null without any. */
  readonly last: { readonly x: number; readonly y: number } | null;
}

const PADDING = 3;
/** Half a stroke: the line starts where the text above it starts; only its end needs room, for the dot. */
const START = 1;
const round = (value: number) => Math.round(value * 100) / 100;

/** Values from oldest to newest as a path inside `width` × `height`; the lowest value lies at the bottom. */
export function sparklinePath(
  values: readonly (number | null)[],
  width: number,
  height: number,
): SparklinePath {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { line: "", last: null };
  const low = Math.min(...known);
  const spread = Math.max(...known) - low;
  const step = values.length > 1 ? (width - START - PADDING) / (values.length - 1) : 0;
  const usable = height - 2 * PADDING;
  let line = "";
  let last: SparklinePath["last"] = null;
  let pen = "M";
  values.forEach((value, index) => {
    if (value === null) {
      pen = "M";
      return;
    }
    const share = spread === 0 ? 0.5 : (value - low) / spread;
    last = { x: round(START + index * step), y: round(PADDING + (1 - share) * usable) };
    line += `${pen}${last.x} ${last.y}`;
    pen = "L";
  });
  return { line, last };
}
