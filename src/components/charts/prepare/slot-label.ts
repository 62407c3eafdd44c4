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

/** Labels that fit beside each other in the widest chart. */
const MOST_TICKS = 8;

/**
 * Which slots get a label: the first of each day where several slots share one, every n-th where there are many. A day
 * that is cut off by the start of the chart gets none, since its label would touch the next.
 */
export function tickPlaces(labels: readonly string[]): readonly number[] {
  const firsts = labels.flatMap((label, place) => (label === labels[place - 1] ? [] : [place]));
  const widthOf = (index: number): number =>
    (firsts[index + 1] ?? labels.length) - (firsts[index] ?? 0);
  const isCutOff = firsts.length > 1 && widthOf(0) * 2 <= widthOf(1);
  const whole = isCutOff ? firsts.slice(1) : firsts;
  const step = Math.ceil(whole.length / MOST_TICKS);
  return whole.filter((_, index) => index % step === 0);
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
