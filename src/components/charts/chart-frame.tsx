"use client";

import { ChartLine, Table } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { ChartSummary, ChartTable } from "./prepare/chart-table.ts";
import { seriesColor, seriesDash } from "./series-style.ts";

/** A region that scrolls takes the focus; without that a keyboard could not reach the rows below. */
const scrollsByKeyboard = { tabIndex: 0 } as const;

function FiguresTable({ table, label }: { table: ChartTable; label: string }) {
  const [first, ...others] = table.columns;
  return (
    <section aria-label={label} className="h-full overflow-auto" {...scrollsByKeyboard}>
      <table className="w-full text-left text-meta">
        <thead>
          <tr className="sticky top-0 bg-card text-muted-foreground">
            <th className="py-1 pr-3 font-medium" scope="col">
              {first}
            </th>
            {others.map((column) => (
              <th className="py-1 pl-3 text-right font-medium" key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([head, ...cells]) => (
            <tr className="border-t" key={head}>
              <th className="num py-1 pr-3 font-normal" scope="row">
                {head}
              </th>
              {cells.map((cell, place) => (
                <td className="py-1 pl-3 text-right" data-num="" key={others[place]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Legend({
  names,
  band,
  shape,
}: {
  names: readonly string[];
  band: boolean;
  shape: "line" | "block";
}) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-meta text-secondary-foreground">
      {names.map((name, place) => (
        <li className="inline-flex items-center gap-1.5" key={name}>
          <svg aria-hidden="true" className="h-2.5 w-5" viewBox="0 0 20 10">
            <line
              stroke={seriesColor(place)}
              strokeDasharray={shape === "line" ? seriesDash(place) : undefined}
              strokeWidth={shape === "line" ? 2 : 10}
              x1={shape === "line" ? 0 : 5}
              x2={shape === "line" ? 20 : 15}
              y1="5"
              y2="5"
            />
          </svg>
          {name}
        </li>
      ))}
      {band ? (
        <li className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="h-2.5 w-5 rounded-[2px] bg-chart-5/25" />
          expected
        </li>
      ) : null}
    </ul>
  );
}

interface ChartFrameProps {
  summary: ChartSummary;
  /** Height of the drawing in pixels, held from the first paint on. */
  height: number;
  /** Said in place of the legend where there is one series: what the figures are. */
  caption?: string;
  legend?: readonly string[];
  legendShape?: "line" | "block";
  hasBand?: boolean;
  children: ReactNode;
}

/** A picture with its name as a sentence, a legend, and a switch to the table of its figures. Its size never changes. */
export function ChartFrame(props: ChartFrameProps) {
  const {
    summary,
    height,
    caption,
    legend = [],
    legendShape = "line",
    hasBand = false,
    children,
  } = props;
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="grid gap-2">
      <div className="flex min-h-7 items-center justify-between gap-3">
        {legend.length > 0 ? (
          <Legend band={hasBand} names={legend} shape={legendShape} />
        ) : (
          <span className="text-meta text-secondary-foreground">{caption}</span>
        )}
        <IconButton
          aria-pressed={asTable}
          icon={asTable ? ChartLine : Table}
          label={asTable ? "Show as chart" : "Show as table"}
          onClick={() => setAsTable(!asTable)}
          size="sm"
        />
      </div>
      <div style={{ height }}>
        {asTable ? (
          <FiguresTable label={summary.sentence} table={summary.table} />
        ) : (
          <div aria-label={summary.sentence} className="h-full" role="img">
            {children}
          </div>
        )}
      </div>
    </figure>
  );
}
