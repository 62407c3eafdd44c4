import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPORT_KINDS, type ExportKind, type ExportRequest } from "#core/contracts/exports.ts";
import { isPermitted } from "#core/permissions.ts";
import { type Actor, ROLES, type Role } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";
import { storeTransactions } from "../ledger/index.ts";
import { createExport } from "./create-export.ts";
import { sourceOf } from "./export-sources.ts";
import { mapExportAccount } from "./map-export-account.ts";
import { estimateExport, getExport, listExports } from "./read-exports.ts";

const database = useTestDatabase();
const PAYMENTS = 2_500;
let web: Runtime;
let worker: Runtime;

const person = (role: Role): Actor => ({
  userId: newId(),
  name: role,
  role,
  sessionId: newId(),
  requestId: newId(),
  ip: null,
});
const finance = person("finance");

const request = (changes: Partial<ExportRequest> & { kind: ExportKind }): ExportRequest => ({
  format: "csv",
  from: "2026-11-01",
  to: "2026-11-30",
  detail: "lines",
  taxRate: "Tax Exempt",
  byteOrderMark: false,
  ...changes,
});

async function fileOf(by: Actor, asked: ExportRequest): Promise<{ id: string; text: string }> {
  const created = createExport(web, by, { id: newId(), request: asked });
  const chunks: Uint8Array[] = [];
  for await (const chunk of created.bytes) chunks.push(chunk);
  return { id: created.id, text: Buffer.concat(chunks).toString("utf8") };
}

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

const auditOf = (id: string) =>
  web.db.prisma.auditEvent.findMany({
    where: { resourceType: "export", resourceId: id },
    orderBy: { at: "asc" },
    select: { action: true, result: true, actorId: true, details: true },
  });

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
  const seen = { via: "feed", at: worker.clock.now() } as const;
  await worker.db.transaction((tx) =>
    storeTransactions(
      tx,
      TEST_SCOPE,
      [
        balanceTransaction({ id: "txn_1" }),
        balanceTransaction({ id: "txn_2", currency: "jpy", amount: 500, fee: 20, net: 480 }),
        balanceTransaction({ id: "txn_3", created: Date.UTC(2026, 10, 2, 9) / 1_000 }),
        balanceTransaction({ id: "txn_4", created: Date.UTC(2026, 11, 1) / 1_000 }),
      ],
      seen,
    ),
  );
  await worker.db.pool.query(
    `INSERT INTO payment (account_id, livemode, id, amount, amount_captured, amount_refunded, currency, status, capture_method,
       email, description, created_at)
     SELECT $1, false, 'pi_' || n, n, n, 0, 'eur', 'succeeded', 'automatic', 'ada@shop.example', '=1+' || n,
       '2026-11-03'::timestamptz + (n / 2) * interval '1 second' FROM generate_series(1, $2::int) n`,
    [TEST_SCOPE.accountId, PAYMENTS],
  );
});
afterAll(async () => {
  await web.db.close();
  await worker.db.close();
});

describe("an export", () => {
  it("holds every leg of the span once, balanced, and is audited with the hash of its bytes", async () => {
    const { id, text } = await fileOf(finance, request({ kind: "journals" }));
    const rows = rowsOf(text);
    expect(new Set(rows.map((row) => row["Journal"]))).toEqual(
      new Set(["bt:txn_1", "bt:txn_2", "bt:txn_3"]),
    );
    const sum = rows.reduce(
      (total, row) => total + BigInt(row["Amount in minor units, debit positive"] ?? ""),
      0n,
    );
    expect(sum).toBe(0n);
    const yen = rows.find((row) => row["Currency"] === "JPY" && row["Account"] === "I.sales");
    expect(yen).toMatchObject({ Credit: "500", Debit: "", "Account name": "Sales" });

    const sha256 = createHash("sha256").update(text).digest("hex");
    const bytes = BigInt(Buffer.byteLength(text));
    expect(await getExport(web, id)).toMatchObject({
      state: "finished",
      rows: BigInt(rows.length),
      bytes,
      sha256,
      kind: "journals",
      filters: { from: "2026-11-01", to: "2026-11-30" },
    });
    const [started, finished, ...more] = await auditOf(id);
    expect(more).toEqual([]);
    expect(started).toMatchObject({ action: "export.started", actorId: finance.userId });
    expect(JSON.parse(started?.details ?? "")).toMatchObject({ kind: "journals", format: "csv" });
    expect(finished).toMatchObject({ action: "export.finished", result: "done" });
    expect(JSON.parse(finished?.details ?? "")).toMatchObject({ sha256, bytes: bytes.toString() });
  });

  it("reads batch after batch without losing or doubling a row, and estimates as many", async () => {
    const asked = request({ kind: "payments" });
    const rows = rowsOf((await fileOf(finance, asked)).text);
    expect(new Set(rows.map((row) => row["Payment"])).size).toBe(PAYMENTS);
    expect(rows.length).toBe(PAYMENTS);
    const estimate = await estimateExport(web, finance, asked);
    expect(estimate.rows).toBe(BigInt(PAYMENTS));
    expect(Object.keys(rows[0] ?? {})).toEqual(estimate.columns);
  });

  it("writes nothing before its first byte is asked for, and is started by then", async () => {
    const created = createExport(web, finance, {
      id: newId(),
      request: request({ kind: "payments", byteOrderMark: true }),
    });
    expect(await getExport(web, created.id)).toBeNull();
    const first = await created.bytes.next();
    expect(first.value).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect((await auditOf(created.id)).map(({ action }) => action)).toEqual(["export.started"]);
    await created.bytes.return();
  });

  it("that is broken off stops reading and tells what was sent", async () => {
    const created = createExport(web, finance, {
      id: newId(),
      request: request({ kind: "payments" }),
    });
    const hash = createHash("sha256");
    const [header, batch] = [await created.bytes.next(), await created.bytes.next()];
    hash.update(header.value ?? "").update(batch.value ?? "");
    await created.bytes.return();
    expect(await created.bytes.next()).toEqual({ done: true, value: undefined });
    expect(await getExport(web, created.id)).toMatchObject({
      state: "broken",
      rows: 1_000n,
      sha256: hash.digest("hex"),
    });
    expect((await auditOf(created.id)).at(-1)).toMatchObject({
      action: "export.finished",
      result: "failed",
    });
  });

  it("of journals is the books of one instant, whatever is posted meanwhile", async () => {
    const scope = { accountId: "acct_instant", livemode: false };
    const here = { ...web, scope };
    const seen = { via: "feed", at: worker.clock.now() } as const;
    const store = (from: number, count: number) =>
      worker.db.transaction((tx) =>
        storeTransactions(
          tx,
          scope,
          Array.from({ length: count }, (_, n) => balanceTransaction({ id: `txn_i${from + n}` })),
          seen,
        ),
      );
    await store(0, 550);
    const created = createExport(here, finance, {
      id: newId(),
      request: request({ kind: "journals" }),
    });
    await created.bytes.next();
    await created.bytes.next();
    await store(550, 10);
    while (!(await created.bytes.next()).done);
    expect(await getExport(here, created.id)).toMatchObject({ rows: 550n * 3n });
  });

  it("sums the days of journals, and a trial balance opens with what was before", async () => {
    const days = rowsOf(
      (await fileOf(finance, request({ kind: "journals", detail: "daily", currency: "eur" }))).text,
    );
    expect(
      days.map((row) => [row["Accounting date"], row["Account"], row["Credits"]]),
    ).toContainEqual(["2026-11-02", "I.sales", "10.00"]);
    const december = request({ kind: "trial-balance", from: "2026-12-01", to: "2026-12-31" });
    const accounts = rowsOf((await fileOf(finance, december)).text);
    const sales = accounts.find((row) => row["Account"] === "I.sales" && row["Currency"] === "EUR");
    expect(sales).toMatchObject({
      "Opening, debit positive": "-20.00",
      Credits: "10.00",
      "Closing, debit positive": "-30.00",
    });
  });

  it("for a system names accounts as people there do, and says which nobody has named", async () => {
    const asked = request({ kind: "journals", format: "xero", currency: "eur", detail: "daily" });
    const before = await estimateExport(web, finance, asked);
    expect(before.unmapped).toContain("Sales EUR");
    expect(before.openMonths).toEqual(["2026-11"]);
    await mapExportAccount(web, finance, {
      format: "xero",
      code: "I.sales",
      currency: "eur",
      external: "200",
    });
    expect((await estimateExport(web, finance, asked)).unmapped).not.toContain("Sales EUR");
    const rows = rowsOf((await fileOf(finance, asked)).text);
    expect(before.rows).toBe(BigInt(rows.length));
    expect(rows.map((row) => row["*AccountCode"])).toEqual(
      expect.arrayContaining(["200", "A.stripe.payments.pending"]),
    );
  });

  it.each(Object.keys(EXPORT_KINDS) as ExportKind[])("of %s reads what it says", async (kind) => {
    const { text } = await fileOf(finance, request({ kind }));
    expect(text.split("\r\n")[0]).not.toBe("");
  });

  it("is listed, newest first, page by page, for its own account and mode", async () => {
    const { rows } = await listExports(web, undefined);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map(({ requestedAt }) => requestedAt.getTime())).toEqual(
      rows.map(({ requestedAt }) => requestedAt.getTime()).toSorted((a, b) => b - a),
    );
    const live = { ...web, scope: { ...TEST_SCOPE, livemode: true } };
    expect((await listExports(live, undefined)).rows).toEqual([]);
  });
});

describe("who may export", () => {
  const kinds = Object.keys(EXPORT_KINDS) as ExportKind[];

  it.each(kinds.flatMap((kind) => ROLES.map((role) => [kind, role] as const)))(
    "%s by %s follows the table",
    (kind, role) => {
      const asked = request({ kind });
      const may =
        isPermitted(role, "export:create") && isPermitted(role, sourceOf(asked).permission);
      const attempt = () => createExport(web, person(role), { id: newId(), request: asked });
      if (may) expect(attempt).not.toThrow();
      else expect(attempt).toThrow("NOT_PERMITTED");
    },
  );

  it("gives no export to support and managers", () => {
    expect(ROLES.filter((role) => isPermitted(role, "export:create"))).toEqual([
      "finance",
      "admin",
      "auditor",
    ]);
  });

  it.each([
    ["finance", true],
    ["auditor", true],
    ["admin", false],
  ] as const)("shows %s masked personal data: %s", async (role, shown) => {
    const [row] = rowsOf((await fileOf(person(role), request({ kind: "payments" }))).text);
    expect(row?.["Customer's e-mail, masked"]).toBe(shown ? "a•••@s•••.example" : undefined);
    expect(row?.["Description"]).toBe(shown ? "'=1+1" : undefined);
  });
});
