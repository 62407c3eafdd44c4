import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import { type CommandExecutor, executeDueCommand } from "#server/modules/commands/index.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { guardOf, intent, refund } from "./paid-charge.ts";
import { executeAll, openDesk, type RefundDesk } from "./refund-desk.ts";

const POST = { method: "POST", path: "/v1/refunds" };
const EXECUTORS = 5;
/** Long pauses: a test says itself when one is over. */
const BREAKER = {
  windowMs: 600_000,
  minCalls: 4,
  failurePercent: 50,
  pauseMs: 600_000,
  longestPauseMs: 600_000,
};

const database = useTestDatabase();
let desk: RefundDesk;
let executor: CommandExecutor;
let finance: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.sandbox.engine.faults.clear();
  await desk.owner.pool.query("DELETE FROM circuit_breaker");
  finance = await desk.person("finance");
  executor = { ...desk.executor, breaker: BREAKER, probeAfterMs: 600_000 };
});

async function ask(count: number) {
  const asked: { id: string; chargeId: string }[] = [];
  for (let n = 0; n < count; n += 1) {
    const paid = await desk.pay(1_000);
    const input = intent(paid.paymentId, 400n);
    await refund(desk.web, finance, input);
    asked.push({ id: input.commandId, chargeId: paid.chargeId });
  }
  return asked;
}

const failing = (fault: object = { effect: "status", status: 503 }) =>
  desk.fault({ match: POST, count: 1_000, ...fault });
const breaker = () => desk.owner.prisma.circuitBreaker.findFirst();
const pauseIsOver = () =>
  desk.owner.pool.query("UPDATE circuit_breaker SET retry_at = clock_timestamp()");
const dueNow = () => desk.owner.prisma.command.updateMany({ data: { runAfter: null } });
const countIn = (state: "held" | "unknown" | "succeeded", asked: { id: string }[]) =>
  desk.owner.prisma.command.count({ where: { state, id: { in: asked.map(({ id }) => id) } } });
const audited = async () =>
  (
    await desk.owner.prisma.auditEvent.findMany({
      where: { resourceType: "circuit-breaker" },
      orderBy: { at: "asc" },
    })
  ).map(({ action }) => action);

/** So many workers at once, each until nothing is due. */
const executeAtOnce = () =>
  Promise.all(Array.from({ length: EXECUTORS }, () => executeAll(desk, executor)));

describe("the breaker that all workers share", () => {
  it("opens once Stripe fails too often; what is not sent stays queued, nothing fails", async () => {
    const asked = await ask(16);
    failing();
    const before = desk.refundPosts();
    await executeAtOnce();
    const sent = desk.refundPosts() - before;
    // Those that were under way when it opened have gone; each executor has at most one.
    expect(sent).toBeGreaterThanOrEqual(BREAKER.minCalls);
    expect(sent).toBeLessThan(BREAKER.minCalls + EXECUTORS);
    expect(await countIn("unknown", asked)).toBe(sent);
    expect(await countIn("held", asked)).toBe(asked.length - sent);
    expect(await breaker()).toMatchObject({ state: "open", lastFailure: "http_503", trips: 1 });
    expect(await audited()).toEqual(["breaker.opened"]);
    expect(await executeDueCommand(desk.worker, executor)).toBe(false);
  });

  it("lets one of all workers try again, and opens for longer when that fails", async () => {
    const asked = await ask(8);
    failing();
    await executeAtOnce();
    await pauseIsOver();
    const before = desk.refundPosts();
    await executeAtOnce();
    expect(desk.refundPosts() - before).toBe(1);
    expect(await breaker()).toMatchObject({ state: "open", trips: 2 });
    expect((await audited()).slice(-2)).toEqual(["breaker.tried", "breaker.opened"]);
    expect((await countIn("held", asked)) + (await countIn("unknown", asked))).toBe(8);
  });

  it("closes when Stripe answers again, and then each command comes to one refund", async () => {
    const asked = await ask(10);
    failing({ effect: "timeout_after_effect" });
    await executeAtOnce();
    expect(await breaker()).toMatchObject({ state: "open" });
    desk.sandbox.engine.faults.clear();
    await pauseIsOver();
    await dueNow();
    await executeAtOnce();
    expect(await breaker()).toMatchObject({ state: "closed", trips: 0 });
    expect((await audited()).slice(-2)).toEqual(["breaker.tried", "breaker.closed"]);
    await dueNow();
    await executeAtOnce();
    expect(await countIn("succeeded", asked)).toBe(asked.length);
    for (const { chargeId } of asked) {
      expect(await desk.refundsAt(chargeId)).toHaveLength(1);
      expect(await guardOf(desk.owner, chargeId)).toMatchObject({ refunded: 400n, held: 0n });
    }
  });

  it("is not opened by refusals, nor by Stripe's word that it is too much", async () => {
    const refused = await ask(5);
    failing({ effect: "status", status: 400 });
    await executeAtOnce();
    desk.sandbox.engine.faults.clear();
    const limited = await ask(5);
    failing({ effect: "status", status: 429 });
    executor = { ...executor, backoffMs: 600_000 };
    await executeAtOnce();
    expect(await breaker()).toMatchObject({ state: "closed", failures: 0 });
    expect(await countIn("held", limited)).toBe(limited.length);
    expect(await countIn("held", refused)).toBe(0);
  });

  it("does not send an unanswered request again while it is open, and finds it all the same", async () => {
    const [lost] = await ask(1);
    failing({ effect: "timeout_after_effect" });
    await executeAll(desk, executor);
    await ask(4);
    await executeAtOnce();
    expect(await breaker()).toMatchObject({ state: "open" });
    const before = desk.refundPosts();
    await dueNow();
    await executeAtOnce();
    expect(desk.refundPosts()).toBe(before);
    expect(await countIn("succeeded", lost ? [lost] : [])).toBe(1);
  });
});
