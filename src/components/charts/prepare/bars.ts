import type { ChartSummary } from "./chart-table.ts";
import { type ChartUnit, type ChartValue, plotted, valueText } from "./chart-value.ts";

export interface BarsInput {
  readonly title: string;
  readonly unit: ChartUnit;
  /** Name of what the bars are: "Method". */
  readonly barName: string;
  readonly bars: readonly {
    readonly label: string;
    readonly value: ChartValue;
    /** Beside the figure: "171 of 1,655". */
    readonly note?: string;
  }[];
}

export interface BarRow {
  readonly label: string;
  readonly text: string;
  readonly note: string | null;
  /** Length against the longest, 0 to 100; null without a figure. */
  readonly percent: number | null;
}

export interface Bars extends ChartSummary {
  readonly rows: readonly BarRow[];
}

/** Turns figures by name into bars against the longest, in the given order, with one sentence and a table. */
export function prepareBars(input: BarsInput): Bars {
  const sizes = input.bars.map((bar) => plotted(bar.value));
  const longest = Math.max(0, ...sizes.filter((size) => size !== null));
  const rows = input.bars.map((bar, index) => {
    const size = sizes[index] ?? null;
    return {
      label: bar.label,
      text: valueText(bar.value, input.unit),
      note: bar.note ?? null,
      percent: size === null ? null : longest === 0 ? 0 : Math.max(0, (size / longest) * 100),
    };
  });
  const said = rows.map((row) => `${row.label} ${row.text}`).join(", ");
  return {
    rows,
    sentence: `${input.title}. ${said === "" ? "No data" : said}.`,
    table: {
      columns: [input.barName, input.title, "Note"],
      rows: rows.map((row) => [row.label, row.text, row.note ?? ""]),
    },
  };
}
