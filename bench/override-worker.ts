import { spawn } from "node:child_process";
import { once } from "node:events";
import { cloneRoot } from "../scripts/process/clone-root.ts";
import { pollUntil } from "../scripts/process/poll-until.ts";
import type { BenchDatabase } from "./bench-database.ts";
import { BENCH_KEY, type BenchSandbox } from "./sandbox-process.ts";

const READY_MS = 120_000;

/** One worker process as an installation runs it, ready when it has brought the account's history in. */
export async function startBenchWorker(
  database: BenchDatabase,
  sandbox: BenchSandbox,
): Promise<{ stop: () => Promise<void> }> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "src/worker/main.ts"],
    {
      cwd: cloneRoot,
      env: {
        NODE_ENV: "test",
        LOG_LEVEL: "warn",
        DATABASE_URL: database.workerUrl,
        STRIPE_ACCOUNT_ID: sandbox.accountId,
        STRIPE_LIVEMODE: "false",
        STRIPE_API_KEY: BENCH_KEY,
        STRIPE_API_URL: sandbox.url,
        // What is measured is the worker, not its patience with Stripe's limit.
        STRIPE_CALLS_PER_SECOND: "10000",
        COUNTERSIGN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
      },
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  const exited = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await exited;
  };
  const { db } = database.worker(1);
  const ready = await pollUntil(
    async () =>
      (await db.prisma.importProgress.count({
        where: { objectType: "all", finishedAt: { not: null } },
      })) > 0,
    READY_MS,
  );
  if (ready === undefined) {
    await stop();
    throw new Error("the worker did not bring the history in");
  }
  return { stop };
}
