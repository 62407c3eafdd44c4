import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorkerDeps, type WorkerDeps } from "#server/deps/open-worker.ts";
import { readEnvironment } from "#server/platform/env/read-environment.ts";
import { workerEnvironment } from "#tests/support/product-environment.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { outboxHandlers } from "./outbox-handlers.ts";

const database = useTestDatabase();
const NO_STRIPE = { url: "http://127.0.0.1:9", accountId: "acct_test", apiKey: "sk_test_none" };
let deps: WorkerDeps;

beforeAll(async () => {
  const environment = { ...workerEnvironment(database(), NO_STRIPE), LOG_LEVEL: "silent" };
  deps = await createWorkerDeps(
    readEnvironment("worker", { ...environment, SANDBOX_CLOCK_URL: undefined }),
  );
});
afterAll(() => deps.runtime.close());

const wanted = async () => {
  const runs = await deps.runtime.db.prisma.reconciliationRun.findMany({
    orderBy: { wantedAt: "asc" },
  });
  return runs.map(({ levels, trigger }) => `${trigger}: ${levels.join(" ")}`).toSorted();
};

it("each of Stripe's own events asks for the levels it is about, once while they wait", async () => {
  const settled = { topic: "balance.settled", key: "balance", payload: { version: 1 } } as const;
  const payout = { version: 1, objectType: "payout", objectId: "po_1" } as const;
  for (let time = 0; time < 2; time += 1) {
    await outboxHandlers["balance.settled"](deps, settled);
    await outboxHandlers["object.projected"](deps, {
      topic: "object.projected",
      key: "po_1",
      payload: payout,
    });
  }
  expect(await wanted()).toEqual(["balance.settled: R2", "object.projected: R4 R5"]);
});
