import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ImportTarget } from "#core/contracts/bank-statements.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { BankBooking, BankStatement } from "#sandbox/bank/bank-booking.ts";
import { renderCamt } from "#sandbox/bank/render-camt.ts";
import { renderCsv } from "#sandbox/bank/render-csv.ts";
import { renderMt940 } from "#sandbox/bank/render-mt940.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addPerson } from "#tests/faults/paid-charge.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { importStatement } from "./import-statement.ts";
import { previewImport } from "./preview-import.ts";
import { getLine, listLines, listStatements } from "./read-bank-statements.ts";

const database = useTestDatabase();
let web: Runtime;
let owner: Runtime;
let finance: Actor;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  owner = testRuntime(database(), "countersign_owner");
  finance = await addPerson(owner.db, "finance");
});
afterAll(() => Promise.all([web.db.close(), owner.db.close()]));

let account = 0;
beforeEach(() => {
  account += 1;
});

const booking = (nth: number, changes: Partial<BankBooking> = {}): BankBooking => ({
  day: `2026-11-${String(nth).padStart(2, "0")}`,
  valueDay: `2026-11-${String(nth).padStart(2, "0")}`,
  amount: 1_000 * nth,
  bankReference: `BANK${nth}`,
  endToEnd: `TRACE0000${nth}`,
  description: `STRIPE TRACE0000${nth}`,
  counterparty: "STRIPE",
  ...changes,
});

/** A statement of this test's own account. */
const statement = (
  bookings: readonly BankBooking[],
  changes: Partial<BankStatement> = {},
): BankStatement => ({
  id: `S-${bookings.map(({ day }) => day.slice(8)).join("-")}`,
  iban: `NL00EXMP000000${String(account).padStart(4, "0")}`,
  currency: "eur",
  from: bookings[0]?.day ?? "2026-11-01",
  to: bookings.at(-1)?.day ?? "2026-11-30",
  opening: 0,
  bookings,
  ...changes,
});

const file = (text: string, target: ImportTarget = { label: "Main" }) => ({
  fileName: "statement.xml",
  bytes: Buffer.from(text, "utf8"),
  target,
});
const bring = (text: string, target?: ImportTarget) =>
  importStatement(web, finance, file(text, target));

const ownLines = async () => {
  const { rows } = await listLines(web, { limit: 100 });
  return rows.filter((row) => row.account.last4 === String(account).padStart(4, "0"));
};

async function auditRows(action: string): Promise<number> {
  return owner.db.prisma.auditEvent.count({ where: { action } });
}

describe("an import", () => {
  it("stores statement and lines, an audit row for account and import, and tells of it", async () => {
    const before = [await auditRows("bank-account.created"), await auditRows("statement.imported")];
    const result = await bring(
      renderCamt(statement([booking(2), booking(3, { amount: -70_050 })])),
    );
    expect(result).toEqual({
      alreadyImported: false,
      statements: 1,
      lines: 2,
      added: 2,
      known: 0,
      amended: 0,
    });
    const lines = await ownLines();
    expect(
      lines.map(({ valueOn, amount, traceId }) => [valueOn, amount.amountMinor, traceId]),
    ).toEqual([
      ["2026-11-03", -70_050n, "TRACE00003"],
      ["2026-11-02", 2_000n, "TRACE00002"],
    ]);
    expect([
      await auditRows("bank-account.created"),
      await auditRows("statement.imported"),
    ]).toEqual(before.map((count) => count + 1));
    const key = lines[0]?.account.id ?? "";
    expect(
      await owner.db.prisma.outboxEvent.count({ where: { topic: "statement.imported", key } }),
    ).toBe(1);
    const { rows } = await listStatements(web, { limit: 1 });
    expect(rows[0]).toMatchObject({
      added: 2,
      opening: { amountMinor: 0n, currency: "eur" },
      closing: { amountMinor: -68_050n, currency: "eur" },
    });
  });

  it("keeps no account number, and knows the account again by its hash", async () => {
    const given = statement([booking(2)]);
    await bring(renderCamt(given));
    await bring(renderMt940(statement([booking(5)])), {});
    const stored = await owner.db.pool.query<{ text: string }>(
      "SELECT row_to_json(a)::text || coalesce((SELECT string_agg(row_to_json(l)::text, '') FROM bank_line l), '') AS text FROM bank_account a",
    );
    expect(stored.rows.every(({ text }) => !text.includes(given.iban))).toBe(true);
    expect(new Set((await ownLines()).map((row) => row.account.id)).size).toBe(1);
  });

  it("of the same file twice changes nothing", async () => {
    const text = renderCamt(statement([booking(2), booking(3)]));
    await bring(text);
    const audits = await auditRows("statement.imported");
    expect(await bring(text)).toMatchObject({ alreadyImported: true, added: 0, known: 2 });
    expect(await ownLines()).toHaveLength(2);
    expect(await auditRows("statement.imported")).toBe(audits);
  });

  it("by four people at once stores each line once", async () => {
    const text = renderCamt(statement([booking(2), booking(3)]));
    const results = await Promise.all(Array.from({ length: 4 }, () => bring(text)));
    expect(results.filter(({ alreadyImported }) => !alreadyImported)).toHaveLength(1);
    expect(await ownLines()).toHaveLength(2);
  });

  it("of statements that overlap, both at once, doubles no line", async () => {
    const first = renderCamt(statement([booking(2), booking(3), booking(4)]));
    const second = renderMt940(statement([booking(3), booking(4), booking(5)]));
    const results = await Promise.all([bring(first), bring(second)]);
    expect(results.map(({ added }) => added).reduce((a, b) => a + b)).toBe(4);
    expect((await ownLines()).map(({ valueOn }) => valueOn)).toEqual([
      "2026-11-05",
      "2026-11-04",
      "2026-11-03",
      "2026-11-02",
    ]);
  });

  it("keeps two equal lines of one day without a reference of the bank apart, and knows both again", async () => {
    const twin = booking(2, { bankReference: "" });
    const columns = (bookings: readonly BankBooking[]) => renderCsv(statement(bookings));
    const target = { label: "Main", identifier: statement([]).iban, currency: "eur" };
    const mapping = (await previewImport(web, file(columns([twin]), target))).csv?.mapping;
    const csv = (bookings: readonly BankBooking[]) =>
      importStatement(web, finance, { ...file(columns(bookings), target), mapping });
    expect(await csv([twin, twin])).toMatchObject({ added: 2 });
    expect(await csv([twin, twin, booking(4)])).toMatchObject({ added: 1, known: 2 });
  });
});

describe("a line that is told differently", () => {
  it("is amended, shown as such, and keeps what it said before", async () => {
    await bring(renderCamt(statement([booking(2), booking(3)])));
    const later = renderCamt(
      statement([
        booking(2, { amount: 1_850, description: "STRIPE TRACE00002 corrected" }),
        booking(3),
      ]),
    );
    expect(await previewImport(web, file(later))).toMatchObject({
      statements: [{ added: 0, known: 1, amended: 1 }],
      sample: [{ state: "amended" }, { state: "known" }],
    });
    expect(await bring(later)).toMatchObject({ added: 0, known: 1, amended: 1 });
    const [amended] = (await ownLines()).filter((line) => line.amended > 0);
    expect(amended?.amount.amountMinor).toBe(1_850n);
    const detail = await getLine(web, { lineId: amended?.id ?? "" });
    expect(detail.amendments[0]?.changes).toEqual([
      { field: "amount", before: "20.00 EUR", after: "18.50 EUR" },
      { field: "description", before: "STRIPE TRACE00002", after: "STRIPE TRACE00002 corrected" },
    ]);
  });

  it("is another line where the bank reused its reference for another day and amount", async () => {
    await bring(renderCamt(statement([booking(2)])));
    const reused = booking(9, { bankReference: "BANK2" });
    expect(await bring(renderCamt(statement([reused])))).toMatchObject({ added: 1, amended: 0 });
    expect(await bring(renderCamt(statement([reused, booking(10)])))).toMatchObject({
      added: 1,
      known: 1,
    });
  });
});

describe("a refused import", () => {
  it("stores nothing at all", async () => {
    const text = renderCamt(statement([booking(2)])).replace(
      "20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>",
      "20.01</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>",
    );
    await expect(bring(text)).rejects.toBeInstanceOf(DomainError);
    await expect(bring(renderCamt(statement([booking(2)])), {})).rejects.toMatchObject({
      code: "INVALID_INPUT",
      facts: { field: "label" },
    });
    expect(await ownLines()).toEqual([]);
    expect(
      await owner.db.prisma.bankAccount.count({
        where: { last4: String(account).padStart(4, "0") },
      }),
    ).toBe(0);
  });

  it("of a table without its account or mapping says what is missing", async () => {
    const text = renderCsv(statement([booking(2)]));
    expect(await previewImport(web, file(text, {}))).toMatchObject({
      needs: ["account"],
      statements: [],
    });
    await expect(bring(text, {})).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const named = { label: "Main", identifier: "1", currency: "eur" };
    await expect(bring(text, named)).rejects.toMatchObject({ code: "MAPPING_NEEDED" });
    await expect(
      bring("a;b\nx;y\n", { label: "Main", identifier: "1", currency: "eur" }),
    ).rejects.toMatchObject({
      code: "MAPPING_NEEDED",
    });
  });

  it("of a file of another account than the chosen one", async () => {
    await bring(renderCamt(statement([booking(2)])));
    const chosen = (await ownLines())[0]?.account.id ?? "";
    account += 1;
    await expect(
      bring(renderCamt(statement([booking(2)])), { bankAccountId: chosen }),
    ).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

it("a mapping is remembered with its account", async () => {
  const given = statement([booking(2)]);
  const target = { label: "Main", identifier: given.iban, currency: "eur" };
  const text = renderCsv(given).replace("Booking date", "Day of it");
  const { csv } = await previewImport(web, file(text, target));
  expect(csv?.missing).toContain("booked day");
  if (!csv) throw new Error("the file is a table");
  const mapping = { ...csv.mapping, bookedOn: "Day of it", dateFormat: "yyyy-mm-dd" as const };
  await importStatement(web, finance, { ...file(text, target), mapping });
  const [line] = await ownLines();
  const next = renderCsv(statement([booking(3)])).replace("Booking date", "Day of it");
  expect(await bring(next, { bankAccountId: line?.account.id ?? "" })).toMatchObject({ added: 1 });
});
