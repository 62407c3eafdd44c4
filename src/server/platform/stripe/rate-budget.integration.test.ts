import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "#server/platform/db/database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";
import { findPace, shrinkPace, takeToken } from "./rate-budget.repo.ts";
import { createPace, limitsOf } from "./rate-budget.ts";

const LIMITS = { perSecond: 50, burst: 10, reserved: 4 };
/** So slow that what a test does takes no time beside it. */
const SLOW = { ...LIMITS, perSecond: 1 };

const database = useTestDatabase();
let runtime: ReturnType<typeof testRuntime>;

beforeEach(() => {
  runtime = testRuntime(database(), "countersign_worker");
});

afterEach(async () => {
  await runtime.db.pool.query(
    `UPDATE rate_budget SET per_second = ${LIMITS.perSecond}, tokens = burst, refilled_at = now(), limited_at = NULL`,
  );
  await runtime.db.close();
});

const take = (forPerson: boolean, limits = LIMITS) =>
  takeToken(runtime.db, TEST_SCOPE, limits, forPerson);

/** Empties the bucket down to what callers of this kind may not touch. */
async function emptyFor(forPerson: boolean): Promise<number> {
  let taken = 0;
  while ((await take(forPerson, SLOW)) === 0) taken += 1;
  return taken;
}

/** The bucket's row as if Stripe had been silent, or nobody had called, for `seconds`. */
const age = (column: "refilled_at" | "limited_at", seconds: number) =>
  runtime.db.pool.query(`UPDATE rate_budget SET ${column} = ${column} - $1 * interval '1 second'`, [
    seconds,
  ]);

describe("the limits for a number of calls a second", () => {
  it.each([1, 2, 25, 100, 2_000])(
    "of %i let no second see more, and keep a share for people",
    (calls) => {
      const { perSecond, burst, reserved } = limitsOf(calls);
      expect(perSecond + burst).toBeLessThanOrEqual(Math.max(calls, 3));
      expect(reserved).toBeGreaterThan(0);
      expect(reserved).toBeLessThan(burst);
    },
  );
});

describe("the rate budget that all workers share", () => {
  it("never gives more than burst and refill, to any number of workers at once", async () => {
    const pools = [1, 2, 3].map(() =>
      openDatabase(database().urls.countersign_worker, 5, "test-budget"),
    );
    try {
      await take(false);
      const { rows: before } = await runtime.db.pool.query<{ at: Date }>(
        "UPDATE rate_budget SET tokens = burst, refilled_at = date_trunc('milliseconds', clock_timestamp()) RETURNING refilled_at AS at",
      );
      const pace = (db: (typeof pools)[number], forPerson: boolean) =>
        createPace(
          { db, scope: TEST_SCOPE, log: createLogger("test", "silent") },
          LIMITS,
          forPerson,
        );
      let taken = 0;
      const caller = async (db: (typeof pools)[number], index: number): Promise<void> => {
        const own = pace(db, index === 0);
        for (let call = 0; call < 8; call += 1) {
          await own.take();
          taken += 1;
        }
      };
      await Promise.all(pools.flatMap((db) => [0, 1, 2, 3].map((index) => caller(db, index))));
      const { rows: after } = await runtime.db.pool.query<{ at: Date }>(
        "SELECT clock_timestamp() AS at",
      );
      const seconds = ((after[0]?.at.getTime() ?? 0) - (before[0]?.at.getTime() ?? 0)) / 1_000;
      expect(taken).toBe(96);
      // A worker's own clock plays no part: the database's tells how much time there was.
      expect(taken).toBeLessThanOrEqual(LIMITS.burst + LIMITS.perSecond * (seconds + 0.002));
    } finally {
      await Promise.all(pools.map((db) => db.close()));
    }
  });

  it("keeps people's share while machines take all they can get", async () => {
    const machines = await emptyFor(false);
    expect(machines).toBeGreaterThan(0);
    expect(machines).toBeLessThanOrEqual(LIMITS.burst - LIMITS.reserved + 2);
    expect(await emptyFor(true)).toBeGreaterThanOrEqual(LIMITS.reserved);
  });

  it("gives machines nothing while people wait for more than their share", async () => {
    const limits = { ...LIMITS, perSecond: 4 };
    await emptyFor(true);
    let swept = 0;
    const over = new AbortController();
    // Six machines ask as fast as they can while one person after the other wants to send.
    const machines = [1, 2, 3, 4, 5, 6].map(async () => {
      while (!over.signal.aborted) if ((await take(false, limits)) === 0) swept += 1;
    });
    const shared = { db: runtime.db, scope: TEST_SCOPE, log: runtime.log };
    const person = createPace(shared, limits, true);
    for (let sent = 0; sent < 5; sent += 1) await person.take();
    over.abort();
    await Promise.all(machines);
    expect(swept).toBe(0);
  });

  it("tells a caller that came too early how long to wait", async () => {
    await emptyFor(true);
    const machine = await take(false, SLOW);
    const person = await take(true, SLOW);
    expect(person).toBeGreaterThan(0);
    expect(machine).toBeGreaterThan(person);
    expect(machine).toBeLessThanOrEqual((1 + SLOW.reserved) * 1_000);
  });

  it("holds no more than its burst, however long nobody called", async () => {
    await emptyFor(true);
    await age("refilled_at", 3_600);
    expect(await emptyFor(true)).toBeLessThanOrEqual(LIMITS.burst + 2);
  });

  it("halves the pace once for all answers of a second, and rises again by tenths", async () => {
    await take(false);
    await Promise.all([1, 2, 3, 4].map(() => shrinkPace(runtime.db, TEST_SCOPE)));
    expect(await findPace(runtime.db, TEST_SCOPE)).toMatchObject({ perSecond: 25 });
    await take(true);
    expect(await findPace(runtime.db, TEST_SCOPE)).toMatchObject({ perSecond: 25 });
    await age("limited_at", 11);
    await take(true);
    await take(true);
    expect(await findPace(runtime.db, TEST_SCOPE)).toMatchObject({ perSecond: 30 });
    for (let times = 0; times < 6; times += 1) {
      await age("limited_at", 11);
      await take(true);
    }
    expect(await findPace(runtime.db, TEST_SCOPE)).toMatchObject({ perSecond: LIMITS.perSecond });
  });

  it("is never slower than a call a second", async () => {
    await take(false);
    for (let times = 0; times < 10; times += 1) {
      await shrinkPace(runtime.db, TEST_SCOPE);
      await age("limited_at", 2);
    }
    expect(await findPace(runtime.db, TEST_SCOPE)).toMatchObject({ perSecond: 1 });
  });

  it("holds nobody up when it cannot be asked", async () => {
    const broken = { prisma: runtime.db.prisma };
    await runtime.db.close();
    const pace = createPace({ db: broken, scope: TEST_SCOPE, log: runtime.log }, LIMITS, true);
    await expect(pace.take()).resolves.toBeUndefined();
    await expect(pace.limited()).resolves.toBeUndefined();
    runtime = testRuntime(database(), "countersign_worker");
  });
});
