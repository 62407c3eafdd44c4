import type { Axis } from "./prepare/axis-ticks.ts";
import { axisText, type ChartUnit } from "./prepare/chart-value.ts";

/** Axes and grid are the quietest part of a picture. */
export const axisLook = {
  axisLine: false,
  tickLine: false,
  tickMargin: 6,
  tick: { fill: "var(--muted-foreground)", fontSize: 11 },
} as const;

/** Horizontal lines alone. */
export const gridLook = { stroke: "var(--border)", vertical: false } as const;

export const plotMargin = { top: 6, right: 8, bottom: 0, left: 0 } as const;

/** The axis of the figures, with the ticks that were prepared. */
export function valueAxis(axis: Axis, unit: ChartUnit) {
  return {
    ...axisLook,
    domain: [axis.low, axis.high] satisfies [number, number],
    tickFormatter: (value: number) => axisText(value, unit),
    ticks: [...axis.ticks],
    width: 52,
  };
}
