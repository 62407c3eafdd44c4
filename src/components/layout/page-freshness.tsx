"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useFromBrowser } from "#components/ui/clock.tsx";
import { type Instant, instantMs } from "#components/ui/format-time.ts";
import { Freshness } from "#components/ui/freshness.tsx";
import { useLiveState } from "#trpc/live-updates.tsx";

interface PageFreshness {
  readonly updatedAt: Instant | null;
  readonly paused: boolean;
}

interface FreshnessContextValue {
  readonly current: PageFreshness;
  readonly report: (next: PageFreshness) => void;
}

const waiting: PageFreshness = { updatedAt: null, paused: false };
const FreshnessContext = createContext<FreshnessContextValue | null>(null);

/** Carries the age of the page's figures from the screen to the top bar. */
export function PageFreshnessProvider({ children }: { children: ReactNode }) {
  const [current, report] = useState(waiting);
  const value = useMemo(() => ({ current, report }), [current]);
  return <FreshnessContext value={value}>{children}</FreshnessContext>;
}

/**
 * Tells the top bar how fresh the page is.
 * @param updatedAt when the page's main figures were last true: a Date or text of the server's real time, or a number of the
 * browser's clock, as a query tells it (`dataUpdatedAt`); null before the first answer
 */
export function usePageFreshness(updatedAt: Instant | null, paused = false): void {
  const report = useContext(FreshnessContext)?.report;
  const fromBrowser = useFromBrowser();
  const isBrowsers = typeof updatedAt === "number";
  const updatedAtMs = updatedAt === null ? null : instantMs(updatedAt);
  useEffect(() => {
    const told = updatedAtMs !== null && isBrowsers ? fromBrowser(updatedAtMs) : updatedAtMs;
    report?.({ updatedAt: told, paused });
  }, [report, updatedAtMs, isBrowsers, fromBrowser, paused]);
  useEffect(() => () => report?.(waiting), [report]);
}

/** The dot of the top bar; empty, but of the same width, until a screen reports. */
export function PageFreshnessDot() {
  const current = useContext(FreshnessContext)?.current ?? waiting;
  const isCut = useLiveState() === "paused";
  return (
    <span className="inline-flex min-w-20 justify-end max-md:hidden print:hidden">
      {current.updatedAt === null ? null : (
        <Freshness paused={current.paused || isCut} updatedAt={current.updatedAt} />
      )}
    </span>
  );
}
