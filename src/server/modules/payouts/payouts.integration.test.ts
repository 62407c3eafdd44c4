import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { getPayout, listPayoutLines } from "./get-payout.ts";
import { listPayouts, readBankProof } from "./list-payouts.ts";

const database = useTestDatabase();
const NOW = new Date("2026-11-20T12:00:00Z");
const BREAK_ID = "0199aa10-7f00-7000-8000-00000000beef";
const MATCH_ID = "0199aa10-7f00-7000-8000-00000000cafe";
const day = (text: string) => new Date(`${text}T00:00:00Z`);
let web: Runtime;
let owner: Runtime;

function payout(id: string, amount: bigint, arrival: string, changes: { status?: string } = {}) {
  return {
    ...TEST_SCOPE,
    id,
    amount,
    currency: "eur",
    status: "paid",
    automatic: true,
    arrivalAt: day(arrival),
    balanceTransactionId: `txn_${id}`,
    reconciliationStatus: "completed",
    createdAt: new Date(day(arrival).getTime() - 86_400_000),
    ...changes,
  };
}

function transaction(id: string, payoutId: string, amount: bigint, fee: bigint, type = "charge") {
  return {
    ...TEST_SCOPE,
    id,
    type,
    reportingCategory: type,
    amount,
    fee,
    net: amount - fee,
    currency: "eur",
    status: "available",
    balanceType: "payments",
    availableOn: NOW,
    createdAt: new Date(NOW.getTime() - Number(id.slice(-1)) * 1_000),
    payoutId,
    raw: {},
    rawHash: id,
    firstSeenVia: "test",
    firstSeenAt: NOW,
  };
}

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web", { clock: testClock(NOW) });
  owner = testRuntime(database(), "countersign_owner");
  const { prisma } = owner.db;
  await prisma.payout.createMany({
    data: [
      payout("po_new1", 900n, "2026-11-19"),
      payout("po_old1", 500n, "2026-11-10"),
      payout("po_old2", 700n, "2026-11-10"),
      payout("po_failed1", 50n, "2026-11-09", { status: "failed" }),
    ],
  });
  await prisma.balanceTransaction.createMany({
    data: [
      transaction("txn_1", "po_new1", 1_000n, 60n),
      transaction("txn_2", "po_new1", -40n, 0n, "refund"),
      transaction("txn_po_new1", "po_new1", -900n, 0n, "payout"),
      transaction("txn_3", "po_old1", 501n, 0n),
    ],
  });
  await prisma.ledgerBreak.create({
    data: {
      ...TEST_SCOPE,
      id: BREAK_ID,
      fingerprint: "test",
      level: "R5",
      type: "PAYOUT_NOT_IN_BANK",
      objectType: "payout",
      objectId: "po_old2",
      details: {},
      openedAt: NOW,
      dueAt: NOW,
      lastSeenAt: NOW,
    },
  });
  await prisma.reconciliationMatchItem.create({
    data: { ...TEST_SCOPE, side: "payout", itemId: "po_new1", matchId: MATCH_ID },
  });
});
afterAll(() => Promise.all([web.db.close(), owner.db.close()]));

describe("payouts", () => {
  it("are listed latest arrival first, page by page, with their place at the bank", async () => {
    const first = await listPayouts(web, { limit: 2 });
    const rest = await listPayouts(web, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.rows, ...rest.rows].map(({ id, bank }) => [id, bank])).toEqual([
      ["po_new1", "matched"],
      ["po_old1", "waiting"],
      ["po_old2", "not_found"],
      ["po_failed1", "returned"],
    ]);
    expect(rest.nextCursor).toBeNull();
    expect(first.rows.map(({ daysOutstanding }) => daysOutstanding)).toEqual([2, 11]);
    expect(rest.rows[0]?.openBreak).toEqual({ id: BREAK_ID, label: "Not on a statement" });
    expect(rest.rows[1]?.daysOutstanding).toBeNull();
  });

  it("are found by what the bank says of them", async () => {
    const { rows } = await listPayouts(web, { limit: 10, bank: ["not_found", "matched"] });
    expect(rows.map(({ id }) => id)).toEqual(["po_new1", "po_old2"]);
  });

  it("refuse a cursor that is not theirs", async () => {
    await expect(listPayouts(web, { limit: 2, cursor: "x" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });

  it("consist of their lines without their own transaction, to the minor unit", async () => {
    const equal = await getPayout(web, "po_new1");
    expect(equal.difference.amountMinor).toBe(0n);
    expect(equal.totals.map(({ category, net }) => [category, net])).toEqual([
      ["charge", 940n],
      ["refund", -40n],
    ]);
    expect((await getPayout(web, "po_old1")).difference.amountMinor).toBe(1n);
    await expect(getPayout(web, "po_unknown1")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("page their lines, and by category", async () => {
    const input = { payoutId: "po_new1", limit: 1 };
    const first = await listPayoutLines(web, input);
    const second = await listPayoutLines(web, { ...input, cursor: first.nextCursor ?? "" });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(["txn_1", "txn_2"]);
    expect(second.nextCursor).toBeNull();
    const refunds = await listPayoutLines(web, { ...input, category: "refund" });
    expect(refunds.rows.map(({ id }) => id)).toEqual(["txn_2"]);
  });

  it("are proven to the bank by value, without those that Stripe gave up", async () => {
    const { currencies } = await readBankProof(web);
    expect(currencies).toEqual([
      { currency: "eur", payouts: 3, matched: 1, amount: 2_100n, amountMatched: 900n },
    ]);
  });
});
