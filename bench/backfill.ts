import Stripe from "stripe";
import { createWorkerDeps } from "../src/server/deps/open-worker.ts";
import { runBackfill } from "../src/server/modules/backfill/index.ts";
import { readEnvironment } from "../src/server/platform/env/read-environment.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { type Figure, seconds } from "./figure.ts";
import { BENCH_KEY, withSandbox } from "./sandbox-process.ts";

/** The sandbox lives through its history one payment at a time: it makes one row for each fifty that others fill in bulk. */
const ROWS_PER_TRANSACTION = 50;
const TRANSACTIONS_PER_PAYMENT = 1.1;
const PAYMENTS_PER_DAY = 400;

/** Transactions a second that an import brings into the books, beside the sandbox's own speed of listing the same objects. */
export async function benchBackfill(rows: number): Promise<readonly Figure[]> {
  const payments = rows / ROWS_PER_TRANSACTION / TRANSACTIONS_PER_PAYMENT;
  const days = Math.max(1, Math.round(payments / PAYMENTS_PER_DAY));
  return withSandbox(days, async ({ url, accountId }) => {
    const listed = await listEverything(url);
    const imported = await withBenchDatabase(async ({ workerUrl }) => {
      const deps = await createWorkerDeps(environment(workerUrl, url, accountId));
      try {
        return await seconds(() => importAll(deps));
      } finally {
        await deps.runtime.close();
      }
    });
    return [
      {
        bench: "backfill",
        figure: "transactions",
        unit: "transactions/s",
        value: listed.transactions / imported,
        limit: listed.transactions / listed.seconds,
      },
    ];
  });
}

/** The limit: every list that an import reads, page after page, and nothing done with it. */
async function listEverything(url: string): Promise<{ seconds: number; transactions: number }> {
  const { hostname, port } = new URL(url);
  const stripe = new Stripe(BENCH_KEY, { host: hostname, port: Number(port), protocol: "http" });
  const lists = [
    stripe.customers,
    stripe.paymentIntents,
    stripe.charges,
    stripe.refunds,
    stripe.payouts,
    stripe.disputes,
  ];
  let transactions = 0;
  const taken = await seconds(async () => {
    for (const resource of lists) {
      for await (const item of resource.list({ limit: 100 })) if (item.id === "") return;
    }
    for await (const item of stripe.balanceTransactions.list({ limit: 100 }))
      transactions += item.id === "" ? 0 : 1;
  });
  return { seconds: taken, transactions };
}

type WorkerDeps = Awaited<ReturnType<typeof createWorkerDeps>>;

async function importAll({ runtime, gateway, projectors }: WorkerDeps): Promise<void> {
  const outcome = await runBackfill({ runtime, reader: gateway, projectors });
  if (outcome !== "finished") throw new Error("the import did not finish in one go");
}

function environment(databaseUrl: string, url: string, accountId: string) {
  return readEnvironment("worker", {
    NODE_ENV: "test",
    LOG_LEVEL: "warn",
    DATABASE_URL: databaseUrl,
    STRIPE_ACCOUNT_ID: accountId,
    STRIPE_LIVEMODE: "false",
    SANDBOX_CLOCK_URL: `${url}/_sandbox/clock`,
    STRIPE_API_KEY: BENCH_KEY,
    STRIPE_API_URL: url,
    // What is measured is the import, not its patience with Stripe's limit.
    STRIPE_CALLS_PER_SECOND: "10000",
    COUNTERSIGN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
  });
}
