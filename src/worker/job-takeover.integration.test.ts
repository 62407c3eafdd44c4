import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createWorkerDeps, type WorkerDeps } from "#server/deps/open-worker.ts";
import { monotonicMs } from "#server/deps.ts";
import { readEnvironment } from "#server/platform/env/read-environment.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { eventually } from "#tests/support/eventually.ts";
import { workerEnvironment } from "#tests/support/product-environment.ts";
import { type ProductProcess, startProductProcess } from "#tests/support/product-process.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { runJobQueue } from "./job-queue.ts";

const database = useTestDatabase();
const NO_STRIPE = { url: "http://127.0.0.1:9", accountId: "acct_test", apiKey: "sk_test_none" };
const RECOVERY_MS = 30_000;
let deps: WorkerDeps;
let child: ProductProcess | undefined;

beforeAll(async () => {
  const environment = { ...workerEnvironment(database(), NO_STRIPE), LOG_LEVEL: "silent" };
  deps = await createWorkerDeps(
    readEnvironment("worker", { ...environment, SANDBOX_CLOCK_URL: undefined }),
  );
});
afterEach(() => child?.end("SIGKILL"));
afterAll(() => deps.runtime.close());

const handledAt = async () =>
  (await deps.runtime.db.prisma.outboxEvent.findFirstOrThrow()).handledAt;

it("a job whose worker is killed is done by another within 30 seconds", {
  timeout: 60_000,
}, async () => {
  const { db, scope } = deps.runtime;
  child = startProductProcess("tests/support/hanging-worker.ts", {}, [
    database().urls.countersign_worker,
  ]);
  await db.transaction((tx) =>
    appendEvent(tx, scope, { topic: "import.finished", key: "acct_test", payload: { version: 1 } }),
  );
  await eventually(
    () => child?.said().includes("holding"),
    "the first worker holds the job",
    20_000,
  );
  await child.end("SIGKILL");
  const killedMs = monotonicMs();
  expect(await handledAt()).toBeNull();

  const stopping = new AbortController();
  const queue = runJobQueue(deps, () => Promise.resolve(), stopping.signal);
  await eventually(
    async () => (await handledAt()) !== null,
    "the second worker did the job",
    RECOVERY_MS,
  );
  expect(monotonicMs() - killedMs).toBeLessThan(RECOVERY_MS);
  stopping.abort();
  await queue;
  const stopped = await db.prisma.workerProcess.findMany({ where: { stoppedAt: { not: null } } });
  expect(stopped).toHaveLength(1);
});
