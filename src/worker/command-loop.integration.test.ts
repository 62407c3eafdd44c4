import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import { createWorkerDeps, type WorkerDeps } from "#server/deps/open-worker.ts";
import { readEnvironment } from "#server/platform/env/read-environment.ts";
import { intent, refund } from "#tests/faults/paid-charge.ts";
import { openDesk, type RefundDesk } from "#tests/faults/refund-desk.ts";
import { eventually } from "#tests/support/eventually.ts";
import { workerEnvironment } from "#tests/support/product-environment.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { runCommands } from "./command-loop.ts";

const database = useTestDatabase();
/** So long that whatever is sent within a test was not found by looking again. */
const NEVER_MS = "600000";
const HOLD_MS = 150;
const STRIPE_TAKES_MS = 2_000;
let desk: RefundDesk;
let deps: WorkerDeps;
let support: Actor;
let stopping: AbortController;

beforeAll(async () => {
  desk = await openDesk(database());
  support = await desk.person("support");
  deps = await createWorkerDeps(
    readEnvironment("worker", {
      ...workerEnvironment(database(), desk.sandbox),
      LOG_LEVEL: "silent",
      COMMAND_POLL_MS: NEVER_MS,
      STRIPE_TIMEOUT_MS: "20000",
      COMMAND_LEASE_MS: "30000",
    }),
  );
});
beforeEach(() => {
  stopping = new AbortController();
});
afterAll(async () => {
  await deps.runtime.close();
  await desk.close();
});

async function ask(holdMs: number): Promise<string> {
  const asked = intent((await desk.pay(1_000)).paymentId, 100n);
  await refund({ ...desk.web, settings: { ...desk.web.settings, holdMs } }, support, asked);
  return asked.commandId;
}
const stateOf = async (id: string) =>
  (await desk.owner.prisma.command.findUniqueOrThrow({ where: { id } })).state;
const whenOver = (id: string) =>
  eventually(async () => {
    const state = await stateOf(id);
    return state !== "held" && state !== "executing" && state;
  }, "the command is over");

it("sends what a commit made due, and what a hold lets go, without waiting until it looks again", async () => {
  const loop = runCommands(deps, stopping.signal);
  expect(await whenOver(await ask(0))).toBe("succeeded");
  expect(await whenOver(await ask(HOLD_MS))).toBe("succeeded");
  stopping.abort();
  await loop;
});

it("has several commands at Stripe at once, and ends when they are done", async () => {
  const ids = await Promise.all([1, 2, 3].map(() => ask(0)));
  desk.fault({
    match: { method: "POST", path: "/v1/refunds" },
    effect: "latency",
    latencyMs: STRIPE_TAKES_MS,
    always: true,
  });
  const loop = runCommands(deps, stopping.signal);
  const attempts = () =>
    desk.owner.prisma.commandAttempt.findMany({ where: { commandId: { in: ids } } });
  const atOnce = await eventually(async () => {
    const open = (await attempts()).filter(({ finishedAt }) => finishedAt === null);
    return open.length > 1 && open.length;
  }, "several are at Stripe");
  expect(atOnce).toBeGreaterThan(1);
  stopping.abort();
  await loop;
  const sent = await attempts();
  expect(sent.length).toBeGreaterThanOrEqual(atOnce);
  expect(sent.map(({ outcome }) => outcome)).toEqual(sent.map(() => "accepted"));
});
