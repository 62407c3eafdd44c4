import fc from "fast-check";
import type { Stripe } from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  KNOWN_TYPES,
  pullFeedOnce,
  storeTransactions,
  verifyLedger,
} from "#server/modules/ledger/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { balanceTransaction, feedReader } from "#tests/support/balance-transactions.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testClock, testRuntime } from "#tests/support/test-runtime.ts";

type Transaction = Stripe.BalanceTransaction;

const database = useTestDatabase();
const NOW = new Date("2026-11-20T12:00:00Z");
const AT_ONCE = { leaseMs: 10_000, pollMs: 0 };
let runtime: Runtime;
let accounts = 0;

beforeAll(() => {
  runtime = testRuntime(database(), "countersign_worker", { clock: testClock(NOW) });
});
afterAll(() => runtime.db.close());

/** The same database with an account of its own: empty books. */
function freshBooks(): Runtime {
  accounts += 1;
  return { ...runtime, scope: { accountId: `acct_${accounts}`, livemode: false } };
}

/** Every journal with its legs, by key: what two books must have in common byte for byte. */
async function exported({ db, scope }: Runtime): Promise<string> {
  const { rows } = await db.pool.query(
    `SELECT j.key, j.kind, j.event_at, j.source_id, j.object_id, j.description, j.rule_version,
       array_agg(a.code || ' ' || e.currency || ' ' || e.amount ORDER BY e.id) AS legs
     FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
     WHERE j.account_id = $1 GROUP BY j.id ORDER BY j.key`,
    [scope.accountId],
  );
  return JSON.stringify(rows);
}

const cents = fc.integer({ min: -5_000_000, max: 5_000_000 });
const DAY = 86_400;
const FIRST = Date.UTC(2026, 10, 1) / 1_000;

/** Transactions in their last state; those that were pending once became available on a later day. */
const history = fc
  .array(
    fc.record({
      type: fc.constantFrom(...KNOWN_TYPES, "type_of_tomorrow"),
      category: fc.constantFrom("charge", "refund", "dispute", "payout", "other"),
      amount: cents,
      fee: fc.integer({ min: -300, max: 300 }),
      created: fc.integer({ min: 0, max: 10 * DAY }),
      daysToWait: fc.constantFrom(0, 0, 2, 7),
      available: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) =>
    rows.map((row, index): Transaction => {
      const created = FIRST + row.created;
      const waits = row.daysToWait > 0;
      return balanceTransaction({
        id: `txn_${index}`,
        type: row.type,
        reporting_category: row.category,
        amount: row.amount,
        fee: row.fee,
        net: row.amount - row.fee,
        fee_details: [
          {
            amount: row.fee,
            application: null,
            currency: "eur",
            description: null,
            type: "stripe_fee",
          },
        ],
        created,
        available_on: created + row.daysToWait * DAY,
        status: waits && !row.available ? "pending" : "available",
      });
    }),
  );

/** One way of reading a history: in batches of any size, in any order, with repetitions, some first while pending. */
const reading = history.chain((last) =>
  fc
    .array(fc.record({ pick: fc.nat({ max: last.length - 1 }), early: fc.boolean() }), {
      maxLength: 30,
    })
    .chain((extra) =>
      fc
        .shuffledSubarray([...extra, ...last.map((_, pick) => ({ pick, early: false }))], {
          minLength: extra.length + last.length,
        })
        .chain((order) =>
          fc.record({ order: fc.constant(order), size: fc.integer({ min: 1, max: 7 }) }),
        ),
    )
    .map(({ order, size }) => {
      const seen = order.map(({ pick, early }): Transaction => {
        const final = last[pick] ?? balanceTransaction({ id: "txn_none" });
        return early && final.available_on > final.created
          ? { ...final, status: "pending" }
          : final;
      });
      const batches: Transaction[][] = [];
      for (let start = 0; start < seen.length; start += size)
        batches.push(seen.slice(start, start + size));
      return { last, batches };
    }),
);

describe("the journals of a history", () => {
  it("are the same in whatever order, batches and repetitions it was read", async () => {
    await fc.assert(
      fc.asyncProperty(reading, async ({ last, batches }) => {
        const [straight, tangled] = [freshBooks(), freshBooks()];
        const store = (books: Runtime, page: readonly Transaction[]) =>
          books.db.transaction((tx) =>
            storeTransactions(tx, books.scope, page, { via: "feed", at: NOW }),
          );
        await store(straight, last);
        for (const batch of batches) await store(tangled, batch);
        expect(await exported(tangled)).toBe(await exported(straight));
        const { checks } = await verifyLedger(tangled);
        expect(checks.filter(({ violations }) => violations !== 0n)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("equal Stripe's balance by status, whatever is in them", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (last) => {
        const books = freshBooks();
        const verified = await verifyLedger(
          books,
          feedReader(() => last),
        );
        expect(verified).toMatchObject({ drift: 0n, ok: true });
      }),
      { numRuns: 25 },
    );
  });
});

describe("the feed", () => {
  it("posts each transaction once when several workers pull at once", async () => {
    const books = freshBooks();
    const many = Array.from({ length: 250 }, (_, index) =>
      balanceTransaction({ id: `txn_${String(index).padStart(3, "0")}`, created: FIRST + index }),
    );
    const reader = feedReader(() => many);
    await Promise.all([1, 2, 3, 4].map(() => pullFeedOnce(books, reader, AT_ONCE)));
    await Promise.all([1, 2].map(() => verifyLedger(books, reader)));
    expect(await verifyLedger(books, reader)).toMatchObject({
      journals: 250n,
      drift: 0n,
      ok: true,
    });
  });

  it("is idle when nothing changed, and works again for one new transaction", async () => {
    const books = freshBooks();
    let listed = [balanceTransaction({ id: "txn_a" })];
    const reader = feedReader(() => listed);
    expect(await pullFeedOnce(books, reader, AT_ONCE)).toBe("worked");
    expect(await pullFeedOnce(books, reader, AT_ONCE)).toBe("idle");
    listed = [...listed, balanceTransaction({ id: "txn_b", created: FIRST + 2 * DAY })];
    expect(await pullFeedOnce(books, reader, AT_ONCE)).toBe("worked");
    expect((await verifyLedger(books)).journals).toBe(2n);
  });

  it("finds a transaction that a list showed two days late", async () => {
    const books = freshBooks();
    let listed = [balanceTransaction({ id: "txn_new", created: FIRST + 10 * DAY })];
    const reader = feedReader(() => listed);
    await pullFeedOnce(books, reader, AT_ONCE);
    listed = [...listed, balanceTransaction({ id: "txn_late", created: FIRST + 8 * DAY })];
    await pullFeedOnce(books, reader, AT_ONCE);
    expect((await verifyLedger(books)).journals).toBe(2n);
  });

  it("moves money to available only once Stripe says so, although its day has come", async () => {
    const books = freshBooks();
    let status = "pending";
    const reader = feedReader(() => [balanceTransaction({ id: "txn_a", status })]);
    await pullFeedOnce(books, reader, AT_ONCE);
    await pullFeedOnce(books, reader, AT_ONCE);
    expect((await verifyLedger(books)).journals).toBe(1n);
    status = "available";
    await pullFeedOnce(books, reader, AT_ONCE);
    expect(await verifyLedger(books, reader)).toMatchObject({ journals: 2n, drift: 0n, ok: true });
  });

  it("puts a type it does not know into suspense, opens one break and tells of it", async () => {
    const books = freshBooks();
    const reader = feedReader(() => [
      balanceTransaction({ id: "txn_x", type: "type_of_tomorrow" }),
    ]);
    await pullFeedOnce(books, reader, AT_ONCE);
    await pullFeedOnce(books, reader, AT_ONCE);
    const { accounts: balances, drift } = await verifyLedger(books, reader);
    expect(drift).toBe(0n);
    expect(balances.find(({ code }) => code === "X.suspense")?.balance).toBe(-1_000n);
    const where = { accountId: books.scope.accountId };
    const breaks = await books.db.prisma.ledgerBreak.findMany({ where });
    expect(breaks.map(({ type, objectId }) => `${type} ${objectId}`)).toEqual([
      "UNMAPPED_TYPE txn_x",
    ]);
    expect(
      await books.db.prisma.outboxEvent.count({ where: { ...where, topic: "break.opened" } }),
    ).toBe(1);
  });

  it("shows a transaction that changed at Stripe, and leaves its journal alone", async () => {
    const books = freshBooks();
    let amount = 1_000;
    const reader = feedReader(() => [
      balanceTransaction({ id: "txn_a", amount, net: amount - 50 }),
    ]);
    await pullFeedOnce(books, reader, AT_ONCE);
    const before = await exported(books);
    amount = 2_000;
    await pullFeedOnce(books, reader, AT_ONCE);
    expect(await exported(books)).toBe(before);
    const types = await books.db.prisma.ledgerBreak.findMany({
      where: { accountId: books.scope.accountId },
    });
    expect(types.map(({ type }) => type)).toContain("CHANGED_AT_STRIPE");
    expect((await verifyLedger(books, reader)).drift).toBe(1_000n);
  });

  it("keeps its cursor and pauses when Stripe fails", async () => {
    const books = freshBooks();
    const broken = {
      ...feedReader(() => []),
      listBalanceTransactions: () => Promise.reject(new Error("no answer")),
    };
    expect(await pullFeedOnce(books, broken, AT_ONCE)).toBe("idle");
    const lane = await books.db.prisma.feedLane.findFirst({
      where: { accountId: books.scope.accountId, feed: "balance_transactions" },
    });
    expect(lane).toMatchObject({
      fails: 1,
      lastError: "no answer",
      drainedTo: null,
      leaseUntil: null,
    });
  });
});
