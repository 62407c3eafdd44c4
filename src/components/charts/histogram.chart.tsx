"use client";

import {
  Bar,
  BarChart,
  CartesianGrid,
  Rectangle,
  type RectangleProps,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { axisLook, gridLook, plotMargin, valueAxis } from "./axis-look.ts";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { axisText } from "./prepare/chart-value.ts";
import type { Histogram, HistogramRow } from "./prepare/histogram.ts";

const COUNT = { kind: "count" } as const;

interface HistogramTooltipProps {
  histogram: Histogram;
  /** Put in by recharts: the class under the pointer. */
  activeIndex?: number | string | null;
}

function HistogramTooltip({ histogram, activeIndex }: HistogramTooltipProps) {
  const row = histogram.rows[Number(activeIndex ?? -1)];
  if (!row) return null;
  const lines = [
    { name: "count", text: axisText(row.count, COUNT) },
    { name: "share", text: row.share },
  ];
  return <ChartTooltip lines={lines} title={row.range} />;
}

/** A class over the limit is drawn in the colour of failure; the line of the limit says the same without colour. */
function ClassBar({ isOver, ...shape }: RectangleProps & { isOver?: boolean }) {
  return <Rectangle {...shape} fill={isOver ? "var(--bad)" : "var(--chart-1)"} />;
}

/** Counted classes side by side, with the promised limit as a line. */
export function HistogramPlot({ histogram }: { histogram: Histogram }) {
  return (
    <ResponsiveContainer height="100%" width="100%">
      <BarChart
        accessibilityLayer={false}
        barCategoryGap={2}
        data={[...histogram.rows]}
        margin={plotMargin}
      >
        <CartesianGrid {...gridLook} />
        <XAxis {...axisLook} dataKey="label" interval="preserveStartEnd" minTickGap={8} />
        <YAxis {...valueAxis(histogram.axis, COUNT)} />
        <Tooltip
          content={<HistogramTooltip histogram={histogram} />}
          cursor={{ fill: "var(--accent)" }}
          isAnimationActive={false}
        />
        <Bar
          dataKey={(row: HistogramRow) => row.count}
          isAnimationActive={false}
          name="count"
          shape={ClassBar}
        />
        {histogram.limitLabel === null ? null : (
          <ReferenceLine
            position="end"
            stroke="var(--muted-foreground)"
            strokeDasharray="3 3"
            x={histogram.limitLabel}
          />
        )}
      </BarChart>
    </ResponsiveContainer>
  );
}
