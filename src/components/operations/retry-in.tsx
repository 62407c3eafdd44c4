"use client";

import { useTimeLeftMs } from "#components/overrides/use-time-left.ts";
import type { BreakerDto } from "#core/contracts/operations.ts";

const MS = 1000;

/** How long until Stripe is tried again, in words that count down. */
export function RetryIn({ breaker }: { breaker: Pick<BreakerDto, "retryAt" | "asOf"> }) {
  const leftMs = useTimeLeftMs(breaker.retryAt, breaker.asOf, MS);
  if (leftMs === null || leftMs <= 0) return <>The next override is sent alone to try.</>;
  return <span className="num">Tried again in {Math.ceil(leftMs / MS)} s.</span>;
}
