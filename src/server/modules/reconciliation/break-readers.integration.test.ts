import { beforeEach, describe, expect, it } from "vitest";
import type { ReconciliationLevel } from "#core/break-types.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { useBooksDesk } from "#tests/support/books-desk.ts";
import { openBreaksOf, reconcileWith } from "#tests/support/reconcile.ts";
import { type JournalDraft, postJournals } from "../ledger/index.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = new Date("2026-11-20T00:00:00Z");
const SYSTEM = { kind: "system", id: "test", requestId: "test" } as const;
const desk = useBooksDesk(NOW);
const secondOf = (at: Date) => Math.floor(at.getTime() / 1_000);
const later = (ms: number) => new Date(NOW.getTime() + ms);

/** The open breaks after a run of one level, at an instant after the start of a test. */
async function breaksAt(ms: number, level: ReconciliationLevel): Promise<string[]> {
  desk().clock.set(later(ms));
  await reconcileWith(desk().worker, [level]);
  return await openBreaksOf(desk().worker);
}

type Changes = NonNullable<Parameters<ReturnType<typeof desk>["feed"]>[1]>;
type Source = Changes["source"];

/** A transaction of Stripe's without a fee, in cents of euro. */
const moved = (id: string, amount: number, changes: Changes) =>
  desk().feed(id, {
    amount,
    fee: 0,
    fee_details: [],
    net: amount,
    created: secondOf(NOW),
    available_on: secondOf(NOW),
    status: "available",
    ...changes,
    id,
  });

/** An entry that people or the clearing would post about an object; legs as account, cents and currency. */
async function post(objectId: string, ...legs: [account: string, amount: bigint, code?: string][]) {
  const { worker } = desk();
  const draft = {
    key: `test:${newId()}`,
    kind: "ADJ",
    eventAt: NOW,
    sourceId: objectId,
    objectId,
    description: "test",
    legs: legs.map(([account, amount, currency = "eur"]) => ({ account, amount, currency })),
  } as JournalDraft;
  const author = { by: SYSTEM, commandId: null };
  await worker.db.transaction((tx) => postJournals(tx, worker.scope, [draft], author));
}

beforeEach(() => desk().clock.set(NOW));

describe("R3, one after the other", () => {
  it("REFUND_FUNDS_RETURNED: a refund that failed leaves the customer owed until they are paid", async () => {
    const { owner } = desk();
    await owner.db.prisma.refund.create({
      data: {
        ...owner.scope,
        id: "re_back",
        chargeId: "ch_1",
        amount: 500n,
        currency: "eur",
        status: "failed",
        failureReason: "lost_or_stolen_card",
        createdAt: NOW,
      },
    });
    expect(await breaksAt(0, "R3")).toEqual([]);
    const category = { type: "refund_failure", reporting_category: "refund_failure" } as const;
    await moved("txn_back", 500, { id: "txn_back", ...category, source: "re_back" });
    expect(await breaksAt(0, "R3")).toEqual(["REFUND_FUNDS_RETURNED re_back"]);
    await post("re_back", ["L.customer_due", 500n], ["I.refunds", -500n]);
    expect(await breaksAt(0, "R3")).toEqual([]);
  });

  it("DISPUTE_OPEN_AGED: a dispute is late once its evidence was due, until evidence is there", async () => {
    const { owner } = desk();
    const { id } = await owner.db.prisma.dispute.create({
      data: {
        ...owner.scope,
        id: "dp_1",
        chargeId: "ch_1",
        amount: 900n,
        currency: "eur",
        status: "needs_response",
        reason: "fraudulent",
        chargeRefundable: false,
        evidenceDueAt: later(DAY_MS),
        hasEvidence: false,
        submissionCount: 0,
        balanceTransactionIds: [],
        createdAt: NOW,
      },
    });
    expect(await breaksAt(DAY_MS, "R3")).toEqual([]);
    expect(await breaksAt(DAY_MS + 1, "R3")).toEqual([`DISPUTE_OPEN_AGED ${id}`]);
    await owner.db.prisma.dispute.updateMany({ where: { id }, data: { hasEvidence: true } });
    expect(await breaksAt(DAY_MS + 1, "R3")).toEqual([]);
  });

  it.each(["unknown", "needs_human"] as const)(
    "COMMAND_UNKNOWN_STALE: an override that is %s is stale four hours after it was sent",
    async (state) => {
      const { owner, ask } = desk();
      const { breakId } = await desk().suspense(-300);
      const commandId = await ask({ kind: "ledger_write_off", breakId });
      const stale = `COMMAND_UNKNOWN_STALE ${commandId}`;
      const isStale = async (ms: number) => (await breaksAt(ms, "R3")).includes(stale);
      const change = (data: object) =>
        owner.db.prisma.command.update({ where: { id: commandId }, data });
      await change({ state, firstSentAt: NOW });
      expect(await isStale(4 * HOUR_MS)).toBe(false);
      expect(await isStale(4 * HOUR_MS + 1)).toBe(true);
      await change({ state: "cancelled" });
      expect(await isStale(4 * HOUR_MS + 1)).toBe(false);
    },
  );
});

describe("R1", () => {
  it("DUPLICATE: what books one source the same way twice is doubled by the second, and by it alone", async () => {
    const { owner } = desk();
    const charge = { type: "charge", source: "ch_twice" } as const;
    await moved("txn_first", 700, { id: "txn_first", ...charge, created: secondOf(NOW) - 60 });
    const isDouble = async () =>
      (await breaksAt(0, "R1")).filter((text) => text.startsWith("DUPLICATE"));
    expect(await isDouble()).toEqual([]);
    await moved("txn_again", 700, { id: "txn_again", ...charge });
    await moved("txn_other", 700, { id: "txn_other", ...charge, type: "payment" });
    expect(await isDouble()).toEqual(["DUPLICATE txn_again"]);
    await owner.db.prisma.balanceTransaction.updateMany({
      where: { id: "txn_again" },
      data: { sourceId: "ch_own" },
    });
    expect(await isDouble()).toEqual([]);
  });

  it("CURRENCY_MISMATCH: a fee in another currency is just that break, and no wrong sum", async () => {
    const fee = { amount: 7, application: null, currency: "gbp", description: null };
    await moved("txn_mixed", 1_000, {
      id: "txn_mixed",
      fee: 7,
      net: 993,
      fee_details: [{ ...fee, type: "stripe_fee" }],
    });
    const about = (await breaksAt(0, "R1")).filter((text) => text.endsWith(" txn_mixed"));
    expect(about).toEqual(["CURRENCY_MISMATCH txn_mixed"]);
  });
});

describe("R6, what must come back to zero", () => {
  const cleared = async (ms: number) =>
    (await breaksAt(ms, "R6")).filter((text) => /^(?:CLEARING_AGED|FX_RESIDUAL)/.test(text));

  it.each([
    ["a reserve after 120 days", "X.reserve_transit", "rsv_1", 120],
    ["money on its way that is no payout after 10 days", "A.bank.transit", "tu_1", 10],
  ])("CLEARING_AGED: %s", async (_, account, objectId, days) => {
    await post(objectId, [account, 400n], ["E.writeoff", -400n]);
    expect(await cleared(days * DAY_MS)).toEqual([]);
    expect(await cleared(days * DAY_MS + 1)).toEqual([`CLEARING_AGED ${objectId}`]);
    await post(objectId, [account, -400n], ["E.writeoff", 400n]);
    expect(await cleared(days * DAY_MS + 1)).toEqual([]);
  });

  it("CLEARING_AGED: what an ended dispute left, three days after its last movement; never an open one", async () => {
    const { owner } = desk();
    await post("dp_1", ["A.dispute_receivable", 900n], ["E.writeoff", -900n]);
    expect(await cleared(30 * DAY_MS)).toEqual([]);
    await owner.db.prisma.dispute.updateMany({ where: { id: "dp_1" }, data: { status: "lost" } });
    expect(await cleared(3 * DAY_MS)).toEqual([]);
    expect(await cleared(3 * DAY_MS + 1)).toEqual(["CLEARING_AGED dp_1"]);
    await post("dp_1", ["A.dispute_receivable", -900n], ["E.dispute_loss", 900n]);
    expect(await cleared(3 * DAY_MS + 1)).toEqual([]);
  });

  it("FX_RESIDUAL: a conversion that was given back in full left something over, three days on", async () => {
    const { owner } = desk();
    const { scope } = owner;
    const source = (id: string, amount: number) =>
      ({ id, object: "charge", amount, currency: "usd" }) as object as NonNullable<Source>;
    await owner.db.prisma.charge.create({
      data: {
        ...scope,
        id: "ch_usd",
        amount: 1_200n,
        amountCaptured: 1_200n,
        amountRefunded: 1_200n,
        currency: "usd",
        status: "succeeded",
        captured: true,
        disputed: false,
        createdAt: NOW,
      },
    });
    const refund = { chargeId: "ch_usd", amount: 1_200n, currency: "usd", createdAt: NOW };
    await owner.db.prisma.refund.create({
      data: { ...scope, id: "re_usd", status: "succeeded", ...refund },
    });
    const converted = { exchange_rate: 0.83 } as const;
    await moved("txn_usd", 1_000, { id: "txn_usd", ...converted, source: source("ch_usd", 1_200) });
    expect(await cleared(9 * DAY_MS)).toEqual([]);
    const back = { type: "refund", reporting_category: "refund" } as const;
    await moved("txn_ru", -980, {
      id: "txn_ru",
      ...converted,
      ...back,
      source: source("re_usd", 1_200),
    });
    expect(await cleared(3 * DAY_MS)).toEqual([]);
    expect(await cleared(3 * DAY_MS + 1)).toEqual(["FX_RESIDUAL ch_usd"]);
    await post("ch_usd", ["X.fx", 20n], ["E.fx_gain_loss", -20n]);
    expect(await cleared(3 * DAY_MS + 1)).toEqual([]);
  });
});
