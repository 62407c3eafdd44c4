import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import { type CommandExecutor, executeDueCommand } from "#server/modules/commands/index.ts";
import type { StoredMutation } from "#server/platform/stripe/stripe-writer.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { guardOf, intent, refund } from "./paid-charge.ts";
import { executeAll, openDesk, type RefundDesk } from "./refund-desk.ts";

const HOUR_MS = 3_600_000;
const POST = { method: "POST", path: "/v1/refunds" };
const LIST = { method: "GET", path: "/v1/refunds" };

const database = useTestDatabase();
let desk: RefundDesk;
let sent: StoredMutation[];
let recording: CommandExecutor;
let support: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
});
afterAll(() => desk.close());
beforeEach(async () => {
  support = await desk.person("support");
  sent = [];
  recording = {
    ...desk.executor,
    writer: {
      send: (operation, mutation) => {
        sent.push(mutation);
        return desk.gateway.send(operation, mutation);
      },
    },
  };
});

const commandOf = (id: string) => desk.owner.prisma.command.findUniqueOrThrow({ where: { id } });
const dueNow = (id: string) =>
  desk.owner.prisma.command.update({ where: { id }, data: { runAfter: null } });

/** Asks for a refund of 4.00 and lets its first request meet `fault`. */
async function askAndLose(fault: object) {
  const paid = await desk.pay(1_000);
  const asked = intent(paid.paymentId, 400n);
  await refund(desk.web, support, asked);
  desk.fault({ match: POST, ...fault });
  await executeDueCommand(desk.worker, recording);
  return { id: asked.commandId, chargeId: paid.chargeId };
}

describe("a request whose answer is lost", () => {
  it.each([
    ["Stripe acted, the answer timed out", { effect: "timeout_after_effect" }, 1],
    ["Stripe acted, the connection broke", { effect: "reset_after_effect" }, 1],
    ["Stripe never saw it", { effect: "reset_before_effect" }, 2],
    ["Stripe failed inside", { effect: "status", status: 500 }, 2],
    [
      "Stripe says that another copy is running",
      {
        effect: "status",
        status: 409,
        body: {
          error: { type: "idempotency_error", code: "idempotency_key_in_use", message: "in use" },
        },
      },
      2,
    ],
    [
      "something before Stripe answered in HTML",
      { effect: "status", status: 502, body: "<html>bad gateway</html>" },
      2,
    ],
  ])("%s: one refund in the end, the reservation kept until then", async (_name, fault, posts) => {
    const { id, chargeId } = await askAndLose(fault);
    expect(await commandOf(id)).toMatchObject({ state: "unknown", failureCode: null });
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 400n, reserved: 400n });
    await dueNow(id);
    await executeAll(desk, recording);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
    expect(await desk.refundsAt(chargeId)).toHaveLength(1);
    expect(await guardOf(desk.owner, chargeId)).toEqual({
      captured: 1_000n,
      refunded: 400n,
      held: 0n,
      reserved: 0n,
    });
    expect(sent).toHaveLength(posts);
    expect(
      new Set(
        sent.map(
          ({ idempotencyKey, body, apiVersion }) => `${idempotencyKey} ${body} ${apiVersion}`,
        ),
      ).size,
    ).toBe(1);
  });

  it("is found by the event in our inbox before Stripe is asked for its list", async () => {
    const { id, chargeId } = await askAndLose({ effect: "timeout_after_effect" });
    const [made] = await desk.refundsAt(chargeId);
    const { idempotencyKey } = await commandOf(id);
    await desk.owner.prisma.webhookEvent.create({
      data: {
        ...desk.worker.scope,
        receivedAt: new Date(),
        seq: 1n,
        eventId: "evt_1",
        type: "refund.created",
        objectType: "refund",
        objectId: made?.id ?? "",
        createdAt: new Date(),
        requestIdempotencyKey: idempotencyKey,
        source: "webhook",
        raw: new Uint8Array(),
        bodyHash: "-",
        status: "received",
      },
    });
    await dueNow(id);
    const withoutLists = {
      ...recording,
      reader: { ...desk.gateway, listRefunds: () => Promise.reject(new Error("not asked")) },
    };
    await executeAll(desk, withoutLists);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded", resultId: made?.id });
    expect(sent).toHaveLength(1);
  });

  it("is not sent again while Stripe cannot say what became of it", async () => {
    const { id, chargeId } = await askAndLose({ effect: "timeout_after_effect" });
    desk.fault({ match: LIST, effect: "status", status: 500, count: 20 });
    await dueNow(id);
    await executeDueCommand(desk.worker, recording);
    expect(await commandOf(id)).toMatchObject({ state: "unknown", leaseUntil: null });
    expect(sent).toHaveLength(1);
    desk.sandbox.engine.faults.clear();
    await dueNow(id);
    await executeAll(desk, recording);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
    expect(await desk.refundsAt(chargeId)).toHaveLength(1);
  });

  it("stays unknown when a repeated request is turned away at the door", async () => {
    const { id, chargeId } = await askAndLose({ effect: "reset_before_effect" });
    for (const status of [429, 401]) {
      desk.fault({ match: POST, effect: "status", status });
      await dueNow(id);
      await executeDueCommand(desk.worker, recording);
      expect((await commandOf(id)).state).toBe("unknown");
      expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 400n, reserved: 400n });
    }
    await dueNow(id);
    await executeAll(desk, recording);
    expect(await desk.refundsAt(chargeId)).toHaveLength(1);
  });
});

describe("a request that nobody can safely repeat", () => {
  it("goes to a person 23 hours after it was first sent, and keeps its reservation", async () => {
    const { id, chargeId } = await askAndLose({ effect: "reset_before_effect" });
    const started = desk.clock.now();
    desk.clock.advance(23 * HOUR_MS);
    await dueNow(id);
    await executeAll(desk, recording);
    desk.clock.set(started);
    expect(await commandOf(id)).toMatchObject({ state: "needs_human", failureCode: "key_too_old" });
    expect(sent).toHaveLength(1);
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 400n, reserved: 400n });
    expect(await executeDueCommand(desk.worker, recording)).toBe(false);
  });

  it("is still repeated a minute before", async () => {
    const { id, chargeId } = await askAndLose({ effect: "reset_before_effect" });
    const started = desk.clock.now();
    desk.clock.advance(23 * HOUR_MS - 60_000);
    await dueNow(id);
    await executeAll(desk, recording);
    desk.clock.set(started);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
    expect(await desk.refundsAt(chargeId)).toHaveLength(1);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    [
      "23 hours after it by the database's clock, whatever the sender's said",
      (id) =>
        desk.owner.prisma.commandAttempt.updateMany({
          where: { commandId: id },
          data: { begunAt: new Date(Date.now() - 23 * HOUR_MS) },
        }),
    ],
    [
      "where it was sent in the future, so that a clock was wrong and its age is not known",
      (id) =>
        desk.owner.prisma.command.update({
          where: { id },
          data: { firstSentAt: new Date(desk.clock.now().getTime() + HOUR_MS) },
        }),
    ],
  ])("goes to a person %s", async (_name, happened) => {
    const { id } = await askAndLose({ effect: "reset_before_effect" });
    await happened(id);
    await dueNow(id);
    await executeAll(desk, recording);
    expect(await commandOf(id)).toMatchObject({ state: "needs_human", failureCode: "key_too_old" });
    expect(sent).toHaveLength(1);
  });

  it("goes to a person when Stripe knows the key with another body", async () => {
    const { id, chargeId } = await askAndLose({
      effect: "status",
      status: 400,
      body: {
        error: {
          type: "idempotency_error",
          message: "Keys for idempotent requests can only be used with the same parameters",
        },
      },
    });
    expect(await commandOf(id)).toMatchObject({
      state: "needs_human",
      failureCode: "idempotency_error",
    });
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 400n, reserved: 400n });
  });
});
