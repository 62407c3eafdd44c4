import { FULL_TRIGGER, runWanted, wantRun } from "../src/server/modules/reconciliation/index.ts";
import type { StripeReader } from "../src/server/platform/stripe/stripe-reader.ts";
import { BENCH_SCOPE, type BenchDatabase, withBenchDatabase } from "./bench-database.ts";
import { type Figure, seconds } from "./figure.ts";
import { balanceAfter, fillAccount, listPage } from "./generated-account.ts";

const CONNECTIONS = 4;
const LEVELS = ["R0", "R1", "R2", "R3", "R4"] as const;

/** Seconds for R0 to R4 over the whole account, beside one hash join of the two sides in the same database. */
export async function benchReconcile(rows: number): Promise<readonly Figure[]> {
  return withBenchDatabase(async (database) => {
    await fillAccount(database, rows);
    return [
      {
        bench: "reconcile",
        figure: "levels",
        unit: "s",
        value: await reconcile(database, rows),
        limit: await joinSides(database),
      },
    ];
  });
}

async function reconcile(database: BenchDatabase, count: number): Promise<number> {
  const runtime = database.worker(CONNECTIONS);
  const id = await runtime.db.transaction((tx) =>
    wantRun(tx, BENCH_SCOPE, {
      levels: LEVELS,
      trigger: FULL_TRIGGER,
      requestedBy: null,
      at: runtime.clock.now(),
    }),
  );
  const taken = await seconds(() => runWanted(runtime, memoryReader(count)));
  const run = await runtime.db.prisma.reconciliationRun.findUniqueOrThrow({ where: { id } });
  const breaks = await runtime.db.prisma.ledgerBreak.count();
  if (run.state !== "finished" || breaks > 0)
    throw new Error(`the run ended as ${run.state} with ${breaks} breaks: ${run.error ?? ""}`);
  return taken;
}

/** Stripe's side of the generated account. */
function memoryReader(count: number): StripeReader {
  const refuse = (): never => {
    throw new Error("reconciliation does not ask Stripe for this");
  };
  return {
    retrieve: refuse,
    list: refuse,
    listPaymentMethods: refuse,
    listRefunds: refuse,
    listCustomerBalance: refuse,
    listCheckoutSessions: refuse,
    retrieveCheckoutSession: refuse,
    listEvents: refuse,
    retrieveAccount: refuse,
    retrieveBalanceTransaction: refuse,
    listBalanceTransactions: (window) => Promise.resolve(listPage(count, window)),
    retrieveBalance: () =>
      Promise.resolve({
        object: "balance",
        livemode: false,
        available: [{ amount: balanceAfter(count), currency: "eur" }],
        pending: [{ amount: 0, currency: "eur" }],
      }),
  };
}

/** The limit: both sides are tables already, and are compared once. */
async function joinSides(database: BenchDatabase): Promise<number> {
  await database.fill(
    "CREATE TABLE stripe_side AS SELECT id, net, raw_hash FROM balance_transaction",
  );
  await database.fill("GRANT SELECT ON stripe_side TO countersign_worker");
  await database.fill("VACUUM ANALYZE stripe_side");
  const pool = database.bare(1);
  await pool.query("SET statement_timeout = 0");
  return seconds(() =>
    pool.query(
      `SELECT count(*) FROM balance_transaction b FULL JOIN stripe_side s ON s.id = b.id
       WHERE b.net IS DISTINCT FROM s.net OR b.raw_hash IS DISTINCT FROM s.raw_hash`,
    ),
  );
}
