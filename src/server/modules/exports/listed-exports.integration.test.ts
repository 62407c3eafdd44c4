import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  EVERY_DAY,
  type ExportKind,
  type ExportRequest,
  exportRequestSchema,
  type ListedExport,
} from "#core/contracts/exports.ts";
import { isPermitted } from "#core/permissions.ts";
import { type Actor, ROLES, type Role } from "#core/roles.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { LiveEvents } from "#server/platform/outbox/live-events.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { recordFindings, storeTransactions } from "../ledger/index.ts";
import { createExport } from "./create-export.ts";
import { estimateExport } from "./read-exports.ts";

const database = useTestDatabase();
const NOW = new Date("2026-11-20T10:00:00Z");
const BANK = newId();
const STATEMENT = newId();
const at = (day: number) => new Date(Date.UTC(2026, 10, day, 12));
const clock = testClock(NOW);
let web: Runtime;
let worker: Runtime;
let owner: Runtime;

const person = (role: Role): Actor => {
  const ids = { userId: newId(), sessionId: newId(), requestId: newId() };
  return { ...ids, name: role, role, ip: null };
};
const finance = person("finance");
const createCaller = createCallerFactory(appRouter);
let live: LiveEvents;

/** The console as finance calls it. */
function lists() {
  const session = { actor: finance, email: "x@example.test", timeZone: "UTC" };
  const isSessionAlive = () => Promise.resolve(true);
  return createCaller({ runtime: web, live, session, requestId: newId(), isSessionAlive });
}

const asShown = (list: ListedExport): ExportRequest =>
  exportRequestSchema.parse({ kind: list.of, list, ...EVERY_DAY });

async function column(by: Actor, list: ListedExport, name: string): Promise<string[]> {
  const chunks: Uint8Array[] = [];
  const { bytes } = createExport(web, by, { id: newId(), request: asShown(list) });
  for await (const chunk of bytes) chunks.push(chunk);
  const rows: Record<string, string>[] = parse(Buffer.concat(chunks), { columns: true });
  const { rows: told } = await estimateExport(web, by, asShown(list));
  expect(told).toBe(BigInt(rows.length));
  return [...new Set(rows.map((row) => row[name] ?? ""))].toSorted();
}

/** Every row of a list, page after page of two. */
async function everyRow(
  page: (
    cursor: string | undefined,
  ) => Promise<{ rows: { id: string }[]; nextCursor: string | null }>,
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await page(cursor);
    ids.push(...rows.map(({ id }) => id));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids.toSorted();
}

const paged = (cursor: string | undefined) => ({
  limit: 2,
  ...(cursor === undefined ? {} : { cursor }),
});

async function addPayments(): Promise<void> {
  await worker.db.pool.query(
    `INSERT INTO payment (account_id, livemode, id, amount, amount_captured, amount_refunded, currency, status, capture_method,
       payment_method_type, risk_level, last4, email, created_at)
     SELECT $1, false, 'pi_' || n, n * 100, n * 100, CASE n % 3 WHEN 0 THEN n ELSE 0 END, 'eur', 'succeeded', 'automatic',
       CASE n % 2 WHEN 0 THEN 'card' ELSE 'link' END, CASE n % 4 WHEN 0 THEN 'highest' ELSE 'normal' END, '4242',
       'ada@shop.example', '2026-11-01'::timestamptz + n * interval '1 day' FROM generate_series(1, 12) n`,
    [TEST_SCOPE.accountId],
  );
}

async function addPayouts(): Promise<void> {
  await worker.db.prisma.payout.createMany({
    data: ["paid", "failed", "in_transit"].map((status, n) => ({
      ...TEST_SCOPE,
      id: `po_${n}`,
      amount: 100n,
      currency: "eur",
      status,
      automatic: true,
      traceId: n === 0 ? "T1" : null,
      arrivalAt: at(25 + n),
      createdAt: at(1),
    })),
  });
}

async function addBankLines(): Promise<void> {
  const { prisma } = owner.db;
  const account = { label: "House bank", last4: "0000", identifierHash: "abc", currency: "eur" };
  await prisma.bankAccount.create({
    data: { ...TEST_SCOPE, ...account, id: BANK, createdAt: NOW },
  });
  await prisma.bankStatement.create({
    data: {
      id: STATEMENT,
      bankAccountId: BANK,
      format: "csv",
      fileName: "a.csv",
      fileHash: "h",
      reference: "1",
      lines: 0,
      added: 0,
      amended: 0,
      importedBy: newId(),
      importedAt: NOW,
    },
  });
  await prisma.bankLine.createMany({
    data: [1, 2, 3].map((n) => ({
      ...TEST_SCOPE,
      id: newId(),
      bankAccountId: BANK,
      statementId: STATEMENT,
      externalId: `line ${n}`,
      bookedOn: at(n),
      valueOn: at(n),
      amount: BigInt(n),
      currency: "eur",
      description: n === 1 ? "STRIPE" : "Rent",
      amended: n - 1,
      contentHash: "h",
      raw: {},
    })),
  });
}

async function addBreaks(): Promise<void> {
  const found = (objectId: string, type: "BANK_UNKNOWN" | "UNMAPPED_TYPE") =>
    ({
      type,
      fingerprint: `${type}:${objectId}`,
      objectType: "bank_line",
      objectId,
      currency: "eur",
      amount: 5n,
      details: {},
    }) as const;
  const by = { kind: "system", id: "test", requestId: "test" } as const;
  for (const [objectId, type, day] of [
    ["a", "BANK_UNKNOWN", 1],
    ["b", "BANK_UNKNOWN", 19],
    ["c", "UNMAPPED_TYPE", 19],
  ] as const)
    await worker.db.transaction((tx) =>
      recordFindings(tx, TEST_SCOPE, [found(objectId, type)], { by, at: at(day), runId: null }),
    );
  await owner.db.prisma.ledgerBreak.updateMany({
    where: { objectId: "c" },
    data: { state: "resolved", resolvedAt: NOW },
  });
}

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web", { clock });
  worker = testRuntime(database(), "countersign_worker", { clock });
  owner = testRuntime(database(), "countersign_owner", { clock });
  live = new LiveEvents(web.db.pool);
  const created = (day: number) => ({ created: at(day).getTime() / 1_000 });
  const page = [
    balanceTransaction({ id: "txn_1", ...created(1) }),
    balanceTransaction({ id: "txn_2", ...created(2), amount: 4_200, net: 4_150 }),
    balanceTransaction({ id: "txn_3", ...created(3), type: "payment" }),
  ];
  const seen = { via: "feed", at: NOW } as const;
  await worker.db.transaction((tx) => storeTransactions(tx, TEST_SCOPE, page, seen));
  await addPayments();
  await addPayouts();
  await addBankLines();
  await addBreaks();
});
afterAll(async () => {
  await live.close();
  await Promise.all([web, worker, owner].map(({ db }) => db.close()));
});

describe("a list that is exported as it stands", () => {
  it.each([
    {},
    { state: ["succeeded" as const] },
    { methodType: ["link"], riskLevel: ["normal" as const] },
    { query: "4242", state: ["partially_refunded" as const] },
    { query: "3.00" },
    { from: at(5).toISOString(), to: at(9).toISOString() },
  ])("is its payments, with %o", async ({ from, to, ...filter }) => {
    const dates = {
      ...(from === undefined ? {} : { from: new Date(from) }),
      ...(to === undefined ? {} : { to: new Date(to) }),
    };
    const listed = await everyRow((cursor) =>
      lists().payments.list({ ...filter, ...dates, ...paged(cursor) }),
    );
    expect(listed.length).toBeGreaterThan(0);
    const texts = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const list = { of: "payments", ...filter, ...texts } as const;
    expect(await column(finance, list, "Payment")).toEqual(listed);
  });

  it.each([
    {},
    { status: ["failed" as const, "paid" as const] },
    { bank: ["returned" as const] },
    { query: "T1" },
  ])("is its payouts, those that arrive later too, with %o", async (filter) => {
    const listed = await everyRow((cursor) =>
      lists().payouts.list({ ...filter, ...paged(cursor) }),
    );
    expect(listed.length).toBeGreaterThan(0);
    expect(await column(finance, { of: "payouts", ...filter }, "Payout")).toEqual(listed);
  });

  it.each([
    {},
    { query: "42.00" },
    { kind: ["BT"] },
    { query: "txn_3" },
    { from: at(2).toISOString() },
  ])(
    "is the legs of its journals, with %o",
    async ({ from, ...filter }: { from?: string; query?: string; kind?: string[] }) => {
      const dates = from === undefined ? {} : { from: new Date(from) };
      const listed = await everyRow((cursor) =>
        lists().ledger.journals({ ...filter, ...dates, ...paged(cursor) }),
      );
      expect(listed.length).toBeGreaterThan(0);
      const list = { of: "journals", ...filter, ...(from === undefined ? {} : { from }) } as const;
      expect(await column(finance, list, "Journal number")).toEqual(listed);
    },
  );

  it.each([
    {},
    { states: ["resolved" as const] },
    { ages: ["8-30" as const] },
    { types: ["BANK_UNKNOWN" as const], overdue: false },
    { owner: "none" as const, levels: ["R5" as const] },
  ])("is its breaks, with %o", async (filter) => {
    const { rows } = await lists().reconciliation.breaks.list({ ...filter, limit: 100 });
    expect(rows.length).toBeGreaterThan(0);
    const listed = rows.map(({ id }) => id).toSorted();
    expect(await column(finance, { of: "breaks", ...filter }, "Break")).toEqual(listed);
  });

  it.each([{}, { state: ["amended" as const] }, { query: "rent" }, { statementId: STATEMENT }])(
    "is its bank lines, with %o",
    async (filter) => {
      const { rows } = await lists().bankStatements.lines({ ...filter, limit: 100 });
      expect(rows.length).toBeGreaterThan(0);
      const days = rows.map(({ valueOn }) => valueOn).toSorted();
      expect(await column(finance, { of: "bank-lines", ...filter }, "Value on")).toEqual(days);
    },
  );

  it("is nobody's who may not search by e-mail: its rows would tell whose payments they are", async () => {
    const list = { of: "payments", query: "ada@shop.example" } as const;
    expect(await column(finance, list, "Payment")).toHaveLength(12);
    const exporters = ROLES.filter((role) => isPermitted(role, "export:create"));
    expect(exporters.filter((role) => !isPermitted(role, "personal-data:read-masked"))).toEqual([]);
  });

  it.each([
    { from: "2026-11-01" },
    { currency: "eur" },
    { kind: "payouts" as ExportKind },
    { detail: "daily" as const },
  ])("is limited by nothing else: %o", (change) => {
    const request = { kind: "payments", list: { of: "payments" }, ...EVERY_DAY };
    expect(exportRequestSchema.safeParse(request).success).toBe(true);
    expect(exportRequestSchema.safeParse({ ...request, ...change }).success).toBe(false);
  });
});
