"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { axisLook, gridLook, plotMargin, valueAxis } from "./axis-look.ts";
import { ChartTooltip } from "./chart-tooltip.tsx";
import type { Stack, StackRow } from "./prepare/stack.ts";
import { seriesColor } from "./series-style.ts";

interface StackTooltipProps {
  stack: Stack;
  /** Put in by recharts: the bar under the pointer. */
  activeIndex?: number | string | null;
}

function StackTooltip({ stack, activeIndex }: StackTooltipProps) {
  const row = stack.rows[Number(activeIndex ?? -1)];
  if (!row) return null;
  const lines = stack.parts.map((name, place) => ({
    name,
    text: row.texts[place] ?? "",
    color: seriesColor(place),
  }));
  return (
    <ChartTooltip lines={[...lines, { name: "Total", text: row.totalText }]} title={row.label} />
  );
}

/** Bars of parts, as prepared. A thin line of the ground parts the colours. */
export function StackedBarsPlot({ stack }: { stack: Stack }) {
  return (
    <ResponsiveContainer height="100%" width="100%">
      <BarChart accessibilityLayer={false} data={[...stack.rows]} margin={plotMargin}>
        <CartesianGrid {...gridLook} />
        <XAxis {...axisLook} dataKey="label" interval="preserveStartEnd" minTickGap={12} />
        <YAxis {...valueAxis(stack.axis, stack.unit)} />
        <Tooltip
          content={<StackTooltip stack={stack} />}
          cursor={{ fill: "var(--accent)" }}
          isAnimationActive={false}
        />
        {stack.parts.map((name, place) => (
          <Bar
            dataKey={(row: StackRow) => row.values[place]}
            fill={seriesColor(place)}
            isAnimationActive={false}
            key={name}
            maxBarSize={36}
            name={name}
            stackId="parts"
            stroke="var(--card)"
            strokeWidth={1}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
