"use client";

import { cn } from "./class-names.ts";
import { useRealNowMs } from "./clock.tsx";
import { compactSpan, type Instant, instantMs } from "./format-time.ts";

interface FreshnessProps {
  /** When what is shown was last true, in the server's real time; null while nothing has come yet. */
  updatedAt: Instant | null;
  /** Updates are held back on purpose. */
  paused?: boolean;
  /** From this age on it counts as old. */
  staleAfterMs?: number;
}

const LOOKS = {
  live: { dot: "bg-ok", text: "text-muted-foreground" },
  paused: { dot: "border-2 border-mute", text: "text-muted-foreground" },
  stale: { dot: "bg-warn rotate-45 rounded-none", text: "text-warn" },
  waiting: { dot: "border border-input", text: "text-muted-foreground" },
} as const;

/** How old the figures are: "● live 2s", "◐ paused", "◆ 3m old". */
export function Freshness({ updatedAt, paused = false, staleAfterMs = 60_000 }: FreshnessProps) {
  const nowMs = useRealNowMs();
  const ageMs = updatedAt === null ? null : Math.max(0, nowMs - instantMs(updatedAt));
  const state =
    ageMs === null ? "waiting" : paused ? "paused" : ageMs > staleAfterMs ? "stale" : "live";
  const words = {
    waiting: "waiting",
    paused: "paused",
    live: `live ${compactSpan(ageMs ?? 0)}`,
    stale: `${compactSpan(ageMs ?? 0)} old`,
  }[state];
  return (
    <span
      className={cn(
        "num inline-flex items-center gap-1.5 whitespace-nowrap text-meta",
        LOOKS[state].text,
      )}
      data-freshness={state}
    >
      <span aria-hidden="true" className={cn("size-2 shrink-0 rounded-full", LOOKS[state].dot)} />
      {words}
    </span>
  );
}
