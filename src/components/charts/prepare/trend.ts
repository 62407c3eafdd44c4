import { type Instant, instantMs } from "#components/ui/format-time.ts";
import { type Axis, axisOf } from "./axis-ticks.ts";
import type { ChartSummary } from "./chart-table.ts";
import { type ChartUnit, type ChartValue, plotted, valueText } from "./chart-value.ts";
import { slotLabels, slotTitles, tickPlaces } from "./slot-label.ts";

export interface TrendInput {
  /** What is measured: "Card decline rate". */
  readonly title: string;
  readonly unit: ChartUnit;
  /** Start of each slot, oldest first. */
  readonly at: readonly Instant[];
  /** Each with one figure a slot. */
  readonly series: readonly { readonly name: string; readonly values: readonly ChartValue[] }[];
  /** Where the first series was expected to lie, slot by slot; null where nothing was expected. */
  readonly expected?:
    | readonly ({ readonly low: number; readonly high: number } | null)[]
    | undefined;
  readonly timeZone: string;
}

export interface TrendRow {
  /** Its place from the left, which names it on the axis: labels repeat. */
  readonly place: number;
  readonly label: string;
  readonly title: string;
  readonly values: readonly (number | null)[];
  readonly texts: readonly string[];
  readonly band: readonly [number, number] | null;
  readonly bandText: string | null;
}

export interface Trend extends ChartSummary {
  readonly rows: readonly TrendRow[];
  readonly axis: Axis;
  /** Places that get a label. */
  readonly ticks: readonly number[];
  readonly unit: ChartUnit;
  readonly names: readonly string[];
}

function rowsOf(input: TrendInput): readonly TrendRow[] {
  const atMs = input.at.map(instantMs);
  const labels = slotLabels(atMs, input.timeZone);
  const titles = slotTitles(atMs, input.timeZone);
  return atMs.map((_, index) => {
    const values = input.series.map((series) => series.values[index] ?? null);
    const band = input.expected?.[index] ?? null;
    return {
      place: index,
      label: labels[index] ?? "",
      title: titles[index] ?? "",
      values: values.map(plotted),
      texts: values.map((value) => valueText(value, input.unit)),
      band: band ? [band.low, band.high] : null,
      bandText: band
        ? `${valueText(band.low, input.unit)} to ${valueText(band.high, input.unit)}`
        : null,
    };
  });
}

function outside(rows: readonly TrendRow[]): { above: number; below: number; known: number } {
  const judged = rows.flatMap(({ values: [value], band }) =>
    value === null || value === undefined || band === null ? [] : [{ value, band }],
  );
  return {
    above: judged.filter(({ value, band }) => value > band[1]).length,
    below: judged.filter(({ value, band }) => value < band[0]).length,
    known: judged.length,
  };
}

function sentenceOf(input: TrendInput, rows: readonly TrendRow[]): string {
  const parts = input.series.map((series, place) => {
    const known = rows.filter((row) => row.values[place] !== null);
    const last = known.at(-1);
    if (!last) return `${series.name}: no data.`;
    const byValue = known.toSorted((a, b) => (a.values[place] ?? 0) - (b.values[place] ?? 0));
    const low = byValue[0]?.texts[place];
    const high = byValue.at(-1)?.texts[place];
    return `${series.name}: ${last.texts[place]} at ${last.title}, between ${low} and ${high}.`;
  });
  const { above, below, known } = outside(rows);
  const judged =
    known > 0
      ? ` Above the expected range in ${above} and below in ${below} of ${known} slots.`
      : "";
  return `${input.title}. ${parts.join(" ")}${judged}`;
}

/** Turns figures by time into rows to draw, an axis, one sentence and a table. A slot without a figure stays a gap. */
export function prepareTrend(input: TrendInput): Trend {
  const rows = rowsOf(input);
  const drawn = rows.flatMap((row) => [...row.values, ...(row.band ?? [])]);
  const names = input.series.map((series) => series.name);
  const hasBand = input.expected !== undefined;
  return {
    rows,
    axis: axisOf(drawn.filter((value) => value !== null)),
    ticks: tickPlaces(rows.map((row) => row.label)),
    unit: input.unit,
    names,
    sentence: sentenceOf(input, rows),
    table: {
      columns: ["Time", ...names, ...(hasBand ? ["Expected"] : [])],
      rows: rows.map((row) => [
        row.title,
        ...row.texts,
        ...(hasBand ? [row.bandText ?? "no data"] : []),
      ]),
    },
  };
}
