import { type Axis, axisOf } from "./axis-ticks.ts";
import type { ChartSummary } from "./chart-table.ts";
import { axisText, type ChartUnit, valueText } from "./chart-value.ts";

export interface HistogramInput {
  readonly title: string;
  /** Unit of the bounds. */
  readonly unit: ChartUnit;
  /** What is counted, plural: "events". */
  readonly counted: string;
  /** Classes from low to high; each holds what is above the one before and up to its bound. Null: no upper bound. */
  readonly bins: readonly { readonly upTo: number | null; readonly count: number }[];
  /** A limit that was promised, in the unit of the bounds. */
  readonly limit?: { readonly name: string; readonly at: number } | undefined;
}

export interface HistogramRow {
  readonly label: string;
  readonly range: string;
  readonly count: number;
  readonly share: string;
  /** Lies above the limit. */
  readonly isOver: boolean;
}

export interface Histogram extends ChartSummary {
  readonly rows: readonly HistogramRow[];
  readonly axis: Axis;
  /** Label of the last class inside the limit; null without a limit. */
  readonly limitLabel: string | null;
}

const COUNT: ChartUnit = { kind: "count" };
const RATE: ChartUnit = { kind: "basis_points" };

function medianLabel(rows: readonly HistogramRow[], total: number): string | null {
  let seen = 0;
  for (const row of rows) {
    seen += row.count;
    if (seen * 2 >= total && total > 0) return row.range;
  }
  return null;
}

function classText(input: HistogramInput, index: number): string {
  const from = input.bins[index - 1]?.upTo ?? 0;
  const upTo = input.bins[index]?.upTo ?? null;
  return upTo === null
    ? `over ${valueText(from, input.unit)}`
    : `${valueText(from, input.unit)} to ${valueText(upTo, input.unit)}`;
}

/** Turns counted classes into rows to draw, with shares, the class of the median, one sentence and a table. */
export function prepareHistogram(input: HistogramInput): Histogram {
  const total = input.bins.reduce((sum, bin) => sum + bin.count, 0);
  const { limit } = input;
  const rows = input.bins.map((bin, index) => ({
    label: bin.upTo === null ? "more" : `≤ ${axisText(bin.upTo, input.unit)}`,
    range: classText(input, index),
    count: bin.count,
    share: total === 0 ? "no data" : valueText(Math.round((bin.count / total) * 10_000), RATE),
    isOver: limit !== undefined && (bin.upTo === null || bin.upTo > limit.at),
  }));
  const over = rows.filter((row) => row.isOver).reduce((sum, row) => sum + row.count, 0);
  const median = medianLabel(rows, total);
  const judged = limit ? ` ${valueText(over, COUNT)} over ${limit.name}.` : "";
  return {
    rows,
    axis: axisOf(rows.map((row) => row.count)),
    limitLabel: limit ? (rows.findLast((row) => !row.isOver)?.label ?? null) : null,
    sentence: median
      ? `${input.title}. ${valueText(total, COUNT)} ${input.counted}, half of them within ${median}.${judged}`
      : `${input.title}. No data.`,
    table: {
      columns: ["Class", input.counted, "Share"],
      rows: rows.map((row) => [row.range, valueText(row.count, COUNT), row.share]),
    },
  };
}
