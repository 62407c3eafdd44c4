"use client";

import { useNowMs, useTimeZone } from "./clock.tsx";
import {
  absoluteTime,
  dateText,
  type Instant,
  instantMs,
  logTime,
  relativeTime,
} from "./format-time.ts";
import { Tooltip } from "./tooltip.tsx";

interface TimeProps {
  at: Instant;
  /** `relative` "12m ago" · `absolute` with zone · `clock` to the millisecond, with the day unless it is today · `date` the day alone. */
  as?: "relative" | "absolute" | "clock" | "date";
}

/** An instant; the absolute time with its zone is in the tooltip, the machine's form in `dateTime`. */
export function Time({ at, as = "relative" }: TimeProps) {
  const nowMs = useNowMs();
  const timeZone = useTimeZone();
  const atMs = instantMs(at);
  if (Number.isNaN(atMs)) return <span className="text-muted-foreground">unknown time</span>;
  const machine = new Date(atMs).toISOString();
  const absolute = absoluteTime(atMs, timeZone);
  if (as === "absolute") {
    return (
      <time className="whitespace-nowrap" dateTime={machine}>
        {absolute}
      </time>
    );
  }
  const text = {
    relative: () => relativeTime(atMs, nowMs, timeZone),
    clock: () => logTime(atMs, nowMs, timeZone),
    date: () => dateText(atMs, timeZone),
  }[as]();
  return (
    <Tooltip content={absolute}>
      <time className="whitespace-nowrap" data-absolute={absolute} dateTime={machine}>
        {text}
      </time>
    </Tooltip>
  );
}
