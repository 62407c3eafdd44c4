const DAY_MS = 86_400_000;

/** The start of a day in UTC. */
export function dayOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / DAY_MS) * DAY_MS);
}

/** The day that is `days` business days (Monday to Friday, UTC) after a day, or before it where negative. */
export function addBusinessDays(day: Date, days: number): Date {
  const step = days < 0 ? -DAY_MS : DAY_MS;
  let at = dayOf(day).getTime();
  for (let left = Math.abs(days); left > 0; ) {
    at += step;
    if (!isWeekend(at)) left -= 1;
  }
  return new Date(at);
}

function isWeekend(millis: number): boolean {
  return [0, 6].includes(new Date(millis).getUTCDay());
}
