import type { RandomStream } from "./random-stream.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Share of the day's orders by hour, UTC: quiet nights, a lunch hump, a long evening. */
const HOUR_WEIGHTS: readonly number[] = [
  0.9, 0.5, 0.3, 0.25, 0.3, 0.7, 1.6, 2.8, 3.9, 4.8, 5.4, 5.9, 5.6, 5.2, 5, 5.1, 5.6, 6.4, 7.4, 8.1,
  7.6, 6.1, 4, 2.1,
];
const MEAN_HOUR_WEIGHT = HOUR_WEIGHTS.reduce((sum, weight) => sum + weight, 0) / 24;

/** From Sunday to Saturday, around 1. */
const WEEKDAY_FACTORS: readonly number[] = [1.18, 0.95, 0.92, 0.93, 0.97, 1.02, 1.03];

const SALARY_DAYS = new Set([25, 26, 27, 1, 2]);
const LEAN_DAYS = new Set([19, 20, 21, 22, 23]);
/** How much more a shop sells after this many days than before them. */
const GROWTH = { factor: 1.4, days: 90 };

/** How much more (or less) people buy on this day of the month: more just after salaries, less just before. */
function salaryFactor(dayOfMonth: number): number {
  if (SALARY_DAYS.has(dayOfMonth)) return 1.22;
  return LEAN_DAYS.has(dayOfMonth) ? 0.93 : 1;
}

/** Cards run dry before salaries: the factor on declines for want of funds, 1 over a month. */
export function emptyPurseFactor(dayOfMonth: number): number {
  return LEAN_DAYS.has(dayOfMonth) ? 1.35 : 0.93;
}

/** How busy the shop is at this instant, 1 on average. */
export function seasonAt(ms: number): number {
  const date = new Date(ms);
  const hour = (HOUR_WEIGHTS[date.getUTCHours()] ?? 0) / MEAN_HOUR_WEIGHT;
  return hour * (WEEKDAY_FACTORS[date.getUTCDay()] ?? 1) * salaryFactor(date.getUTCDate());
}

/** A stretch of the shop's life; `perDay` is its average, so that its end is above it and its beginning below. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly perDay: number;
}

/** Every order time of the stretch, in order, with seasons of hour, weekday and salary, and steady growth. */
export function* orderTimes(stretch: Stretch, random: RandomStream): Generator<number> {
  const { fromMs, untilMs, perDay } = stretch;
  for (let hour = fromMs; hour < untilMs; hour += HOUR_MS) {
    const mean = (perDay / 24) * seasonAt(hour) * growthAt(hour, stretch);
    const times = Array.from({ length: random.poisson(mean) }, () =>
      Math.floor(hour + random.next() * HOUR_MS),
    );
    yield* times.filter((time) => time < untilMs).toSorted((a, b) => a - b);
  }
}

/** Exponential growth around the middle of the stretch, where it is 1. */
function growthAt(ms: number, { fromMs, untilMs }: Stretch): number {
  const daysPastMiddle = (ms - (fromMs + untilMs) / 2) / DAY_MS;
  return GROWTH.factor ** (daysPastMiddle / GROWTH.days);
}
