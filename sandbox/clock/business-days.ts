const DAY_SECONDS = 86_400;

/** Midnight UTC that begins the day of `seconds`. */
function startOfDay(seconds: number): number {
  return seconds - (seconds % DAY_SECONDS);
}

/** Monday to Friday; bank holidays are left out, as the sandbox has no calendar of them. */
export function isBusinessDay(seconds: number): boolean {
  const weekday = new Date(seconds * 1000).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Midnight UTC of the day `count` business days after the day of `seconds`. */
export function addBusinessDays(seconds: number, count: number): number {
  let day = startOfDay(seconds);
  for (let left = count; left > 0; ) {
    day += DAY_SECONDS;
    if (isBusinessDay(day)) left -= 1;
  }
  return day;
}

/** The next midnight UTC strictly after `ms`, in milliseconds. */
export function nextMidnightMs(ms: number): number {
  return (startOfDay(Math.floor(ms / 1000)) + DAY_SECONDS) * 1000;
}
