import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BULK_LIMITS } from "#core/contracts/bulk.ts";
import type { Actor } from "#core/roles.ts";
import { createWorkerDeps, runPollLoop, type WorkerDeps } from "#server/deps/open-worker.ts";
import { commandKinds } from "#server/deps.ts";
import { controlBulk, getBulk, stepBulks } from "#server/modules/bulk/index.ts";
import { readEnvironment } from "#server/platform/env/read-environment.ts";
import { intent, refund } from "#tests/faults/paid-charge.ts";
import { openDesk, type RefundDesk } from "#tests/faults/refund-desk.ts";
import { askForBulk, payEach, signBulk } from "#tests/support/bulk-desk.ts";
import { eventually } from "#tests/support/eventually.ts";
import { workerEnvironment } from "#tests/support/product-environment.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { runCommands } from "./command-loop.ts";

const database = useTestDatabase();
const STRIPE_TAKES_MS = 40;
const PATIENCE_MS = 40_000;
let desk: RefundDesk;
let finance: Actor;
let manager: Actor;
let support: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
  finance = await desk.person("finance");
  manager = await desk.person("manager");
  support = await desk.person("support");
  desk.fault({
    match: { method: "POST", path: "/v1/refunds" },
    effect: "latency",
    latencyMs: STRIPE_TAKES_MS,
    always: true,
  });
});
afterAll(() => desk.close());

/** A worker as the product starts it, with a lease so short that another takes over from one that died. */
const openWorker = () =>
  createWorkerDeps(
    readEnvironment("worker", {
      ...workerEnvironment(database(), desk.sandbox),
      LOG_LEVEL: "silent",
      COMMAND_LEASE_MS: "1500",
      COMMAND_POLL_MS: "50",
      PROBE_AFTER_MS: "50",
    }),
  );

/** Both loops of a worker that a bulk needs, until `signal` aborts. */
const run = (deps: WorkerDeps, signal: AbortSignal) =>
  Promise.all([
    runCommands(deps, signal),
    runPollLoop(
      { name: "bulks", idleMs: 20, work: () => stepBulks(deps.runtime, deps.executor.kinds) },
      deps.runtime.log,
      signal,
    ),
  ]);

/** A bulk of so many payments, asked for, signed, and let go after its canary. */
async function begin(rows: number): Promise<{ id: string; chargeIds: string[] }> {
  const paid = await payEach(
    desk,
    Array.from({ length: rows }, () => 500),
  );
  const id = await askForBulk(desk, finance, paid.map(({ paymentId }) => paymentId).join("\n"));
  await signBulk(desk, commandKinds, manager, id);
  return { id, chargeIds: paid.map(({ chargeId }) => chargeId) };
}

const read = (id: string) => getBulk(desk.web, manager, id);
const whenIn = (id: string, state: string) =>
  eventually(async () => (await read(id)).state === state, `the bulk is ${state}`, PATIENCE_MS);
const release = (bulkId: string) =>
  controlBulk(desk.web, manager, commandKinds, { bulkId, control: "release" });

const sentAt = async (ids: readonly string[]) => {
  const rows = await desk.owner.prisma.auditEvent.findMany({
    where: { commandId: { in: [...ids] }, action: "command.sent" },
    orderBy: { at: "asc" },
  });
  return rows.map(({ at }) => at);
};

describe("a bulk among other work", () => {
  it("lets a single refund that comes in its middle go first", async () => {
    const deps = await openWorker();
    const stopping = new AbortController();
    const { id } = await begin(60);
    const paid = await desk.pay(1_000);
    const loops = run(deps, stopping.signal);
    await whenIn(id, "waiting");
    await release(id);
    await eventually(
      async () => (await read(id)).counts.done >= 20,
      "a third of it is sent",
      PATIENCE_MS,
    );
    const single = intent(paid.paymentId, 100n);
    const asked = await refund(desk.web, support, single);
    await eventually(
      async () => (await desk.refundsAt(paid.chargeId)).length === 1,
      "the single refund is sent",
    );
    const atThatTime = await read(id);
    await whenIn(id, "finished");
    stopping.abort();
    await loops;
    await deps.runtime.close();
    expect(atThatTime.counts.waiting).toBeGreaterThan(0);
    expect((await read(id)).counts.done).toBe(60);
    // Of the bulk at most what was on its way already was sent before it.
    const [placed] = await desk.owner.prisma.auditEvent.findMany({
      where: { commandId: asked.id, action: "refund.requested" },
    });
    const [sent] = await sentAt([asked.id]);
    const children = await desk.owner.prisma.command.findMany({ where: { bulkId: id } });
    const between = (await sentAt(children.map((child) => child.id))).filter(
      (at) => placed && sent && at > placed.at && at < sent,
    );
    expect(between.length).toBeLessThanOrEqual(BULK_LIMITS.underWay);
  }, 90_000);

  it("goes on exactly where it was when its workers are cut off, again and again", async () => {
    const { id, chargeIds } = await begin(20);
    const workers = await Promise.all([openWorker(), openWorker()]);
    const stopping = new AbortController();
    const loops = workers.map((deps) => run(deps, stopping.signal));
    const cut = () => desk.worker.db.prisma.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`;
    const reaches = (count: number) =>
      eventually(
        async () => {
          const { counts, state } = await read(id);
          return counts.waiting <= 20 - count || state === "finished";
        },
        `${count} rows were placed`,
        PATIENCE_MS,
      );
    await reaches(2);
    await cut();
    await whenIn(id, "waiting");
    await release(id);
    for (const count of [6, 9, 13, 17]) {
      await reaches(count);
      await cut();
    }
    await whenIn(id, "finished");
    stopping.abort();
    await Promise.all(loops);
    await Promise.all(workers.map(({ runtime }) => runtime.close()));
    expect((await read(id)).counts).toMatchObject({ done: 20, refused: 0 });
    for (const chargeId of chargeIds)
      expect((await desk.refundsAt(chargeId)).map(({ amount }) => amount)).toEqual([500]);
  }, 90_000);
});
