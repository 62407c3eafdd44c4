"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { businessMs, fromBrowser, realMs, type ServerClock } from "./clock-times.ts";

interface ClockValue {
  readonly clock: ServerClock;
  /** Browser's monotonic time when the page was there; null while rendering on the server. */
  readonly mountedAtMs: number | null;
  readonly timeZone: string;
}

const EPOCH = new Date(0).toISOString();
const ClockContext = createContext<ClockValue>({
  clock: { now: EPOCH, realNow: EPOCH, speed: 1 },
  mountedAtMs: null,
  timeZone: "UTC",
});

interface ClockProviderProps {
  /** The server's clocks as it had them when it rendered. */
  clock: ServerClock;
  /** IANA zone in which all absolute times are shown. */
  timeZone: string;
  children: ReactNode;
}

/**
 * The clocks of the pages. They start where the server's stood and run on by the browser's monotonic timer, so a wrong
 * clock on a desk changes nothing, and the first paint equals the server's.
 */
export function ClockProvider({ clock, timeZone, children }: ClockProviderProps) {
  const [mountedAtMs, setMountedAtMs] = useState<number | null>(null);
  useEffect(() => setMountedAtMs(performance.now()), []);
  const value = useMemo(() => ({ clock, mountedAtMs, timeZone }), [clock, mountedAtMs, timeZone]);
  return <ClockContext value={value}>{children}</ClockContext>;
}

/** The zone of all absolute times. */
export function useTimeZone(): string {
  return useContext(ClockContext).timeZone;
}

/** Business time in epoch milliseconds, renewed every `everyMs` (30 s unless told; a countdown asks for 250). */
export function useNowMs(everyMs = 30_000): number {
  return useRunning(businessMs, everyMs);
}

/** The server's real time in epoch milliseconds, renewed every second: how old figures are has nothing to do with business time. */
export function useRealNowMs(): number {
  return useRunning(realMs, 1_000);
}

function useRunning(
  read: (clock: ServerClock, passedMs: number) => number,
  everyMs: number,
): number {
  const { clock, mountedAtMs } = useContext(ClockContext);
  const [nowMs, setNowMs] = useState(() => read(clock, 0));
  useEffect(() => {
    if (mountedAtMs === null) return;
    const tick = () => setNowMs(read(clock, performance.now() - mountedAtMs));
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [read, clock, mountedAtMs, everyMs]);
  return nowMs;
}

/** Turns an instant of the browser's own clock, as a query tells it, into the server's real time. For effects, not for rendering. */
export function useFromBrowser(): (atMs: number) => number {
  const { clock, mountedAtMs } = useContext(ClockContext);
  return useCallback(
    (atMs) => {
      const passedMs = mountedAtMs === null ? 0 : performance.now() - mountedAtMs;
      const browserNowMs = performance.timeOrigin + performance.now();
      return fromBrowser(clock, atMs, { browserNowMs, passedMs });
    },
    [clock, mountedAtMs],
  );
}
