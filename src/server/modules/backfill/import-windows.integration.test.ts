import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";
import type { HistoryList } from "./history-objects.ts";
import {
  claimWindow,
  failWindow,
  findPlannedAt,
  hasUnfinishedWindows,
  planWindows,
  releaseWindow,
  stepWindow,
  type WindowClaim,
  WindowLost,
  type WindowStep,
} from "./import-windows.repo.ts";
import { findWindowTotals } from "./window-totals.repo.ts";

const LEASE_MS = 60_000;
const NOW = new Date("2026-11-20T12:00:00Z");
const NOW_SECOND = NOW.getTime() / 1_000;
const PAGE: WindowStep = {
  imported: 100,
  cursor: "cus_9",
  reached: 500,
  finished: false,
  cut: null,
};
const LAST: WindowStep = { ...PAGE, imported: 0, cursor: null, reached: null, finished: true };

let database: TestDatabase;
let runtime: ReturnType<typeof testRuntime>;

beforeEach(async () => {
  database = await createTestDatabase();
  runtime = testRuntime(database, "countersign_worker");
  await runtime.db.transaction((tx) => planWindows(tx, TEST_SCOPE, { from: () => 0, now: NOW }));
});

afterEach(async () => {
  await runtime.db.close();
  await database.drop();
});

const claim = () => claimWindow(runtime.db, TEST_SCOPE, LEASE_MS);
const step = (held: WindowClaim, done: WindowStep) =>
  runtime.db.transaction((tx) => stepWindow(tx, TEST_SCOPE, held, done, LEASE_MS));

/** Takes the next window, which must be of this list. */
async function claimOf(objectType: HistoryList): Promise<WindowClaim> {
  const held = await claim();
  if (held?.objectType !== objectType)
    throw new Error(`${held?.objectType} instead of ${objectType}`);
  return held;
}

const spansOf = async (objectType: HistoryList) => {
  const rows = await runtime.db.prisma.importWindow.findMany({
    where: { objectType },
    orderBy: { fromSecond: "asc" },
  });
  return rows.map(({ fromSecond, toSecond }) => [Number(fromSecond), Number(toSecond)]);
};

describe("the windows of a run", () => {
  it("begin as one for each list, a day ahead of the clock, and remember when", async () => {
    expect(await spansOf("charge")).toEqual([[0, NOW_SECOND + 86_400]]);
    expect(await findPlannedAt(runtime.db, TEST_SCOPE)).toEqual(NOW);
  });

  it("are each taken by one of many, parents before children, transactions at any time", async () => {
    const taken = await Promise.all(Array.from({ length: 8 }, claim));
    const types = taken.flatMap((held) => held?.objectType ?? []);
    expect(types.toSorted()).toEqual(["balance_transaction", "customer"]);
    const customers = taken.find((held) => held?.objectType === "customer");
    if (customers) await step(customers, LAST);
    const subscriptions = await claim();
    expect(subscriptions?.objectType).toBe("subscription");
    expect(await claim()).toBeNull();
    if (subscriptions) await step(subscriptions, LAST);
    expect(await claim()).not.toBeNull();
  });

  it("are cut without a gap and without an overlap, whatever second the cut falls on", async () => {
    let held = await claimOf("customer");
    held = await step(held, { ...PAGE, reached: 500, cut: 500 });
    expect(held.span).toEqual({ from: 500, to: NOW_SECOND + 86_400 });
    expect(await spansOf("customer")).toEqual([
      [0, 500],
      [500, NOW_SECOND + 86_400],
    ]);
    // The rest is free at once, and the cut window goes on under the same claim.
    const rest = await claimOf("customer");
    expect(rest).toMatchObject({ span: { from: 0, to: 500 }, cursor: null });
    await step(rest, { ...PAGE, reached: 200, cut: 100 });
    await step(held, LAST);
    expect(await spansOf("customer")).toEqual([
      [0, 100],
      [100, 500],
      [500, NOW_SECOND + 86_400],
    ]);
  });

  it("are taken over from a worker that died, at its cursor, and fence it off", async () => {
    const dead = await claimOf("customer");
    const moved = await step(dead, PAGE);
    await runtime.db.pool.query(
      "UPDATE import_window SET lease_until = now() - interval '1 second'",
    );
    const heir = await claimOf("customer");
    expect(heir).toMatchObject({ cursor: "cus_9", span: moved.span });
    await expect(step(moved, { ...PAGE, cut: 300 })).rejects.toThrow(WindowLost);
    expect(await spansOf("customer")).toHaveLength(1);
    await failWindow(runtime.db, TEST_SCOPE, moved, {
      message: "x",
      backoffMs: 1,
      maxBackoffMs: 1,
    });
    await releaseWindow(runtime.db, TEST_SCOPE, moved);
    await step(heir, LAST);
    await expect(step(heir, LAST)).rejects.toThrow(WindowLost);
  });

  it("wait after a failure, hold no other list's windows up, and forget it once they go on", async () => {
    const held = await claimOf("customer");
    const cut = await step(held, { ...PAGE, cut: 400 });
    await failWindow(runtime.db, TEST_SCOPE, cut, {
      message: "Stripe is away",
      backoffMs: 60_000,
      maxBackoffMs: 60_000,
    });
    expect(await claim()).toMatchObject({ objectType: "customer", span: { from: 0, to: 400 } });
    expect(await claim()).toMatchObject({ objectType: "balance_transaction" });
    expect(await claim()).toBeNull();
    const history = { start: 0, now: NOW_SECOND };
    const failing = async () =>
      (await findWindowTotals(runtime.db, TEST_SCOPE, history)).flatMap(
        (one) => one.lastError ?? [],
      );
    expect(await failing()).toEqual(["Stripe is away"]);
    await runtime.db.pool.query("UPDATE import_window SET run_after = now()");
    await step(await claimOf("customer"), PAGE);
    expect(await failing()).toEqual([]);
  });

  it("count what is in and which part of the time is covered", async () => {
    const held = await claimOf("customer");
    await step(held, { ...PAGE, reached: NOW_SECOND - 250 });
    const totals = await findWindowTotals(runtime.db, TEST_SCOPE, {
      start: NOW_SECOND - 1_000,
      now: NOW_SECOND,
    });
    expect(totals.find(({ objectType }) => objectType === "customer")).toMatchObject({
      imported: 100n,
      coveredSeconds: 250,
      finishedAt: null,
    });
    expect(await hasUnfinishedWindows(runtime.db, TEST_SCOPE)).toBe(true);
    await runtime.db.pool.query("UPDATE import_window SET finished_at = now()");
    expect(await hasUnfinishedWindows(runtime.db, TEST_SCOPE)).toBe(false);
  });
});
