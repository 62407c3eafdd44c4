const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How far a zone is ahead of UTC at an instant. */
function offsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(atMs);
  const value = (type: string) => parts.find((part) => part.type === type)?.value ?? "00";
  const local = `${value("year")}-${value("month")}-${value("day")}T${value("hour")}:${value("minute")}Z`;
  return Date.parse(local) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/** Start of a calendar day ("2026-11-20") in a zone, `plusDays` days later; null when the text is no day. */
export function startOfDay(day: string, timeZone: string, plusDays = 0): Date | null {
  if (!DAY.test(day)) return null;
  const utcMs = Date.parse(`${day}T00:00:00Z`) + plusDays * DAY_MS;
  if (Number.isNaN(utcMs)) return null;
  const guessMs = utcMs - offsetMs(utcMs, timeZone);
  // The offset at midnight itself may differ from the one at midnight UTC, on days when clocks are changed.
  return new Date(utcMs - offsetMs(guessMs, timeZone));
}

/** The instant of "2026-11-20T09:30" on the clocks of a zone; null when the text is no such time. */
export function instantIn(local: string, timeZone: string): Date | null {
  const utcMs = LOCAL.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  if (Number.isNaN(utcMs)) return null;
  const guessMs = utcMs - offsetMs(utcMs, timeZone);
  return new Date(utcMs - offsetMs(guessMs, timeZone));
}

/** The calendar day of an instant in a zone, as "2026-11-20". */
export function dayOf(atMs: number, timeZone: string): string {
  return new Date(atMs + offsetMs(atMs, timeZone)).toISOString().slice(0, 10);
}
