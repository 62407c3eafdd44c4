const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How the slots of a chart are named: by the hour within two days, else by the day. */
export function slotLabels(atMs: readonly number[], timeZone: string): readonly string[] {
  const span = (atMs.at(-1) ?? 0) - (atMs[0] ?? 0);
  const format = new Intl.DateTimeFormat(
    "en-GB",
    span <= 2 * DAY_MS
      ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }
      : { day: "numeric", month: "short", timeZone },
  );
  return atMs.map((at) => format.format(at));
}

/** The slot in full, for tooltips and tables: "20 Nov, 14:00". */
export function slotTitles(atMs: readonly number[], timeZone: string): readonly string[] {
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  return atMs.map((at) => format.format(at));
}
