import { type Axis, axisOf } from "./axis-ticks.ts";
import type { ChartSummary } from "./chart-table.ts";
import { type ChartUnit, type ChartValue, plotted, valueText } from "./chart-value.ts";

export interface StackInput {
  /** What is measured: "Declines by method". */
  readonly title: string;
  readonly unit: ChartUnit;
  /** Name of what the bars are: "Method". */
  readonly barName: string;
  /** The parts of each bar, from the bottom up. */
  readonly parts: readonly string[];
  readonly bars: readonly { readonly label: string; readonly values: readonly ChartValue[] }[];
}

export interface StackRow {
  readonly label: string;
  readonly values: readonly number[];
  readonly texts: readonly string[];
  readonly totalText: string;
}

export interface Stack extends ChartSummary {
  readonly rows: readonly StackRow[];
  readonly parts: readonly string[];
  readonly unit: ChartUnit;
  readonly axis: Axis;
}

/** Sums in the figures' own type, so that money stays an integer. */
function totalOf(values: readonly ChartValue[]): ChartValue {
  const known = values.filter((value) => value !== null);
  if (known.every((value) => typeof value === "bigint")) {
    return known.reduce((sum: bigint, value) => sum + value, 0n);
  }
  return known.reduce((sum: number, value) => sum + Number(value), 0);
}

/** Turns bars of parts into rows to draw, an axis over the totals, one sentence and a table. */
export function prepareStack(input: StackInput): Stack {
  const rows = input.bars.map((bar) => ({
    label: bar.label,
    values: input.parts.map((_, place) => plotted(bar.values[place] ?? null) ?? 0),
    texts: input.parts.map((_, place) => valueText(bar.values[place] ?? null, input.unit)),
    totalText: valueText(totalOf(bar.values), input.unit),
  }));
  const totals = rows.map((row) => row.values.reduce((sum, value) => sum + value, 0));
  const highest = rows[totals.indexOf(Math.max(...totals))];
  return {
    rows,
    parts: input.parts,
    unit: input.unit,
    axis: axisOf(totals),
    sentence: highest
      ? `${input.title}. Highest is ${highest.label} with ${highest.totalText}; ${rows.length} in all.`
      : `${input.title}. No data.`,
    table: {
      columns: [input.barName, ...input.parts, "Total"],
      rows: rows.map((row) => [row.label, ...row.texts, row.totalText]),
    },
  };
}
