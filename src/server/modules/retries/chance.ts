import type { RetryChance } from "#core/contracts/retries.ts";
import { type AttemptKey, hourBucket, waitBucket } from "./attempt-buckets.ts";
import {
  type AttemptTree,
  type Concentrations,
  estimateChance,
  meanChance,
} from "./success-model.ts";

/** The counts and what was learnt from them. */
export interface Model {
  readonly tree: AttemptTree;
  readonly fitted: Concentrations;
}

/** What is known of the next attempt before its time is chosen. */
export interface Situation extends Pick<AttemptKey, "sameMethod" | "declineCode" | "issuer"> {
  readonly country: string | null;
  readonly declinedAt: Date;
}

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;
/** How far ahead a better time is looked for. */
const HORIZON_MS = 7 * 24 * HOUR_MS;
/** A group with fewer attempts is not what a figure rests on. */
const MIN_BASIS = 20;
/** Depth of the decline code in the model's levels: with fewer attempts after such a decline, little is known. */
const CODE_DEPTH = 2;
const MIN_AFTER_CODE = 30;

type Slot = Pick<AttemptKey, "wait" | "hour">;

function slotAt({ declinedAt, country }: Situation, at: Date): Slot {
  return { wait: waitBucket(at.getTime() - declinedAt.getTime()), hour: hourBucket(at, country) };
}

function keyOf({ sameMethod, declineCode, issuer }: Situation, slot: Slot): AttemptKey {
  return { sameMethod, declineCode, issuer, ...slot };
}

/** The chance that an attempt at `at` pays. */
export function chanceAt({ tree, fitted }: Model, situation: Situation, at: Date): RetryChance {
  const { path, ...chance } = estimateChance(tree, fitted, keyOf(situation, slotAt(situation, at)));
  const level = Math.max(
    0,
    path.findLastIndex((attempts) => attempts >= MIN_BASIS),
  );
  return {
    ...chance,
    alike: path.at(-1) ?? 0,
    basis: { level, attempts: path[level] ?? 0 },
    enough: (path[CODE_DEPTH] ?? 0) >= MIN_AFTER_CODE,
  };
}

/**
 * The first of the times with the best chance among `from` and the full hours of the week after it; null when `isOpen`
 * lets none of them through.
 */
export function bestTime(
  { tree, fitted }: Model,
  situation: Situation,
  from: Date,
  isOpen: (at: Date) => boolean,
): { at: Date; mean: number } | null {
  const means = new Map<number, number>();
  let best: { at: Date; mean: number } | null = null;
  for (const at of timesAfter(from)) {
    const slot = slotAt(situation, at);
    const name = slot.wait * HOURS_A_DAY + slot.hour;
    const mean = means.get(name) ?? meanChance(tree, fitted, keyOf(situation, slot));
    means.set(name, mean);
    if ((best === null || mean > best.mean) && isOpen(at)) best = { at, mean };
  }
  return best;
}

function* timesAfter(from: Date): Generator<Date> {
  yield from;
  const firstHour = Math.ceil((from.getTime() + 1) / HOUR_MS) * HOUR_MS;
  for (let ahead = 0; ahead < HORIZON_MS; ahead += HOUR_MS) yield new Date(firstHour + ahead);
}

/** Whether two attempts of one situation fall under the same count. */
export function isSameSlot(situation: Situation, one: Date, other: Date): boolean {
  const [a, b] = [slotAt(situation, one), slotAt(situation, other)];
  return a.wait === b.wait && a.hour === b.hour;
}
