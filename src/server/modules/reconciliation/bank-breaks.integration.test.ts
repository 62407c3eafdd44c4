import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ReconciliationLevel } from "#core/break-types.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { openBreaksOf, reconcileWith } from "#tests/support/reconcile.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/test-database.ts";
import { type TestClock, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { getBreak } from "./get-break.ts";
import { countBreaks, listBreaks } from "./list-breaks.ts";
import { listRuns } from "./list-runs.ts";
import { moveBreak } from "./move-break.ts";
import { recordMatch } from "./record-match.ts";

const DAY_MS = 86_400_000;
const BANK = "0198a000-0000-7000-8000-000000000001";
const STATEMENT = "0198a000-0000-7000-8000-000000000002";
const OWNER = "0198a000-0000-7000-8000-000000000003";
const BY = { kind: "person", id: OWNER, role: "finance", requestId: "r" } as const;
const at = (text: string) => new Date(`${text}T00:00:00Z`);
const lineId = (n: number) => `0198a000-0000-7000-8000-0000000001${String(n).padStart(2, "0")}`;

let database: TestDatabase;
let clock: TestClock;
let worker: Runtime;
let web: Runtime;
let owner: Runtime;

beforeAll(async () => {
  database = await createTestDatabase();
  clock = testClock(at("2026-11-20"));
  worker = testRuntime(database, "countersign_worker", { clock });
  web = testRuntime(database, "countersign_web", { clock });
  owner = testRuntime(database, "countersign_owner", { clock });
  await worker.db.prisma.stripeAccount.create({
    data: {
      ...worker.scope,
      name: null,
      country: "DE",
      defaultCurrency: "eur",
      baseCurrency: "eur",
      updatedAt: clock.now(),
    },
  });
});
afterAll(async () => {
  for (const { db } of [worker, web, owner]) await db.close();
  await database.drop();
});
beforeEach(() => clock.set(at("2026-11-20")));

const reconcile = (...levels: ReconciliationLevel[]) => reconcileWith(worker, levels);
const openBreaks = () => openBreaksOf(worker);

const payout = (id: string, amount: bigint, arrival: string, traceId: string | null = null) =>
  worker.db.prisma.payout.create({
    data: {
      ...worker.scope,
      id,
      amount,
      currency: "eur",
      status: "paid",
      automatic: false,
      arrivalAt: at(arrival),
      traceId,
      createdAt: at(arrival),
    },
  });

const bankLine = (
  n: number,
  amount: bigint,
  valueOn: string,
  changes: { traceId?: string; description?: string } = {},
) =>
  owner.db.prisma.bankLine.create({
    data: {
      ...worker.scope,
      id: lineId(n),
      bankAccountId: BANK,
      statementId: STATEMENT,
      externalId: `line ${n}`,
      bookedOn: at(valueOn),
      valueOn: at(valueOn),
      amount,
      currency: "eur",
      description: "STRIPE PAYOUT",
      contentHash: "hash",
      raw: {},
      ...changes,
    },
  });

const openCase = async (type: string): Promise<string> => {
  const { rows } = await listBreaks(worker, { limit: 100 });
  const found = rows.find((row) => row.type === type);
  if (found === undefined) throw new Error(`no ${type} is open`);
  return found.id;
};

describe("R5, payouts and the bank", () => {
  it("compares nothing and says so while no bank account is set up", async () => {
    await payout("po_early", 1_000n, "2026-10-01");
    const id = await reconcile("R5");
    const { rows } = await listRuns(worker, { limit: 1 });
    expect(rows[0]).toMatchObject({ id, counts: [], notes: [{ level: "R5" }] });
    expect(await openBreaks()).toEqual([]);
  });

  it("matches by trace id and by amount, posts the bank's journal once, and misses only what statements cover", async () => {
    await owner.db.prisma.bankAccount.create({
      data: {
        ...worker.scope,
        id: BANK,
        label: "House bank",
        last4: "0000",
        identifierHash: "abcdef0123456789",
        currency: "eur",
        createdAt: clock.now(),
      },
    });
    await owner.db.prisma.bankStatement.create({
      data: {
        id: STATEMENT,
        bankAccountId: BANK,
        format: "csv",
        fileName: "a.csv",
        fileHash: "h",
        reference: "1",
        fromDate: at("2026-11-02"),
        toDate: at("2026-11-18"),
        lines: 0,
        added: 0,
        amended: 0,
        importedBy: OWNER,
        importedAt: clock.now(),
      },
    });
    await payout("po_trace", 5_000n, "2026-11-04", "T1");
    await payout("po_amount", 7_000n, "2026-11-05");
    await payout("po_lost", 8_000n, "2026-11-05");
    await payout("po_late", 9_000n, "2026-11-19");
    await bankLine(1, 5_000n, "2026-11-04", { traceId: "T1" });
    await bankLine(2, 7_000n, "2026-11-06");
    await bankLine(3, 777n, "2026-11-06");
    await bankLine(4, 4_242n, "2026-11-06", { description: "Rent of the flat upstairs" });
    const id = await reconcile("R5");
    expect(await openBreaks()).toEqual([`BANK_UNKNOWN ${lineId(3)}`, "PAYOUT_NOT_IN_BANK po_lost"]);
    const matches = await worker.db.prisma.reconciliationMatch.findMany({ orderBy: { id: "asc" } });
    expect(matches.map(({ method }) => method)).toEqual(["exact_id", "exact_composite"]);
    const journals = await worker.db.prisma.journal.findMany({ where: { kind: "BANK" } });
    expect(journals.map(({ key, objectId }) => [key, objectId])).toEqual([
      [`bank:${lineId(1)}`, "po_trace"],
      [`bank:${lineId(2)}`, "po_amount"],
    ]);
    const counts = await worker.db.prisma.reconciliationCount.findMany({ where: { runId: id } });
    // Five payouts (one before the statements, one after them) and the three lines that speak of Stripe.
    expect(counts).toMatchObject([{ checked: 8n, matched: 4n, expected: 2n, broken: 2n }]);
  });

  it("resolves when the line comes, and an item is in one match only", async () => {
    await bankLine(5, 8_000n, "2026-11-09");
    await reconcile("R5");
    expect(await openBreaks()).toEqual([`BANK_UNKNOWN ${lineId(3)}`]);
    const again = worker.db.transaction((tx) =>
      recordMatch(tx, worker.scope, {
        level: "R5",
        method: "confirmed",
        items: [
          { side: "payout", itemId: "po_lost" },
          { side: "bank_line", itemId: lineId(3) },
        ],
        by: BY,
        at: clock.now(),
      }),
    );
    await expect(again).rejects.toThrow(/Unique constraint/);
    expect(await worker.db.prisma.journal.count({ where: { kind: "BANK" } })).toBe(3);
  });

  it("leaves a line that sums a day's payouts to a person, and expects their word", async () => {
    await payout("po_a", 1_100n, "2026-11-10");
    await payout("po_b", 2_200n, "2026-11-10");
    await bankLine(6, 3_300n, "2026-11-10");
    await reconcile("R5");
    expect(await openBreaks()).toEqual([`BANK_UNKNOWN ${lineId(3)}`]);
    const proposals = await worker.db.prisma.matchProposal.findMany({ where: { state: "open" } });
    expect(proposals).toMatchObject([
      { method: "same_day_sum", payoutIds: ["po_a", "po_b"], bankLineIds: [lineId(6)] },
    ]);
  });
});

describe("a line that the bank tells differently after its match", () => {
  const tell = (n: number, amount: bigint) =>
    owner.db.prisma.bankLine.update({
      where: { id: lineId(n) },
      data: { amount, amended: { increment: 1 }, contentHash: `hash of ${amount}` },
    });
  const counted = async (runId: string) => {
    const [count] = await worker.db.prisma.reconciliationCount.findMany({ where: { runId } });
    return count;
  };
  const unknown = `BANK_UNKNOWN ${lineId(3)}`;

  it("is a break, and neither the line nor its payout counts as matched", async () => {
    const before = await counted(await reconcile("R5"));
    await tell(1, 4_990n);
    const after = await counted(await reconcile("R5"));
    expect(await openBreaks()).toEqual([`BANK_AMENDED ${lineId(1)}`, unknown]);
    const id = await openCase("BANK_AMENDED");
    const { amount, sides } = await getBreak(web, id);
    expect(amount?.amountMinor).toBe(10n);
    expect(sides.rows[0]).toMatchObject({ ours: "50.00 EUR", theirs: "49.90 EUR", differs: true });
    expect(after?.matched).toBe((before?.matched ?? 0n) - 2n);
    expect(after?.expected).toBe((before?.expected ?? 0n) + 1n);
  });

  it("even where nothing of it is left, and no more when the bank takes its word back", async () => {
    await tell(1, 0n);
    await reconcile("R5");
    expect(await openBreaks()).toEqual([`BANK_AMENDED ${lineId(1)}`, unknown]);
    await tell(1, 5_000n);
    await reconcile("R5");
    expect(await openBreaks()).toEqual([unknown]);
  });
});

describe("a break in people's hands", () => {
  it("moves with its step, audit row and event, refuses a stale version, and cannot be resolved by them", async () => {
    const id = await openCase("BANK_UNKNOWN");
    const { db, scope } = web;
    const before = await getBreak(web, id);
    const moved = await db.transaction((tx) =>
      moveBreak(tx, scope, id, {
        to: "assigned",
        by: BY,
        at: clock.now(),
        ownerId: OWNER,
        note: "mine",
        version: before.version,
      }),
    );
    expect(moved).toEqual({ id, state: "assigned", version: before.version + 1 });
    const stale = db.transaction((tx) =>
      moveBreak(tx, scope, id, {
        to: "investigating",
        by: BY,
        at: clock.now(),
        version: before.version,
      }),
    );
    await expect(stale).rejects.toMatchObject({ code: "BREAK_VERSION_CONFLICT" });
    const detail = await getBreak(web, id);
    expect(detail.steps.map(({ step, note }) => [step, note])).toEqual([
      ["opened", null],
      ["assigned", "mine"],
    ]);
    const told = { resourceId: id, action: "break.assigned", actorId: OWNER };
    expect(await owner.db.prisma.auditEvent.count({ where: told })).toBe(1);
    const event = { topic: "break.changed", key: id };
    expect(await owner.db.prisma.outboxEvent.count({ where: event })).toBe(1);
    const byHand = db.pool.query("UPDATE ledger_break SET resolved_at = now() WHERE id = $1", [id]);
    await expect(byHand).rejects.toThrow(/permission denied/);
  });

  it("is counted by level, state, age and owner, and ranked by severity", async () => {
    clock.advance(5 * DAY_MS);
    const counts = await countBreaks(web);
    expect(counts).toMatchObject({ open: 1, overdue: 0, baseCurrency: "eur", amountBase: 777n });
    expect(counts.byAge.filter(({ count }) => count > 0)).toEqual([
      { age: "4-7", count: 1, amountBase: 777n },
    ]);
    expect(counts.byState.filter(({ count }) => count > 0)).toMatchObject([{ state: "assigned" }]);
    const { rows } = await listBreaks(web, { ages: ["4-7"], owner: OWNER, limit: 10 });
    // Weight 3, the sixth day, 7.77 EUR.
    expect(rows.map(({ severity }) => severity)).toEqual([3n * 6n * 777n]);
  });
});
