import { betaQuantile } from "#core/beta-distribution.ts";
import type { BackTest, ShareDto } from "#core/contracts/retries.ts";
import type { PastAttempt } from "./attempts.repo.ts";
import { bestTime, isSameSlot, type Model, type Situation } from "./chance.ts";
import { AttemptTree, fitConcentrations, meanChance } from "./success-model.ts";

/** Attempts are predicted in this many stretches, each from all attempts before it. */
const STRETCHES = 5;
const BINS = 8;
const DAY_MS = 86_400_000;
/** The schedule most shops start with: days after the first decline. */
const FIXED_DAYS = [1, 3, 5, 7];
const HALF_A_DAY_MS = DAY_MS / 2;
/** With fewer attempts in a stretch nothing is said. */
const MIN_STRETCH = 5;

interface Prediction {
  readonly attempt: PastAttempt;
  readonly mean: number;
  readonly average: number;
  /** The attempt was made when the estimate would have made it. */
  readonly chosen: boolean;
}

/**
 * Predicts the second half of the attempts, stretch by stretch, from those before, and compares with what happened. Only
 * attempts that really were made count: nobody knows what the bank would have said at another time.
 */
export function backTest(attempts: readonly PastAttempt[]): BackTest {
  const predictions = predict(attempts);
  const tested = predictions.map(({ attempt }) => attempt);
  return {
    known: attempts.length,
    tested: tested.length,
    firstDay: dayOf(tested[0]),
    lastDay: dayOf(tested.at(-1)),
    brier: meanOf(predictions.map(({ mean, attempt }) => squaredError(mean, attempt))),
    brierOfAverage: meanOf(
      predictions.map(({ average, attempt }) => squaredError(average, attempt)),
    ),
    bins: binsOf(predictions),
    schedules: [
      {
        name: "estimate",
        ...shareOf(predictions.filter(({ chosen }) => chosen).map(({ attempt }) => attempt)),
      },
      { name: "fixed", ...shareOf(tested.filter(isOnFixedDay)) },
      { name: "every", ...shareOf(tested) },
    ],
    limits: LIMITS,
  };
}

function dayOf(attempt: PastAttempt | undefined): string | null {
  return attempt?.at.toISOString().slice(0, 10) ?? null;
}

/** What the figures can and cannot show. */
const LIMITS: string[] = [
  "Only attempts that were really made count. What a bank would have said at another time is not known, and is not guessed.",
  "Each attempt is predicted from earlier ones only; the estimate never saw it.",
  "A schedule is judged by the attempts that happened to fall on its times. They were not made at random: customers at the checkout and automatic attempts are among them, so a difference can come from who paid, and not from when.",
  "Success per attempt is compared, not money: a schedule with more attempts can recover more in all.",
  "The interval holds the true share nine times in ten. Where intervals overlap, the figures do not tell the schedules apart.",
];

function predict(attempts: readonly PastAttempt[]): Prediction[] {
  const half = Math.floor(attempts.length / 2);
  const size = Math.ceil((attempts.length - half) / STRETCHES);
  if (size < MIN_STRETCH) return [];
  const found: Prediction[] = [];
  for (let start = half; start < attempts.length; start += size)
    found.push(...predictStretch(attempts.slice(0, start), attempts.slice(start, start + size)));
  return found;
}

function predictStretch(
  before: readonly PastAttempt[],
  stretch: readonly PastAttempt[],
): Prediction[] {
  const cells = before.map((attempt) => ({
    ...attempt,
    attempts: 1,
    successes: attempt.paid ? 1 : 0,
  }));
  const model: Model = { tree: new AttemptTree(cells), fitted: fitConcentrations(cells) };
  const average = (before.filter(({ paid }) => paid).length + 1) / (before.length + 2);
  return stretch.map((attempt) => ({
    attempt,
    average,
    mean: meanChance(model.tree, model.fitted, attempt),
    chosen: isChosen(model, attempt),
  }));
}

/** Whether the estimate, asked at the decline, would have named the slot in which the attempt was made. */
function isChosen(model: Model, attempt: PastAttempt): boolean {
  const situation: Situation = attempt;
  const best = bestTime(model, situation, attempt.declinedAt, () => true);
  return best !== null && isSameSlot(situation, best.at, attempt.at);
}

function isOnFixedDay({ at, firstDeclinedAt }: PastAttempt): boolean {
  const waited = at.getTime() - firstDeclinedAt.getTime();
  return FIXED_DAYS.some((days) => Math.abs(waited - days * DAY_MS) <= HALF_A_DAY_MS);
}

function squaredError(predicted: number, { paid }: PastAttempt): number {
  return (predicted - (paid ? 1 : 0)) ** 2;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How many of the attempts paid, with a uniform prior for the interval. */
function shareOf(attempts: readonly PastAttempt[]): ShareDto {
  const paid = attempts.filter((attempt) => attempt.paid).length;
  const [alpha, beta] = [paid + 1, attempts.length - paid + 1];
  return {
    attempts: attempts.length,
    paid,
    low: betaQuantile(0.05, alpha, beta),
    high: betaQuantile(0.95, alpha, beta),
  };
}

/** Groups of equal size from the least to the most promising: predicted chance beside what happened. */
function binsOf(predictions: readonly Prediction[]): BackTest["bins"] {
  const sorted = predictions.toSorted((a, b) => a.mean - b.mean);
  const bins = Math.min(BINS, Math.floor(sorted.length / MIN_STRETCH));
  return Array.from({ length: bins }, (_, index) => {
    const from = Math.floor((index * sorted.length) / bins);
    const bin = sorted.slice(from, Math.floor(((index + 1) * sorted.length) / bins));
    return {
      predicted: meanOf(bin.map(({ mean }) => mean)) ?? 0,
      ...shareOf(bin.map(({ attempt }) => attempt)),
    };
  });
}
