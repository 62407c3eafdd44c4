import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { projectors } from "#server/deps/projectors.ts";
import { pullFeedOnce, verifyLedger } from "#server/modules/ledger/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { createStripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/test-database.ts";
import { testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { insertRun } from "./backfill-runs.repo.ts";
import { readBackfill } from "./read-backfill.ts";
import { readImport } from "./read-import.ts";
import { type BackfillOptions, runBackfill } from "./run-backfill.ts";

const DAY_MS = 86_400_000;
const EACH_TIME = { leaseMs: 10_000, pollMs: 0 };
const PAYMENTS_A_DAY = 60;

let folder: string;
let sandbox: RunningSandbox;
let database: TestDatabase;
let runtime: Runtime;
let reader: StripeReader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-"));
  sandbox = await startSandbox({
    dataFolder: folder,
    seed: 7,
    days: 9,
    paymentsPerDay: PAYMENTS_A_DAY,
  });
});

afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  database = await createTestDatabase();
  const clock = testClock(new Date(sandbox.engine.world.clock.nowMs()));
  const scope = { accountId: sandbox.accountId, livemode: false };
  runtime = testRuntime(database, "countersign_worker", { clock, scope });
  const callLog = { write: () => Promise.resolve() };
  reader = createStripeGateway({
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.url,
    timeoutMs: 5_000,
    callLog,
    clock,
  });
});

afterEach(async () => {
  await runtime.db.close();
  await database.drop();
});

/** One worker takes part until nothing is left that it could do. */
const bringIn = (
  from: StripeReader = reader,
  options: BackfillOptions = {},
): Promise<"finished" | "busy"> => runBackfill({ runtime, reader: from, projectors }, options);

/** What the import wrote, without the numbers and instants that each run makes anew. */
async function snapshot(): Promise<string> {
  const { rows } = await runtime.db.pool.query(`
    SELECT j.key, j.kind, j.event_at, j.object_id, array_agg(a.code || e.currency || e.amount ORDER BY e.id) AS legs
    FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
    GROUP BY j.id ORDER BY j.key`);
  const payments = await runtime.db.prisma.payment.findMany({ orderBy: { id: "asc" } });
  const guards = await runtime.db.prisma.chargeGuard.findMany({ orderBy: { chargeId: "asc" } });
  return JSON.stringify({ rows, payments, guards }, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

/** Refuses whatever it is asked. */
function silent(): StripeReader {
  const refuse = () => Promise.reject(new Error("Stripe is not to be asked"));
  return {
    ...reader,
    list: refuse,
    listBalanceTransactions: refuse,
    retrieveAccount: refuse,
    retrieveBalance: refuse,
  };
}

/** Answers like Stripe until `calls` pages were asked for, then breaks as a dying process would. */
function breakingAfter(calls: number): StripeReader {
  let left = calls;
  const spend = (): void => {
    left -= 1;
    if (left < 0) throw new Error("the process died");
  };
  return {
    ...reader,
    list: (type, window) => {
      spend();
      return reader.list(type, window);
    },
    listBalanceTransactions: (window) => {
      if (window.limit > 1) spend();
      return reader.listBalanceTransactions(window);
    },
  };
}

describe("the import of an account's history", () => {
  it("brings books that equal Stripe's balance, with no drift", async () => {
    expect(await bringIn()).toBe("finished");
    const verified = await verifyLedger(runtime, reader);
    expect(verified.checks.filter(({ violations }) => violations !== 0n)).toEqual([]);
    expect(verified).toMatchObject({ drift: 0n, ok: true });
    expect(verified.journals).toBeGreaterThan(BigInt(PAYMENTS_A_DAY * 5));
    const balance = await reader.retrieveBalance();
    expect(verified.stripe).toMatchObject([
      {
        currency: "eur",
        ledger: {
          pending: BigInt(balance.pending[0]?.amount ?? 0),
          available: BigInt(balance.available[0]?.amount ?? 0),
        },
      },
    ]);
    expect(await runtime.db.prisma.ledgerBreak.count()).toBe(0);
  });

  it("brings every payment with the figures of its charge, and guards every charge", async () => {
    await bringIn();
    const { prisma } = runtime.db;
    const succeeded = await prisma.payment.findMany({ where: { status: "succeeded" } });
    expect(succeeded.length).toBeGreaterThan(PAYMENTS_A_DAY);
    expect(succeeded.filter((payment) => payment.amountCaptured === 0n)).toEqual([]);
    expect(
      succeeded.filter((payment) => payment.paymentMethodType === "card" && payment.last4 === null),
    ).toEqual([]);
    const refunded = await prisma.payment.findMany({ where: { amountRefunded: { gt: 0n } } });
    expect(refunded.length).toBeGreaterThan(0);
    const guards = await prisma.chargeGuard.findMany({
      where: { chargeId: { in: refunded.map(({ latestChargeId }) => latestChargeId ?? "") } },
    });
    const refundedOf = new Map(guards.map((guard) => [guard.chargeId, guard.refunded]));
    expect(
      refunded.filter(
        (payment) => refundedOf.get(payment.latestChargeId ?? "") !== payment.amountRefunded,
      ),
    ).toEqual([]);
  });

  it("asks Stripe nothing when it is finished, and said so once", async () => {
    await bringIn();
    expect(await bringIn(silent())).toBe("finished");
    const { prisma } = runtime.db;
    expect(await prisma.outboxEvent.count({ where: { topic: "import.finished" } })).toBe(1);
    expect(await prisma.auditEvent.count({ where: { action: "import.finished" } })).toBe(1);
  });

  it("changes nothing when the same history is brought in again from its beginning", async () => {
    await bringIn();
    const first = await snapshot();
    const order = { requestedBy: null, fromSecond: null, wantedAt: new Date() };
    await runtime.db.transaction((tx) => insertRun(tx, runtime.scope, order));
    expect(await readBackfill(runtime)).toMatchObject({ run: { state: "wanted" }, percent: null });
    let lists = 0;
    const counting: StripeReader = {
      ...reader,
      list: (type, window) => {
        lists += 1;
        return reader.list(type, window);
      },
    };
    expect(await bringIn(counting)).toBe("finished");
    expect(lists).toBeGreaterThan(20);
    expect(await snapshot()).toBe(first);
    const runs = await runtime.db.prisma.backfillRun.findMany({ orderBy: { wantedAt: "asc" } });
    expect(runs.map(({ state }) => state)).toEqual(["proven", "proven"]);
  });

  it("goes on where a broken run stopped, and ends as an unbroken one does", async () => {
    await bringIn();
    const whole = await snapshot();
    const unbroken = runtime;
    const second = await createTestDatabase();
    runtime = testRuntime(second, "countersign_worker", unbroken);
    try {
      let runs = 0;
      let outcome = "busy";
      while (outcome !== "finished" && runs < 50) {
        runs += 1;
        outcome = await bringIn(breakingAfter(3));
        // The pause after a failure is real time; a test does not wait for it.
        await runtime.db.pool.query("UPDATE feed_lane SET run_after = now()");
        await runtime.db.pool.query("UPDATE import_window SET run_after = now()");
      }
      expect(runs).toBeGreaterThan(3);
      expect(await readImport(runtime)).toMatchObject({ state: "finished", lastError: null });
      expect(await snapshot()).toBe(whole);
    } finally {
      await runtime.db.close();
      await second.drop();
      runtime = unbroken;
    }
  });

  it("is shared by workers, and ends once as one worker's does", async () => {
    await bringIn();
    const alone = await snapshot();
    const unbroken = runtime;
    const second = await createTestDatabase();
    runtime = testRuntime(second, "countersign_worker", unbroken);
    try {
      // Whoever finds another at the plan or the proof asks again, as a worker's loop does.
      const worker = async (): Promise<void> => {
        while ((await bringIn(reader, { windowsAtOnce: 2 })) === "busy");
      };
      await Promise.all([worker(), worker(), worker()]);
      expect(await snapshot()).toBe(alone);
      const { prisma } = runtime.db;
      expect(await prisma.backfillRun.count({ where: { state: "proven" } })).toBe(1);
      expect(await prisma.auditEvent.count({ where: { action: "import.finished" } })).toBe(1);
      expect(await prisma.auditEvent.count({ where: { action: "backfill.finished" } })).toBe(1);
      expect((await verifyLedger(runtime, reader)).ok).toBe(true);
    } finally {
      await runtime.db.close();
      await second.drop();
      runtime = unbroken;
    }
  });

  it("keeps the later state of an object that a lane projected meanwhile", async () => {
    const { items } = await reader.list("customer", { limit: 1 });
    const [customer] = items;
    if (!customer) throw new Error("the sandbox has no customer");
    const later = { ...customer, name: "Changed Meanwhile" };
    await runtime.db.transaction(async (tx) => {
      await projectors.customer.project(tx, runtime.scope, later);
      await tx.objectHead.create({
        data: {
          ...runtime.scope,
          objectType: "customer",
          objectId: customer.id,
          asOf: runtime.clock.now(),
          asOfKind: "snapshot",
          fetchToken: 1n,
          appliedIds: ["evt_1"],
          doc: {},
        },
      });
    });
    await bringIn();
    const kept = await runtime.db.prisma.customer.findFirst({ where: { id: customer.id } });
    expect(kept?.name).toBe("Changed Meanwhile");
  });
});

describe("the feed after the import", () => {
  it("posts what happens next, settles what becomes available and assigns what is paid out", async () => {
    await bringIn();
    await pullFeedOnce(runtime, reader, EACH_TIME);
    const { prisma } = runtime.db;
    const pending = await prisma.balanceTransaction.count({ where: { status: "pending" } });
    expect(pending).toBeGreaterThan(0);
    sandbox.engine.changeClock({ advanceSeconds: (4 * DAY_MS) / 1_000 });
    const later = testClock(new Date(sandbox.engine.world.clock.nowMs()));
    const moved: Runtime = { ...runtime, clock: later };
    await pullFeedOnce(moved, reader, EACH_TIME);
    await pullFeedOnce(moved, reader, EACH_TIME);
    const due = await prisma.balanceTransaction.count({
      where: { status: "pending", availableOn: { lte: later.now() } },
    });
    expect(due).toBe(0);
    expect(
      await prisma.balanceTransaction.count({ where: { payoutId: { not: null } } }),
    ).toBeGreaterThan(0);
    expect(await verifyLedger(moved, reader)).toMatchObject({ drift: 0n, ok: true });
    const [reading] = await prisma.balanceReading.findMany({ orderBy: { id: "desc" }, take: 1 });
    expect(reading?.drift).toBe(0n);
  });
});
