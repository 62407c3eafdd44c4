import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { eventually } from "#tests/support/eventually.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { findAccountBalances, findBalancesAsOf } from "./accounts.repo.ts";
import { takeSnapshots } from "./balance-snapshots.repo.ts";
import { storeTransactions } from "./store-transactions.ts";

const database = useTestDatabase();
let worker: Runtime;
let made = 0;

beforeAll(() => {
  worker = testRuntime(database(), "countersign_worker");
});
afterAll(() => worker.db.close());

async function post(count: number): Promise<void> {
  const page = Array.from({ length: count }, () => {
    made += 1;
    return balanceTransaction({ id: `txn_${made}` });
  });
  await worker.db.transaction((tx) =>
    storeTransactions(tx, worker.scope, page, { via: "feed", at: worker.clock.now() }),
  );
}

const snapshot = () => takeSnapshots(worker.db, worker.clock.realNow());
const fromScratch = () => findBalancesAsOf(worker.db, worker.scope, {});
const fromSnapshots = () => findAccountBalances(worker.db, worker.scope);

describe("balances from snapshots", () => {
  it("equal the sum over all entries, before, at and after each snapshot", async () => {
    for (const count of [0, 3, 1, 5, 2]) {
      await post(count);
      await snapshot();
      expect(await fromSnapshots()).toEqual(await fromScratch());
    }
    // Transactions of other tests on the same server may hold the horizon for a while.
    await eventually(async () => (await snapshot()) > 0, "a snapshot could be taken");
    expect(await fromSnapshots()).toEqual(await fromScratch());
  });

  it("wait for a transaction that got its entries before and commits after", async () => {
    await post(1);
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const late = worker.db.transaction(async (tx) => {
      const page = [balanceTransaction({ id: "txn_late" })];
      await storeTransactions(tx, worker.scope, page, { via: "feed", at: worker.clock.now() });
      begun();
      await slow;
    });
    await hasBegun;
    await post(1);
    await snapshot();
    await snapshot();
    finish();
    await late;
    expect(await fromSnapshots()).toEqual(await fromScratch());
    await snapshot();
    await snapshot();
    expect(await fromSnapshots()).toEqual(await fromScratch());
  });
});

describe("the books as they stood", () => {
  it("tell what had happened, and what we knew of it, apart", async () => {
    const before = new Date();
    const page = [
      balanceTransaction({
        id: "txn_old",
        created: Date.UTC(2026, 0, 5) / 1_000,
        status: "pending",
      }),
    ];
    await worker.db.transaction((tx) =>
      storeTransactions(tx, worker.scope, page, { via: "feed", at: worker.clock.now() }),
    );
    const total = async (asOf: Parameters<typeof findBalancesAsOf>[2]) =>
      (await findBalancesAsOf(worker.db, worker.scope, asOf)).reduce(
        (sum, row) => sum + row.entries,
        0n,
      );
    const january = new Date("2026-01-31T00:00:00Z");
    expect(await total({ eventUntil: january })).toBeGreaterThan(0n);
    expect(await total({ eventUntil: january, knownUntil: before })).toBe(0n);
    expect(await total({ accountingUntil: january })).toBe(await total({ eventUntil: january }));
  });
});
