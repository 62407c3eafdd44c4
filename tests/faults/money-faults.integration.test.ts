import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { moveBreak } from "#server/modules/reconciliation/index.ts";
import { openReconciledShop, type ReconciledShop } from "#tests/support/reconciled-shop.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
let shop: ReconciledShop;

beforeAll(async () => {
  shop = await openReconciledShop({ days: 21, paymentsPerDay: 40, seed: 8 });
}, 60_000);
afterAll(() => shop.close());

/** Every fault is injected into a shop without a break. */
beforeEach(async () => {
  await shop.catchUp();
  await shop.reconcile();
  const open = await shop.open();
  if (open.length > 0) throw new Error(`not a quiet shop: ${open.join(", ")}`);
});

/** A paid card payment of cents; out: its charge and balance transaction. */
async function pay(amount: number, card = "pm_card_de") {
  const intent = await shop.stripe.paymentIntents.create({
    amount,
    currency: "eur",
    payment_method: card,
    confirm: true,
    return_url: "https://shop.example.com",
    expand: ["latest_charge"],
  });
  const { latest_charge: charge } = intent;
  if (typeof charge !== "object" || typeof charge?.balance_transaction !== "string")
    throw new Error(`the payment is ${intent.status}`);
  return { chargeId: charge.id, transactionId: charge.balance_transaction };
}

/** A stored transaction of the newest charges, which the window of a run lists again. */
async function storedTransaction(): Promise<string> {
  const row = await shop.runtime.db.prisma.balanceTransaction.findFirstOrThrow({
    where: { type: "charge", exchangeRate: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return row.id;
}

async function cured(): Promise<void> {
  await shop.clearFaults();
  await shop.catchUp();
  await shop.reconcile();
  expect(await shop.open()).toEqual([]);
}

const stateOf = (type: string) =>
  shop.runtime.db.prisma.ledgerBreak.findMany({
    where: { type },
    select: { state: true, reopened: true },
  });

describe("k faults are exactly k breaks, which end with their faults", () => {
  it("a transaction that Stripe withholds", async () => {
    const { transactionId } = await pay(4_200);
    await shop.fault({
      effect: "missing_balance_transaction",
      match: { objectId: transactionId },
    });
    await shop.catchUp();
    await shop.reconcile();
    expect(await shop.open()).toEqual([]);
    shop.advance(2 * HOUR);
    await shop.catchUp();
    await shop.reconcile();
    expect(await shop.open()).toEqual([`MISSING_IN_LEDGER ${transactionId}`]);
    await cured();
  });

  it("a transaction that Stripe shows no more, and the same fault again", async () => {
    const id = await storedTransaction();
    const rule = { effect: "missing_balance_transaction", match: { objectId: id } };
    await shop.fault(rule);
    await shop.reconcile();
    expect(await shop.open()).toEqual([`MISSING_AT_STRIPE ${id}`]);
    await cured();
    await shop.fault(rule);
    await shop.reconcile();
    expect(await stateOf("MISSING_AT_STRIPE")).toEqual([{ state: "open", reopened: 1 }]);
    await cured();
  });

  it("a transaction whose amounts drift", async () => {
    const id = await storedTransaction();
    await shop.fault({
      effect: "drifting_amount",
      match: { objectId: id },
      amountBy: -100,
      afterReads: 0,
    });
    await shop.catchUp();
    await shop.reconcile();
    expect(await shop.open()).toEqual([`CHANGED_AT_STRIPE ${id}`]);
    await cured();
  });

  it("a balance that is off, and one break while its amount changes", async () => {
    for (const by of [33, 77]) {
      await shop.fault({ effect: "balance_off", by });
      await shop.reconcile();
    }
    expect(await shop.open()).toEqual(["BALANCE_DRIFT eur.available"]);
    const [found] = await shop.runtime.db.prisma.ledgerBreak.findMany({
      where: { type: "BALANCE_DRIFT", state: "open" },
    });
    expect(found?.amount).toBe(-110n);
    await cured();
  });

  it("fees that drift", async () => {
    await shop.fault({ effect: "fee_drift", basisPoints: 40 });
    for (let n = 0; n < 8; n += 1) await pay(10_000 + n * 500);
    await shop.catchUp();
    await shop.reconcile();
    expect(await shop.open()).toEqual(["FEE_DRIFT eur.card"]);
    await shop.clearFaults();
    shop.advance(9 * DAY);
    await cured();
  });

  it("a payout that the bank sends back", async () => {
    await pay(50_000);
    await shop.catchUp();
    await shop.fault({ effect: "payout_failure", afterPaid: true });
    const failed = async () => (await shop.stripe.payouts.list({ status: "failed" })).data;
    for (let n = 0; n < 10 && (await failed()).length === 0; n += 1) shop.advance(12 * HOUR);
    const [payout] = await failed();
    await shop.catchUp();
    await shop.reconcile();
    expect(await shop.open()).toEqual([`PAYOUT_FAILED_AFTER_PAID ${payout?.id}`]);
    await shop.clearFaults();
    await pay(9_000);
    shop.advance(8 * DAY);
    await cured();
  });

  it("five faults at once", async () => {
    const missing = await pay(6_100);
    const gone = await storedTransaction();
    await shop.fault({
      effect: "missing_balance_transaction",
      match: { objectId: missing.transactionId },
    });
    await shop.fault({ effect: "missing_balance_transaction", match: { objectId: gone } });
    const other = await shop.runtime.db.prisma.balanceTransaction.findFirstOrThrow({
      where: { type: "charge", exchangeRate: null, id: { not: gone } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    await shop.fault({
      effect: "drifting_amount",
      match: { objectId: other.id },
      amountBy: 1,
      afterReads: 0,
    });
    await shop.fault({ effect: "fee_drift", fixed: 9 });
    for (let n = 0; n < 8; n += 1) await pay(10_000 + n * 500);
    shop.advance(2 * HOUR);
    await shop.fault({ effect: "balance_off", by: 12_345 });
    await shop.catchUp();
    await shop.reconcile();
    expect(await shop.open()).toEqual([
      "BALANCE_DRIFT eur.available",
      `CHANGED_AT_STRIPE ${other.id}`,
      "FEE_DRIFT eur.card",
      `MISSING_AT_STRIPE ${gone}`,
      `MISSING_IN_LEDGER ${missing.transactionId}`,
    ]);
    await shop.clearFaults();
    shop.advance(9 * DAY);
    await cured();
  });

  it("a movement that nothing explains stays, in whoever's hands it is, and is one break however old", async () => {
    await shop.fault({ effect: "extra_balance_transaction", amount: -250 });
    await shop.catchUp();
    await shop.reconcile();
    const found = await shop.open();
    expect(found).toEqual([expect.stringMatching(/^UNMAPPED_TYPE txn_/)]);
    const { db, scope, clock } = shop.runtime;
    const { id } = await db.prisma.ledgerBreak.findFirstOrThrow({
      where: { type: "UNMAPPED_TYPE" },
    });
    const by = { kind: "system", id: "test", requestId: "test" } as const;
    await db.transaction((tx) =>
      moveBreak(tx, scope, id, { to: "investigating", by, at: clock.now() }),
    );
    shop.advance(3 * DAY);
    await shop.catchUp();
    await shop.reconcile();
    expect(await shop.open()).toEqual(found);
    expect(await stateOf("UNMAPPED_TYPE")).toEqual([{ state: "investigating", reopened: 0 }]);
  });
});
