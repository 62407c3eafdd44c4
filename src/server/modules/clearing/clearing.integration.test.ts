import type { Stripe } from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storeTransactions } from "#server/modules/ledger/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { clearWhatEnded } from "./clear-what-ended.ts";

const database = useTestDatabase();
let worker: Runtime;
let made = 0;

beforeAll(() => {
  worker = testRuntime(database(), "countersign_worker");
});
afterAll(() => worker.db.close());

type Movement = Pick<Stripe.BalanceTransaction, "type" | "reporting_category" | "amount"> & {
  source: string | { id: string; object: string; amount: number; currency: string };
};

/** A movement without a fee; an object as its source says what it was in the customer's own currency. */
async function move({ source, ...movement }: Movement): Promise<void> {
  made += 1;
  const raw = balanceTransaction({ id: `txn_${made}`, fee: 0, fee_details: [], ...movement });
  const converted = typeof source === "string" ? null : 0.5;
  const item = { ...raw, net: movement.amount, exchange_rate: converted, source };
  await worker.db.transaction((tx) =>
    storeTransactions(tx, worker.scope, [item as Stripe.BalanceTransaction], {
      via: "feed",
      at: worker.clock.now(),
    }),
  );
}

async function standing(code: string, currency = "eur"): Promise<bigint> {
  const rows = await worker.db.prisma.entry.aggregate({
    where: { ledgerAccount: { code, currency } },
    _sum: { amount: true },
  });
  return rows._sum.amount ?? 0n;
}

const dispute = (id: string, status: string, currency = "eur") =>
  worker.db.prisma.dispute.create({
    data: {
      ...worker.scope,
      id,
      chargeId: `ch_${id}`,
      paymentId: null,
      amount: 2_500n,
      currency,
      status,
      reason: "general",
      chargeRefundable: false,
      hasEvidence: false,
      submissionCount: 0,
      balanceTransactionIds: [],
      createdAt: new Date(),
    },
  });

const withdrawal = (source: string, amount = -2_500): Movement => ({
  type: "adjustment",
  reporting_category: amount < 0 ? "dispute" : "dispute_reversal",
  amount,
  source,
});

describe("a dispute that is over", () => {
  it("leaves nothing on the receivable, whether it was lost or won; an open one stays", async () => {
    for (const id of ["du_lost", "du_won", "du_open"]) await move(withdrawal(id));
    await move(withdrawal("du_won", 2_500));
    await dispute("du_lost", "lost");
    await dispute("du_won", "won");
    await dispute("du_open", "needs_response");
    const counts = await Promise.all([clearWhatEnded(worker), clearWhatEnded(worker)]);
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await standing("E.dispute_loss")).toBe(2_500n);
    expect(await standing("A.dispute_receivable")).toBe(2_500n);
  });

  it("that comes back after it was lost is cleared once more", async () => {
    await move(withdrawal("du_lost", 2_500));
    expect(await clearWhatEnded(worker)).toBe(1);
    expect(await clearWhatEnded(worker)).toBe(0);
    expect(await standing("E.dispute_loss")).toBe(0n);
  });
});

describe("a conversion", () => {
  const usd = (id: string, object: string, amount: number) => ({
    id,
    object,
    amount,
    currency: "usd",
  });

  it("is realised when all of it was given back, and not before", async () => {
    await worker.db.prisma.charge.create({
      data: {
        ...worker.scope,
        id: "ch_usd",
        paymentId: null,
        customerId: null,
        amount: 6_000n,
        amountCaptured: 6_000n,
        amountRefunded: 6_000n,
        currency: "usd",
        status: "succeeded",
        captured: true,
        disputed: false,
        createdAt: new Date(),
      },
    });
    await move({
      type: "charge",
      reporting_category: "charge",
      amount: 5_280,
      source: usd("ch_usd", "charge", 6_000),
    });
    for (const [id, amount] of [
      ["re_half", 2_000],
      ["re_rest", 4_000],
    ] as const) {
      expect(await clearWhatEnded(worker)).toBe(0);
      await worker.db.prisma.refund.create({
        data: {
          ...worker.scope,
          id,
          chargeId: "ch_usd",
          paymentId: null,
          amount: BigInt(amount),
          currency: "usd",
          status: "succeeded",
          createdAt: new Date(),
        },
      });
      await move({
        type: "refund",
        reporting_category: "refund",
        amount: -Math.round(amount * 0.86),
        source: usd(id, "refund", amount),
      });
    }
    expect(await clearWhatEnded(worker)).toBe(1);
    expect(await standing("X.fx", "usd")).toBe(0n);
    expect(await standing("X.fx")).toBe(0n);
    // 60.00 USD came in as 52.80 EUR and went out as 51.60 EUR: 1.20 EUR gained.
    expect(await standing("E.fx_gain_loss")).toBe(-120n);
  });
});

describe("a customer whose refund came back", () => {
  const refund = (id: string, second: number, status: string) =>
    worker.db.prisma.refund.create({
      data: {
        ...worker.scope,
        id,
        chargeId: "ch_owed",
        paymentId: null,
        amount: 1_000n,
        currency: "eur",
        status,
        createdAt: new Date(Date.UTC(2026, 10, 2, 12, 0, second)),
      },
    });

  it("is owed the money until another refund repays it, and one refund repays one", async () => {
    for (const [id, second] of [
      ["re_failed_1", 1],
      ["re_failed_2", 2],
    ] as const) {
      await refund(id, second, "failed");
      await move({ type: "refund", reporting_category: "refund", amount: -1_000, source: id });
      await move({
        type: "refund_failure",
        reporting_category: "refund_failure",
        amount: 1_000,
        source: id,
      });
    }
    expect(await clearWhatEnded(worker)).toBe(0);
    expect(await standing("L.customer_due")).toBe(-2_000n);
    await refund("re_again", 3, "succeeded");
    expect(await clearWhatEnded(worker)).toBe(1);
    expect(await clearWhatEnded(worker)).toBe(0);
    expect(await standing("L.customer_due")).toBe(-1_000n);
  });
});
