"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

interface ClockValue {
  /** Business time of the server when the page was rendered, in epoch milliseconds. */
  readonly serverNowMs: number;
  /** Browser's monotonic time at that moment; null while rendering on the server. */
  readonly mountedAtMs: number | null;
  readonly timeZone: string;
}

const ClockContext = createContext<ClockValue>({
  serverNowMs: 0,
  mountedAtMs: null,
  timeZone: "UTC",
});

interface ClockProviderProps {
  /** Business time (ISO 8601) as the server had it when it rendered. */
  serverNow: string;
  /** IANA zone in which all absolute times are shown. */
  timeZone: string;
  children: ReactNode;
}

/**
 * The clock of the pages. It starts at the server's business time and runs on the browser's monotonic timer, so a wrong
 * clock on a desk changes nothing, and the first paint equals the server's.
 */
export function ClockProvider({ serverNow, timeZone, children }: ClockProviderProps) {
  const [mountedAtMs, setMountedAtMs] = useState<number | null>(null);
  useEffect(() => setMountedAtMs(performance.now()), []);
  return (
    <ClockContext value={{ serverNowMs: Date.parse(serverNow), mountedAtMs, timeZone }}>
      {children}
    </ClockContext>
  );
}

/** The zone of all absolute times. */
export function useTimeZone(): string {
  return useContext(ClockContext).timeZone;
}

/** Business time in epoch milliseconds, renewed every `everyMs` (30 s unless told; a countdown asks for 250). */
export function useNowMs(everyMs = 30_000): number {
  const { serverNowMs, mountedAtMs } = useContext(ClockContext);
  const [nowMs, setNowMs] = useState(serverNowMs);
  useEffect(() => {
    if (mountedAtMs === null) return;
    const tick = () => setNowMs(serverNowMs + performance.now() - mountedAtMs);
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [serverNowMs, mountedAtMs, everyMs]);
  return nowMs;
}
