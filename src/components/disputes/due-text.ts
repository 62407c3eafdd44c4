const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Time left, in its two largest units, or since when it is over: "6d 4h left", "35m left", "2d overdue". */
export function dueText(leftMs: number): string {
  const ms = Math.abs(leftMs);
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const span =
    days > 0 ? `${days}d ${hours}h` : hours > 0 ? `${hours}h ${minutes}m` : `${minutes}m`;
  return leftMs < 0 ? `${span} overdue` : `${span} left`;
}
