"use client";

import { useEffect, useState } from "react";

/** Monotonic time at which an answer was first looked at, by its own instant: cached answers go on counting. */
const firstSeenMs = new WeakMap<Date, number>();

function receivedAtMs(asOf: Date): number {
  const known = firstSeenMs.get(asOf);
  if (known !== undefined) return known;
  const now = performance.now();
  firstSeenMs.set(asOf, now);
  return now;
}

/**
 * Milliseconds until an instant of the server, counted on from the answer that named it, so that neither the desk's clock
 * nor the business clock matters. Null when there is nothing to wait for; never negative.
 */
export function useTimeLeftMs(until: Date | null, asOf: Date, everyMs = 250): number | null {
  const [left, setLeft] = useState<number | null>(null);
  const totalMs = until === null ? null : until.getTime() - asOf.getTime();
  useEffect(() => {
    if (totalMs === null) {
      setLeft(null);
      return;
    }
    const startedMs = receivedAtMs(asOf);
    const tick = () => setLeft(Math.max(0, totalMs - (performance.now() - startedMs)));
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [totalMs, asOf, everyMs]);
  return totalMs === null ? null : (left ?? Math.max(0, totalMs));
}
