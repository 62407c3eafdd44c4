import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { EVERYTHING } from "#core/contracts/operations.ts";
import { stopOverrides } from "#server/modules/operations/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { eventually } from "#tests/support/eventually.ts";
import { workerEnvironment } from "#tests/support/product-environment.ts";
import { type ProductProcess, startProductProcess } from "#tests/support/product-process.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { guardOf, intent, refundAsItStands } from "./paid-charge.ts";
import { KINDS, openDesk, type RefundDesk } from "./refund-desk.ts";

const POST = { method: "POST", path: "/v1/refunds" };
/** More than both workers send at once. */
const COUNT = 40;
const AT_ONCE = 10;
const PATIENCE_MS = 60_000;
const WORKERS = 2;

const database = useTestDatabase();
let desk: RefundDesk;
let workers: ProductProcess[] = [];

beforeAll(async () => {
  desk = await openDesk(database());
  const environment = { ...workerEnvironment(database(), desk.sandbox), BREAKER_PAUSE_MS: "400" };
  workers = Array.from({ length: WORKERS }, () =>
    startProductProcess("src/worker/main.ts", environment),
  );
  await eventually(
    async () => (await desk.owner.prisma.workerProcess.count()) === WORKERS,
    "two workers are at it",
    PATIENCE_MS,
  );
}, PATIENCE_MS);
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
  await desk.close();
});

afterEach(() => desk.sandbox.engine.faults.clear());

const breaker = () => desk.owner.prisma.circuitBreaker.findFirst();
const attempts = () => desk.owner.prisma.commandAttempt.count();

/** Both workers have gone round their loops several times since. */
async function workersWentRound(): Promise<void> {
  const from = new Date();
  const ROUNDS_MS = 1_000;
  await eventually(
    async () => {
      const beats = await desk.owner.prisma.workerProcess.findMany({ where: { stoppedAt: null } });
      return beats.every(({ heartbeatAt }) => heartbeatAt.getTime() > from.getTime() + ROUNDS_MS);
    },
    "both workers went on",
    PATIENCE_MS,
  );
}

async function ask(count: number) {
  const finance = await desk.person("finance");
  const asked: { id: string; chargeId: string }[] = [];
  for (let n = 0; n < count; n += 1) {
    const paid = await desk.pay(1_000);
    const input = intent(paid.paymentId, 400n);
    await refundAsItStands(desk.web, finance, input);
    asked.push({ id: input.commandId, chargeId: paid.chargeId });
  }
  return asked;
}

async function allSucceed(asked: readonly { id: string; chargeId: string }[]): Promise<void> {
  const ids = asked.map(({ id }) => id);
  const done = () =>
    desk.owner.prisma.command.count({ where: { id: { in: ids }, state: "succeeded" } });
  await eventually(async () => (await done()) === asked.length, "all are sent", PATIENCE_MS);
  for (const { chargeId } of asked) {
    expect(await desk.refundsAt(chargeId)).toHaveLength(1);
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ refunded: 400n, held: 0n });
  }
}

it("two workers share one breaker: while Stripe fails they queue, then all comes to one refund each", {
  timeout: 3 * PATIENCE_MS,
}, async () => {
  desk.fault({ match: POST, effect: "status", status: 503, count: 10_000 });
  const asked = await ask(COUNT);
  await eventually(async () => (await breaker())?.state === "open", "it opens", PATIENCE_MS);
  await eventually(async () => ((await breaker())?.trips ?? 0) >= 3, "it is tried", PATIENCE_MS);
  const waiting = await desk.owner.prisma.command.groupBy({
    by: ["state"],
    where: { id: { in: asked.map(({ id }) => id) } },
    _count: true,
  });
  expect(waiting.map(({ state }) => state).filter((s) => s !== "held" && s !== "unknown")).toEqual(
    [],
  );
  // Four opened it, what was under way has gone, and each opening since was one trial.
  const trips = (await breaker())?.trips ?? 0;
  expect(await attempts()).toBeLessThanOrEqual(4 + WORKERS * AT_ONCE + trips + 1);
  desk.sandbox.engine.faults.clear();
  await allSucceed(asked);
  expect(await breaker()).toMatchObject({ state: "closed" });
});

it("neither worker sends anything while a kill switch is on", {
  timeout: 3 * PATIENCE_MS,
}, async () => {
  const request = { covers: EVERYTHING, reason: "a rehearsal" };
  await stopOverrides(desk.web, await desk.person("support"), KINDS, request);
  const before = await attempts();
  const asked = await ask(4);
  await workersWentRound();
  expect(await attempts()).toBe(before);
  await desk.owner.prisma.killSwitch.updateMany({
    data: { offAt: new Date(), offCommandId: newId() },
  });
  await allSucceed(asked);
});
