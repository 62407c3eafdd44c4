"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { axisLook, gridLook, plotMargin, valueAxis } from "./axis-look.ts";
import { ChartTooltip } from "./chart-tooltip.tsx";
import type { Trend, TrendRow } from "./prepare/trend.ts";
import { seriesColor, seriesDash } from "./series-style.ts";

interface TrendTooltipProps {
  trend: Trend;
  /** Put in by recharts: the slot under the pointer. */
  activeIndex?: number | string | null;
}

function TrendTooltip({ trend, activeIndex }: TrendTooltipProps) {
  const row = trend.rows[Number(activeIndex ?? -1)];
  if (!row) return null;
  const lines = trend.names.map((name, place) => ({
    name,
    text: row.texts[place] ?? "",
    color: seriesColor(place),
  }));
  const expected = row.bandText ? [{ name: "expected", text: row.bandText }] : [];
  return <ChartTooltip lines={[...lines, ...expected]} title={row.title} />;
}

const shade = { activeDot: false, isAnimationActive: false, stroke: "none" } as const;

/** Lines by time over the expected band, as prepared. */
export function TrendPlot({ trend, filled }: { trend: Trend; filled: boolean }) {
  return (
    <ResponsiveContainer height="100%" width="100%">
      <ComposedChart accessibilityLayer={false} data={[...trend.rows]} margin={plotMargin}>
        <CartesianGrid {...gridLook} />
        <XAxis
          {...axisLook}
          dataKey="place"
          interval="preserveStart"
          minTickGap={12}
          tickFormatter={(place: number) => trend.rows[place]?.label ?? ""}
          ticks={[...trend.ticks]}
        />
        <YAxis {...valueAxis(trend.axis, trend.unit)} />
        <Tooltip
          content={<TrendTooltip trend={trend} />}
          cursor={{ stroke: "var(--input)", strokeDasharray: "2 2" }}
          isAnimationActive={false}
        />
        <Area
          {...shade}
          dataKey={(row: TrendRow) => row.band}
          fill="var(--chart-5)"
          fillOpacity={0.18}
        />
        {filled ? (
          <Area
            {...shade}
            dataKey={(row: TrendRow) => row.values[0]}
            fill={seriesColor(0)}
            fillOpacity={0.1}
          />
        ) : null}
        {trend.names.map((name, place) => (
          <Line
            activeDot={{ r: 3.5, stroke: "var(--card)", strokeWidth: 2 }}
            connectNulls={false}
            dataKey={(row: TrendRow) => row.values[place]}
            dot={trend.rows.length < 3 ? { r: 2.5 } : false}
            isAnimationActive={false}
            key={name}
            name={name}
            stroke={seriesColor(place)}
            strokeDasharray={seriesDash(place)}
            strokeWidth={1.75}
            type="linear"
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
