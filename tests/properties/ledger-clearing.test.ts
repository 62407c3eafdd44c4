import fc from "fast-check";
import type { Stripe } from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clearWhatEnded } from "#server/modules/clearing/index.ts";
import { findBalancesAsOf, storeTransactions } from "#server/modules/ledger/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";

const database = useTestDatabase();
const RUNS = 25;
let runtime: Runtime;
let accounts = 0;

beforeAll(() => {
  runtime = testRuntime(database(), "countersign_worker");
});
afterAll(() => runtime.db.close());

/** The same database with an account of its own: empty books. */
function freshBooks(): Runtime {
  accounts += 1;
  return { ...runtime, scope: { accountId: `acct_${accounts}`, livemode: false } };
}

/** What stands on an account of the books over all currencies, by currency, without zeros. */
async function standing(books: Runtime, code: string): Promise<Record<string, bigint>> {
  const rows = await findBalancesAsOf(books.db, books.scope, {});
  const found = rows.filter((row) => row.code === code && row.balance !== 0n);
  return Object.fromEntries(found.map((row) => [row.currency, row.balance]));
}

let moved = 0;
/** A movement without a fee; `converted` is its source expanded, which tells what the customer paid. */
function movement(
  changes: Partial<Stripe.BalanceTransaction>,
  converted?: { id: string; object: string; amount: number; currency: string },
): Stripe.BalanceTransaction {
  moved += 1;
  const plain = balanceTransaction({ id: `txn_${moved}`, fee: 0, fee_details: [], ...changes });
  if (converted === undefined) return { ...plain, net: plain.amount };
  const told = { ...plain, net: plain.amount, exchange_rate: 0.9, source: converted };
  return told as Stripe.BalanceTransaction;
}

const store = (books: Runtime, item: Stripe.BalanceTransaction) =>
  books.db.transaction((tx) =>
    storeTransactions(tx, books.scope, [item], { via: "feed", at: books.clock.now() }),
  );

interface Step {
  readonly order: number;
  readonly take: (books: Runtime) => Promise<unknown>;
}

/** Takes the steps in the order drawn for them, clearing after those that say so: whatever comes first, the end is the same. */
async function live(books: Runtime, steps: readonly Step[], clears: readonly boolean[]) {
  const inOrder = steps.toSorted((a, b) => a.order - b.order);
  for (const [index, { take }] of inOrder.entries()) {
    await take(books);
    if (clears[index % clears.length] === true) await clearWhatEnded(books);
  }
  await clearWhatEnded(books);
}

const order = fc.integer({ min: 0, max: 1_000 });
const clears = fc.array(fc.boolean(), { minLength: 1, maxLength: 6 });

describe("a dispute that is over", () => {
  const dispute = fc.record({
    amount: fc.integer({ min: 2, max: 500_000 }),
    /** The share that came back: none when it was lost, all when it was won, a part when it was won in part. */
    back: fc.constantFrom("none", "part", "all"),
    orders: fc.tuple(order, order, order),
  });

  it("leaves nothing on the receivable, won, lost or in part, in whatever order it is told", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(dispute, { minLength: 1, maxLength: 4 }),
        clears,
        async (all, when) => {
          const books = freshBooks();
          const steps = all.flatMap(({ amount, back, orders }, index): Step[] => {
            const id = `du_${index}`;
            const returned = { none: 0, part: Math.floor(amount / 2), all: amount }[back];
            const told = { reporting_category: "dispute", type: "adjustment", source: id } as const;
            return [
              { order: orders[0], take: (to) => store(to, movement({ ...told, amount: -amount })) },
              { order: orders[1], take: (to) => project(to, id, back === "all" ? "won" : "lost") },
              ...(returned === 0
                ? []
                : [
                    {
                      order: orders[2],
                      take: (to: Runtime) =>
                        store(
                          to,
                          movement({
                            ...told,
                            reporting_category: "dispute_reversal",
                            amount: returned,
                          }),
                        ),
                    },
                  ]),
            ];
          });
          await live(books, steps, when);
          expect(await standing(books, "A.dispute_receivable")).toEqual({});
          const lost = all.reduce(
            (sum, { amount, back }) =>
              sum + amount - { none: 0, part: Math.floor(amount / 2), all: amount }[back],
            0,
          );
          expect(await standing(books, "E.dispute_loss")).toEqual(
            lost === 0 ? {} : { eur: BigInt(lost) },
          );
        },
      ),
      { numRuns: RUNS },
    );
  });

  const project = ({ db, scope }: Runtime, id: string, status: string) =>
    db.prisma.dispute.create({
      data: {
        ...scope,
        id,
        chargeId: `ch_${id}`,
        paymentId: null,
        amount: 1n,
        currency: "eur",
        status,
        reason: "general",
        chargeRefundable: false,
        hasEvidence: false,
        submissionCount: 0,
        balanceTransactionIds: [],
        createdAt: new Date(),
      },
    });
});

describe("a converted charge that was given back", () => {
  const charge = fc.record({
    parts: fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 4 }),
    currency: fc.constantFrom("usd", "jpy", "kwd"),
    permille: fc.array(fc.integer({ min: 400, max: 1_600 }), { minLength: 5, maxLength: 5 }),
    orders: fc.array(order, { minLength: 9, maxLength: 9 }),
  });

  it("leaves nothing on the clearing account, in either currency, whatever the rates were", async () => {
    await fc.assert(
      fc.asyncProperty(charge, clears, async ({ parts, currency, permille, orders }, when) => {
        const books = freshBooks();
        const paid = parts.reduce((sum, part) => sum + part, 0);
        const settled = (amount: number, rate: number | undefined): number =>
          Math.max(1, Math.round((amount * (rate ?? 1_000)) / 1_000));
        const told = (id: string, amount: number) => ({ id, object: "source", amount, currency });
        const steps: Step[] = [
          { order: orders[0] ?? 0, take: (to) => projectCharge(to, paid, currency) },
          {
            order: orders[1] ?? 0,
            take: (to) =>
              store(to, movement({ amount: settled(paid, permille[0]) }, told("ch_1", paid))),
          },
          ...parts.flatMap((part, index): Step[] => [
            {
              order: orders[2 + index] ?? 0,
              take: (to) => projectRefund(to, index, part, currency),
            },
            {
              order: orders[5 + index] ?? 0,
              take: (to) =>
                store(
                  to,
                  movement(
                    {
                      type: "refund",
                      reporting_category: "refund",
                      amount: -settled(part, permille[index + 1]),
                    },
                    told(`re_${index}`, part),
                  ),
                ),
            },
          ]),
        ];
        await live(books, steps, when);
        expect(await standing(books, "X.fx")).toEqual({});
      }),
      { numRuns: RUNS },
    );
  });

  const projectCharge = ({ db, scope }: Runtime, paid: number, currency: string) =>
    db.prisma.charge.create({
      data: {
        ...scope,
        id: "ch_1",
        paymentId: null,
        customerId: null,
        amount: BigInt(paid),
        amountCaptured: BigInt(paid),
        amountRefunded: BigInt(paid),
        currency,
        status: "succeeded",
        captured: true,
        disputed: false,
        createdAt: new Date(),
      },
    });

  const projectRefund = ({ db, scope }: Runtime, index: number, part: number, currency: string) =>
    db.prisma.refund.create({
      data: {
        ...scope,
        id: `re_${index}`,
        chargeId: "ch_1",
        paymentId: null,
        amount: BigInt(part),
        currency,
        status: "succeeded",
        createdAt: new Date(),
      },
    });
});
