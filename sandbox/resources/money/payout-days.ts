import { isBusinessDay } from "../../clock/business-days.ts";
import type { World } from "../../world.ts";
import { moneySettings, WEEKDAYS } from "./money-settings.ts";

const DAY_SECONDS = 86_400;

/** Whether the account's schedule sweeps today: only on business days, so a day of the month on a weekend moves on. */
export function isPayoutDay(world: World): boolean {
  const now = world.clock.nowSeconds();
  const settings = moneySettings(world);
  if (!isBusinessDay(now)) return false;
  switch (settings.payoutSchedule) {
    case "daily":
      return true;
    case "weekly":
      return settings.weeklyPayoutDays.some((day) => day === WEEKDAYS[weekdayOf(now) - 1]);
    case "monthly":
      return daysSinceLastBusinessDay(now).some((day) =>
        isDayOfMonth(day, settings.monthlyPayoutDays),
      );
    default:
      return false;
  }
}

function weekdayOf(seconds: number): number {
  return new Date(seconds * 1000).getUTCDay();
}

/** Today and, on a Monday, the weekend before it. */
function daysSinceLastBusinessDay(now: number): number[] {
  const days = [now];
  for (let day = now - DAY_SECONDS; !isBusinessDay(day); day -= DAY_SECONDS) days.push(day);
  return days;
}

function isDayOfMonth(seconds: number, days: readonly number[]): boolean {
  const day = new Date(seconds * 1000).getUTCDate();
  const isLast = new Date((seconds + DAY_SECONDS) * 1000).getUTCDate() === 1;
  return days.includes(day) || (isLast && days.some((wanted) => wanted > day));
}
