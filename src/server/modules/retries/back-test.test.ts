import { describe, expect, it } from "vitest";
import { hourBucket, waitBucket } from "./attempt-buckets.ts";
import type { PastAttempt } from "./attempts.repo.ts";
import { backTest } from "./back-test.ts";

const HOUR_MS = 3_600_000;
const START = new Date("2026-09-01T00:00:00Z").getTime();

/** A bank that pays at `rate` of the block of the hour; attempts at every hour of the week after a decline. */
function history(count: number, rate: (hour: number) => number): PastAttempt[] {
  let seed = 11;
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return Array.from({ length: count }, (_, n) => {
    const declinedAt = new Date(START + n * HOUR_MS);
    const at = new Date(declinedAt.getTime() + (1 + Math.floor(random() * 160)) * HOUR_MS);
    const hour = hourBucket(at, "GB");
    return {
      paymentId: `pi_${n}`,
      at,
      declinedAt,
      firstDeclinedAt: declinedAt,
      country: "GB",
      sameMethod: true,
      declineCode: "insufficient_funds",
      wait: waitBucket(at.getTime() - declinedAt.getTime()),
      issuer: "GB:visa:credit",
      hour,
      paid: random() < rate(hour),
    };
  }).toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

const share = ({ attempts, paid }: { attempts: number; paid: number }): number => paid / attempts;
const schedule = (result: ReturnType<typeof backTest>, name: string) => {
  const found = result.schedules.find((row) => row.name === name);
  if (!found) throw new Error(`no schedule ${name}`);
  return found;
};

describe("the back-test", () => {
  it("says nothing about a history that is too short", () => {
    const result = backTest(history(20, () => 0.5));
    expect(result).toMatchObject({ known: 20, tested: 0, brier: null, bins: [], firstDay: null });
    expect(schedule(result, "estimate").attempts).toBe(0);
  });

  it("finds that a bank which pays by day is better asked by day", () => {
    const result = backTest(history(2_000, (hour) => (hour >= 2 && hour <= 3 ? 0.7 : 0.15)));
    expect(result.tested).toBe(1_000);
    expect(result.brier ?? 1).toBeLessThan((result.brierOfAverage ?? 0) * 0.9);
    expect(share(schedule(result, "estimate"))).toBeGreaterThan(0.55);
    expect(share(schedule(result, "fixed"))).toBeLessThan(0.45);
    expect(schedule(result, "every").attempts).toBe(1_000);
  });

  it("predicts shares that come true, group by group", () => {
    const { bins } = backTest(history(2_000, (hour) => 0.1 + hour * 0.12));
    expect(bins).toHaveLength(8);
    const within = bins.filter(({ predicted, low, high }) => low <= predicted && predicted <= high);
    expect(within.length).toBeGreaterThanOrEqual(6);
  });

  it("claims no gain where time makes no difference", () => {
    const result = backTest(history(2_000, () => 0.4));
    const { low, high } = schedule(result, "estimate");
    expect(low).toBeLessThan(0.42);
    expect(high).toBeGreaterThan(0.38);
    expect(Math.abs((result.brier ?? 1) - (result.brierOfAverage ?? 0))).toBeLessThan(0.005);
  });
});
