import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { NOTHING_AT_STRIPE, openBreaksOf, reconcileWith } from "#tests/support/reconcile.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { storeTransactions } from "../ledger/index.ts";
import { runWanted } from "./run-wanted.ts";
import { wantRun } from "./want-run.ts";

const DAY_MS = 86_400_000;
const PERSON = "0198a000-0000-7000-8000-000000000003";
const BY = { kind: "person", id: PERSON, role: "finance", requestId: "r" } as const;
const database = useTestDatabase();
const clock = testClock(new Date("2026-11-20T00:00:00Z"));
let worker: Runtime;

beforeAll(() => {
  worker = testRuntime(database(), "countersign_worker", { clock });
});
afterAll(() => worker.db.close());

describe("R3, refunds and overrides", () => {
  const refund = (id: string, status: string, createdAt: Date) =>
    worker.db.prisma.refund.create({
      data: {
        ...worker.scope,
        id,
        chargeId: "ch_1",
        paymentId: null,
        amount: 500n,
        currency: "eur",
        status,
        createdAt,
        balanceTransactionId: status === "pending" ? null : "txn_r",
      },
    });

  it("calls a refund that nobody asked for here a break, but not what was refunded before the first day", async () => {
    const raw = balanceTransaction({
      id: "txn_r",
      type: "refund",
      reporting_category: "refund",
      source: "re_old",
      amount: -500,
      fee: 0,
      fee_details: [],
      net: -500,
    });
    await worker.db.transaction((tx) =>
      storeTransactions(tx, worker.scope, [raw], { via: "feed", at: clock.now() }),
    );
    await refund("re_old", "succeeded", new Date(clock.now().getTime() - DAY_MS));
    await refund("re_new", "succeeded", new Date(clock.now().getTime() + 1_000));
    await refund("re_slow", "pending", new Date(clock.now().getTime() - 15 * DAY_MS));
    await refund("re_way", "pending", new Date(clock.now().getTime() - 13 * DAY_MS));
    await reconcileWith(worker, ["R3"]);
    expect(await openBreaksOf(worker)).toEqual([
      "OUT_OF_BAND_REFUND re_new",
      "REFUND_STUCK_PENDING re_slow",
    ]);
  });
});

describe("runs", () => {
  it("are done by one worker at a time, and one left behind is taken again", async () => {
    const { db, scope } = worker;
    await db.transaction((tx) =>
      wantRun(tx, scope, {
        levels: ["R1"],
        trigger: "schedule",
        requestedBy: null,
        at: clock.now(),
      }),
    );
    await db.prisma.reconciliationRun.updateMany({
      where: { state: "wanted" },
      data: { state: "running" },
    });
    const ended = await Promise.all([1, 2, 3].map(() => runWanted(worker, NOTHING_AT_STRIPE)));
    expect(ended.filter((id) => id !== null)).toHaveLength(1);
    expect(await db.prisma.reconciliationRun.count({ where: { state: { not: "finished" } } })).toBe(
      0,
    );
  });

  it("that events ask for are not asked twice; a person's always is", async () => {
    const { db, scope } = worker;
    const want = (requestedBy: typeof BY | null) =>
      db.transaction((tx) =>
        wantRun(tx, scope, { levels: ["R4", "R5"], trigger: "test", requestedBy, at: clock.now() }),
      );
    const first = await want(null);
    expect(await want(null)).toBe(first);
    expect(await want(BY)).not.toBe(first);
  });
});
