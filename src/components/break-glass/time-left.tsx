"use client";

import { useTimeLeftMs } from "#components/overrides/use-time-left.ts";
import { compactSpan } from "#components/ui/format-time.ts";

const EVERY_MS = 1000;

/** How long it is still open: "42m left". */
export function TimeLeft({ until, asOf }: { until: Date; asOf: Date }) {
  const leftMs = useTimeLeftMs(until, asOf, EVERY_MS);
  if (leftMs === null || leftMs === 0) return <span>its time is over</span>;
  return <span className="num whitespace-nowrap">{compactSpan(leftMs)} left</span>;
}
