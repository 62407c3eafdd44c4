import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReconciledShop, type ReconciledShop } from "#tests/support/reconciled-shop.ts";

let shop: ReconciledShop;

beforeAll(async () => {
  shop = await openReconciledShop({ days: 14, paymentsPerDay: 30, seed: 5 });
}, 60_000);
afterAll(() => shop.close());

const countsOf = async (runId: string) =>
  (
    await shop.runtime.db.prisma.reconciliationCount.findMany({
      where: { runId },
      orderBy: [{ level: "asc" }, { currency: "asc" }],
    })
  ).map(({ runId: _, ...count }) => count);

async function checkedAt(runId: string, level: string): Promise<bigint> {
  const counts = await countsOf(runId);
  return counts
    .filter((count) => count.level === level)
    .reduce((sum, { checked }) => sum + checked, 0n);
}

describe("a run", () => {
  it("puts each item in exactly one of matched, expected and broken, and leaves none out (I17)", async () => {
    const runId = await shop.reconcile();
    for (const { checked, matched, expected, broken } of await countsOf(runId))
      expect(matched + expected + broken).toBe(checked);
    const { prisma } = shop.runtime.db;
    const transactions = BigInt(await prisma.balanceTransaction.count());
    expect(await checkedAt(runId, "R0")).toBe(transactions);
    expect(await checkedAt(runId, "R1")).toBe(transactions);
    const charges = await prisma.charge.count({
      where: { status: "succeeded", captured: true, amountCaptured: { gt: 0n } },
    });
    const others = (await prisma.refund.count()) + (await prisma.dispute.count());
    expect(await checkedAt(runId, "R3")).toBe(BigInt(charges + others));
    expect(await checkedAt(runId, "R4")).toBe(BigInt(await prisma.payout.count()));
  });

  it("tells the same of the same inputs: counts, breaks and their hash", async () => {
    const ids = [await shop.reconcile(undefined, "full"), await shop.reconcile(undefined, "full")];
    const [first = "", second = ""] = ids;
    expect(await countsOf(second)).toEqual(await countsOf(first));
    const runs = await shop.runtime.db.prisma.reconciliationRun.findMany({
      where: { id: { in: ids } },
    });
    expect(new Set(runs.map(({ inputsHash }) => inputsHash)).size).toBe(1);
  });

  it("finds every reconciled payout to be the sum of its lines (I19), and one cent off is a break", async () => {
    const { prisma } = shop.runtime.db;
    const line = await prisma.balanceTransaction.findFirstOrThrow({
      where: { payoutId: { not: null }, type: "charge" },
    });
    const { pool } = shop.runtime.db;
    const change = (by: number) =>
      pool.query("UPDATE balance_transaction SET net = net + $1, fee = fee - $1 WHERE id = $2", [
        by,
        line.id,
      ]);
    await change(1);
    await shop.reconcile(["R4"]);
    expect(await shop.open()).toEqual([`PAYOUT_SUM_MISMATCH ${line.payoutId}`]);
    await change(-1);
    await shop.reconcile(["R2", "R3"]);
    expect(await shop.open()).toHaveLength(1);
    await shop.reconcile(["R4"]);
    expect(await shop.open()).toEqual([]);
  });

  it("that fails leaves every break as it was", async () => {
    await shop.fault({ effect: "balance_off", by: 5 });
    await shop.reconcile(["R2"]);
    const away = {
      ...shop.reader,
      retrieveBalance: () => Promise.reject(new Error("Stripe is away")),
    };
    await expect(shop.reconcile(["R2"], "demand", away)).rejects.toThrow("Stripe is away");
    expect(await shop.open()).toEqual(["BALANCE_DRIFT eur.available"]);
    await shop.clearFaults();
    await shop.reconcile(["R2"]);
    expect(await shop.open()).toEqual([]);
  });
});
