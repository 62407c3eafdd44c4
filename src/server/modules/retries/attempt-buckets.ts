import { DEFAULT_ZONE, ISSUER_ZONES } from "./issuer-zones.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Ends of the spans between a decline and the next attempt, in milliseconds; the last span has no end. */
export const WAIT_ENDS_MS: readonly number[] = [HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS];

/** Hours of the day are taken together in blocks, so that a block has enough attempts to say something. */
export const HOURS_A_BLOCK = 4;

/** What an attempt is counted under: one retry after a decline, as the estimate looks at it. */
export interface AttemptKey {
  /** Whether the method that was declined was tried again. */
  readonly sameMethod: boolean;
  readonly declineCode: string;
  /** Index of the span since the decline ({@link WAIT_ENDS_MS}). */
  readonly wait: number;
  /** Whose cards behave alike, as the payment's projection names them; of another method its type. */
  readonly issuer: string;
  /** Block of the hour of the attempt where the card was issued. */
  readonly hour: number;
}

/** The span that `waitedMs` after the decline lies in. */
export function waitBucket(waitedMs: number): number {
  const index = WAIT_ENDS_MS.findIndex((end) => waitedMs < end);
  return index === -1 ? WAIT_ENDS_MS.length : index;
}

const HALF_HOUR_MS = HOUR_MS / 2;
/** More half hours than half a year has, in one zone. */
const MAX_REMEMBERED = 10_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** Blocks by half hour since 1970: asking the calendar is slow, and a back-test asks a million times. */
  readonly blocks: Map<number, number>;
}

const zones = new Map<string, Zone>();

/** The block of the hour that `at` is in the card's country. */
export function hourBucket(at: Date, country: string | null): number {
  const { format, blocks } = zoneOf(ISSUER_ZONES[country ?? ""] ?? DEFAULT_ZONE);
  const halfHour = Math.floor(at.getTime() / HALF_HOUR_MS);
  let block = blocks.get(halfHour);
  if (block === undefined) {
    block = Math.floor(Number(format.format(at)) / HOURS_A_BLOCK);
    if (blocks.size >= MAX_REMEMBERED) blocks.clear();
    blocks.set(halfHour, block);
  }
  return block;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" });
  const zone = { format, blocks: new Map<number, number>() };
  zones.set(timeZone, zone);
  return zone;
}
