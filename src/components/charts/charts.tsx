"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { type HistogramInput, prepareHistogram } from "./prepare/histogram.ts";
import { prepareStack, type StackInput } from "./prepare/stack.ts";
import { prepareTrend, type TrendInput } from "./prepare/trend.ts";

const HEIGHT = 220;
const Waiting = () => <Skeleton className="h-full" />;

const TrendPlot = dynamic(() => import("./trend.chart.tsx").then((module) => module.TrendPlot), {
  ssr: false,
  loading: Waiting,
});
const StackedBarsPlot = dynamic(
  () => import("./stacked-bars.chart.tsx").then((module) => module.StackedBarsPlot),
  { ssr: false, loading: Waiting },
);
const HistogramPlot = dynamic(
  () => import("./histogram.chart.tsx").then((module) => module.HistogramPlot),
  { ssr: false, loading: Waiting },
);

interface Sized {
  /** Height of the drawing in pixels; 220 unless told. */
  height?: number;
}

/** Lines by time, with the range that was expected behind the first; `filled` shades below the first line. */
export function TrendChart({
  height = HEIGHT,
  filled = false,
  ...input
}: TrendInput & Sized & { filled?: boolean }) {
  const trend = prepareTrend(input);
  return (
    <ChartFrame
      hasBand={input.expected !== undefined}
      height={height}
      legend={trend.names}
      summary={trend}
    >
      <TrendPlot filled={filled} trend={trend} />
    </ChartFrame>
  );
}

/** Bars of stacked parts. */
export function StackedBarsChart({ height = HEIGHT, ...input }: StackInput & Sized) {
  const stack = prepareStack(input);
  return (
    <ChartFrame height={height} legend={stack.parts} legendShape="block" summary={stack}>
      <StackedBarsPlot stack={stack} />
    </ChartFrame>
  );
}

/** Counted classes, with an optional promised limit. */
export function HistogramChart({ height = HEIGHT, ...input }: HistogramInput & Sized) {
  const histogram = prepareHistogram(input);
  return (
    <ChartFrame
      caption={`Number of ${input.counted} by how long they took`}
      height={height}
      summary={histogram}
    >
      <HistogramPlot histogram={histogram} />
    </ChartFrame>
  );
}
