import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { projectors } from "#server/deps/projectors.ts";
import { pullFeedOnce, verifyLedger } from "#server/modules/ledger/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { createStripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/test-database.ts";
import { testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { firstSecondOf, isSettledBy } from "./first-day.ts";
import { readBackfill } from "./read-backfill.ts";
import { installBackfill } from "./request-backfill.ts";
import { runBackfill } from "./run-backfill.ts";

const DAYS = 6;
const DAY_SECONDS = 86_400;
const LONG_MS = 60_000;
const EACH_TIME = { leaseMs: 10_000, pollMs: 0 };

let folder: string;
let sandbox: RunningSandbox;
let database: TestDatabase;
let runtime: Runtime;
let reader: StripeReader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "midlife-"));
  sandbox = await startSandbox({ dataFolder: folder, seed: 11, days: DAYS, paymentsPerDay: 40 });
  database = await createTestDatabase();
  const clock = testClock(new Date(sandbox.engine.world.clock.nowMs()));
  const scope = { accountId: sandbox.accountId, livemode: false };
  runtime = testRuntime(database, "countersign_worker", { clock, scope });
  reader = createStripeGateway({
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.url,
    timeoutMs: 5_000,
    callLog: { write: () => Promise.resolve() },
    clock,
  });
});

afterAll(async () => {
  await runtime.db.close();
  await database.drop();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const source = () => ({ runtime, reader, projectors });

/** Middle of the history, in unix seconds. */
const midlife = () => Math.floor(runtime.clock.now().getTime() / 1_000) - (DAYS / 2) * DAY_SECONDS;

describe("a history that begins mid-life", { timeout: LONG_MS }, () => {
  it("has what the account held before as an opening balance, once, and is proven with it", async () => {
    const firstFrom = midlife();
    let outcome = await runBackfill(source(), { firstFrom });
    // The members of the first payouts are the feed's to bring; until then the run waits.
    for (let rounds = 0; outcome === "busy" && rounds < 10; rounds += 1) {
      await pullFeedOnce(runtime, reader, EACH_TIME);
      outcome = await runBackfill(source(), { firstFrom });
    }
    expect(outcome).toBe("finished");
    const { prisma } = runtime.db;
    const openings = await prisma.journal.findMany({ where: { kind: "OPENING" } });
    expect(openings.map(({ key }) => key)).toEqual(["opening:eur"]);
    const status = await readBackfill(runtime);
    expect(status.run?.state).toBe("proven");
    const rows = status.proof?.rows ?? [];
    expect(rows.some(({ opening }) => opening !== 0n)).toBe(true);
    expect(rows.filter(({ difference }) => difference !== 0n)).toEqual([]);
    expect(
      await prisma.payment.count({ where: { createdAt: { lt: new Date(firstFrom * 1_000) } } }),
    ).toBe(0);
    expect(await prisma.ledgerBreak.count({ where: { type: "BALANCE_DRIFT" } })).toBe(0);
    expect(await verifyLedger(runtime, reader)).toMatchObject({ drift: 0n, ok: true });
  });

  it("is proven again after a later reading, which reaches no further back", async () => {
    const { runId, isNew } = await installBackfill(runtime, null);
    expect(isNew).toBe(true);
    expect(await installBackfill(runtime, null)).toEqual({ runId, isNew: false });
    const { prisma } = runtime.db;
    expect(await prisma.auditEvent.count({ where: { action: "backfill.requested" } })).toBe(1);
    const before = await prisma.balanceTransaction.count();
    expect(await runBackfill(source())).toBe("finished");
    expect((await readBackfill(runtime)).run).toMatchObject({ id: runId, state: "proven" });
    expect(await prisma.journal.count({ where: { kind: "OPENING" } })).toBe(1);
    // Not even a reading of everything brings what stands in the opening balance already.
    expect(await prisma.balanceTransaction.count()).toBe(before);
  });

  it("must have begun long enough ago for its money to have settled", () => {
    const now = new Date("2026-11-20T00:00:00Z");
    expect(isSettledBy(firstSecondOf("2026-10-06"), now)).toBe(true);
    expect(isSettledBy(firstSecondOf("2026-10-07"), now)).toBe(false);
  });
});
