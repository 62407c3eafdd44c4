/** A point in time as it comes over the wire or is kept: a Date, ISO 8601, or epoch milliseconds. */
export type Instant = Date | string | number;

/** Epoch milliseconds; NaN for a text that is no time. */
export function instantMs(at: Instant): number {
  if (typeof at === "number") return at;
  return typeof at === "string" ? Date.parse(at) : at.getTime();
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as its largest unit: "8s", "12m", "3h", "5d". Negative spans count as zero. */
export function compactSpan(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}h`;
  return `${Math.floor(ms / DAY)}d`;
}

/** Time until or since, for people: "just now", "12m ago", "in 3h". From a month on it is the date: "14 Mar 2026". */
export function relativeTime(atMs: number, nowMs: number, timeZone: string): string {
  const passed = nowMs - atMs;
  const distance = Math.abs(passed);
  if (distance < 10 * SECOND) return "just now";
  if (distance >= 30 * DAY) return dateText(atMs, timeZone);
  return passed > 0 ? `${compactSpan(distance)} ago` : `in ${compactSpan(distance)}`;
}

/** "14 Mar 2026". */
export function dateText(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone,
  }).format(atMs);
}

/** "20 Nov 2026, 14:02:11 UTC": always with the zone. */
export function absoluteTime(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone,
    timeZoneName: "short",
  }).format(atMs);
}

/** "14:02:11.204", with "19 Nov" before it where that was not today: a log without the day misleads from midnight on. */
export function logTime(atMs: number, nowMs: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone });
  const clock = clockTime(atMs, timeZone);
  return dateText(atMs, timeZone) === dateText(nowMs, timeZone)
    ? clock
    : `${day.format(atMs)} ${clock}`;
}

/** "14:02:11.204". */
export function clockTime(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
    timeZone,
  }).format(atMs);
}
