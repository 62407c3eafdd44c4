/** The server's clocks as they stood when it rendered: ISO 8601, and how fast business time runs beside real time. */
export interface ServerClock {
  readonly now: string;
  readonly realNow: string;
  readonly speed: number;
}

/** Business time in epoch milliseconds, `passedMs` of real time after the server told its clocks. */
export function businessMs({ now, speed }: ServerClock, passedMs: number): number {
  return Date.parse(now) + passedMs * speed;
}

/** The server's real time in epoch milliseconds, `passedMs` after it told its clocks. */
export function realMs({ realNow }: ServerClock, passedMs: number): number {
  return Date.parse(realNow) + passedMs;
}

/**
 * An instant of the browser's own clock as the server's real time, whatever the browser's clock shows: both ran on equally
 * since then. `browserNowMs` and `passedMs` are of one moment.
 */
export function fromBrowser(
  clock: ServerClock,
  atMs: number,
  { browserNowMs, passedMs }: { readonly browserNowMs: number; readonly passedMs: number },
): number {
  return realMs(clock, passedMs) - (browserNowMs - atMs);
}
