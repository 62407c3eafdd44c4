import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createWorkerDeps, type WorkerDeps } from "#server/deps/open-worker.ts";
import { verifyLedger } from "#server/modules/ledger/index.ts";
import { readEnvironment } from "#server/platform/env/read-environment.ts";
import { eventually } from "#tests/support/eventually.ts";
import { ingestEnvironment, workerEnvironment } from "#tests/support/product-environment.ts";
import { type ProductProcess, startProductProcess } from "#tests/support/product-process.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";

const database = useTestDatabase();
const REFUNDS = 24;
const RECOVERY_MS = 60_000;
const running: ProductProcess[] = [];
let folder: string;
let sandbox: RunningSandbox;
let stripe: Stripe;
let deps: WorkerDeps;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  // A delivery that the listener refuses while its database is away comes again soon: at Stripe's own pace it would be minutes.
  const webhookRetryProfile = "fast";
  sandbox = await startSandbox({
    dataFolder: folder,
    days: 2,
    paymentsPerDay: 30,
    webhookRetryProfile,
  });
  stripe = new Stripe(sandbox.apiKey, { host: "127.0.0.1", port: sandbox.port, protocol: "http" });
  deps = await createWorkerDeps(
    readEnvironment("worker", { ...workerEnvironment(database(), sandbox), LOG_LEVEL: "silent" }),
  );
});
afterAll(async () => {
  await Promise.all(running.map((one) => one.end("SIGKILL")));
  await deps.runtime.close();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

function start(script: string, environment: Record<string, string>): ProductProcess {
  const one = startProductProcess(script, environment);
  running.push(one);
  return one;
}
const startWorker = () => start("src/worker/main.ts", workerEnvironment(database(), sandbox));

/** The listener on a port of its own choice, and the sandbox's endpoint that points to it. */
async function startIngest(): Promise<ProductProcess> {
  const endpoint = await stripe.webhookEndpoints.create({
    url: "http://127.0.0.1:9/",
    enabled_events: ["*"],
    api_version: Stripe.API_VERSION,
  });
  const ingest = start(
    "src/ingest/main.ts",
    ingestEnvironment(database(), sandbox.accountId, endpoint.secret),
  );
  const port = await eventually(
    () => /"port":(\d+)/.exec(ingest.said())?.[1],
    "the listener says its port",
    20_000,
  );
  await stripe.webhookEndpoints.update(endpoint.id, {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
  });
  return ingest;
}

const count = async (sql: string): Promise<number> => {
  const { rows } = await deps.runtime.db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${sql}`,
  );
  return rows[0]?.n ?? 0;
};
const imported = () =>
  count("import_progress WHERE object_type = 'all' AND finished_at IS NOT NULL");
const settled = () => count("webhook_event WHERE status IN ('done', 'superseded', 'ignored')");

/** Ends every connection of the product at once, as a restart of the database does. */
async function breakConnections(): Promise<void> {
  const client = new pg.Client({ connectionString: database().superuserUrl });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'countersign-%' AND datname = current_database()",
  );
  await client.end();
}

async function refundable(): Promise<Stripe.Charge[]> {
  const charges = await stripe.charges.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  return charges
    .filter(
      (charge) =>
        charge.status === "succeeded" &&
        charge.captured &&
        !charge.disputed &&
        charge.amount_refunded === 0,
    )
    .slice(0, REFUNDS);
}

it("killed workers and broken connections lose and double nothing", {
  timeout: 180_000,
}, async () => {
  const ingest = await startIngest();
  const first = startWorker();
  await eventually(
    async () => (await count("import_progress")) > 0,
    "the import has begun",
    RECOVERY_MS,
  );
  await first.end("SIGKILL");
  const second = startWorker();
  const third = startWorker();
  await eventually(
    async () => (await imported()) === 1,
    "another worker finished the import",
    RECOVERY_MS,
  );

  const charges = await refundable();
  expect(charges.length).toBeGreaterThan(10);
  for (const [index, charge] of charges.entries()) {
    await stripe.refunds.create({ charge: charge.id, amount: 100 });
    if (index === 5) {
      await eventually(async () => (await settled()) > 3, "events are being applied", RECOVERY_MS);
      await second.end("SIGKILL");
    }
    if (index === 12) await breakConnections();
  }

  const refunds = await stripe.refunds.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  const transactions = await stripe.balanceTransactions
    .list({ limit: 100 })
    .autoPagingToArray({ limit: 5_000 });
  await eventually(
    async () => (await count("refund")) === refunds.length,
    "all refunds are projected",
    RECOVERY_MS,
  );
  await eventually(
    async () => (await count("balance_transaction")) === transactions.length,
    "all transactions are pulled",
    RECOVERY_MS,
  );
  await eventually(
    async () => (await count("object_lane WHERE wanted > done")) === 0,
    "no lane waits",
    RECOVERY_MS,
  );

  await eventually(
    async () => (await count("outbox_event WHERE handled_at IS NULL")) === 0,
    "every domain event was handled",
    RECOVERY_MS,
  );

  expect(await count("webhook_event WHERE status NOT IN ('done', 'superseded', 'ignored')")).toBe(
    0,
  );
  expect(await count("webhook_event")).toBe(await count("event_key"));
  const verification = await verifyLedger(deps.runtime, deps.gateway);
  expect(verification).toMatchObject({ drift: 0n, ok: true });

  expect(await third.end("SIGTERM")).toBe(0);
  expect(await ingest.end("SIGTERM")).toBe(0);
  expect(await count("worker_process WHERE stopped_at IS NOT NULL")).toBe(1);
});
