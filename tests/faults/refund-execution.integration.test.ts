import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import { executeDueCommand, getCommand, type StripeKind } from "#server/modules/commands/index.ts";
import { refundKind, refundProjector } from "#server/modules/refunds/index.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import { decideWithPasskey } from "#tests/support/approve.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { guardOf, intent, refund } from "./paid-charge.ts";
import { executeAll, KINDS, openDesk, type RefundDesk } from "./refund-desk.ts";

const database = useTestDatabase();
let desk: RefundDesk;
let support: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
  support = await desk.person("support");
});
afterAll(() => desk.close());

const commandOf = (id: string) => desk.owner.prisma.command.findUniqueOrThrow({ where: { id } });
const project = (object: Parameters<typeof refundProjector.project>[2]) =>
  desk.worker.db.transaction((tx) => refundProjector.project(tx, desk.worker.scope, object));

describe("a held refund whose hold is over", () => {
  it("is sent once with what was stored, and everything it was takes its last form", async () => {
    const { paymentId, chargeId } = await desk.pay(5_000);
    const asked = intent(paymentId, 1_200n, { reason: "duplicate" });
    await refund(desk.web, support, asked);
    const before = desk.refundPosts();
    await executeAll(desk, desk.executor);
    expect(desk.refundPosts() - before).toBe(1);
    const [made] = await desk.refundsAt(chargeId);
    expect(made).toMatchObject({
      amount: 1_200,
      reason: "duplicate",
      metadata: { command_id: asked.commandId, reason: "duplicate" },
    });
    const detail = await getCommand(desk.web, support, KINDS, asked.commandId);
    expect(detail).toMatchObject({
      state: "succeeded",
      result: { id: made?.id, status: "succeeded" },
      attempts: [{ n: 1, outcome: "accepted", httpStatus: 200 }],
      prediction: { state: "waiting" },
      canUndo: false,
    });
    expect(await guardOf(desk.owner, chargeId)).toEqual({
      captured: 5_000n,
      refunded: 1_200n,
      held: 0n,
      reserved: 0n,
    });
    const audit = await desk.owner.prisma.auditEvent.findMany({
      where: { commandId: asked.commandId },
      orderBy: { at: "asc" },
    });
    expect(audit.map(({ action }) => action)).toEqual([
      "refund.requested",
      "command.sent",
      "command.settled",
    ]);
  });

  it("fails with Stripe's reason when Stripe refuses, and gives back what it held", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    await desk.stripe.refunds.create({ charge: chargeId, amount: 900 });
    const asked = intent(paymentId, 500n);
    await refund(desk.web, support, asked);
    await executeAll(desk, desk.executor);
    const command = await commandOf(asked.commandId);
    expect(command).toMatchObject({ state: "failed", resultId: null });
    expect(command.failureMessage).toContain("greater than unrefunded amount");
    expect(command.closedAt).not.toBeNull();
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 0n, reserved: 0n });
    expect(
      await desk.owner.prisma.velocityEntry.count({
        where: { commandId: asked.commandId, releasedAt: null },
      }),
    ).toBe(0);
  });

  it("goes back and waits when Stripe is too busy, then goes through under the same key", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    const asked = intent(paymentId, 500n);
    await refund(desk.web, support, asked);
    desk.fault({ match: { method: "POST", path: "/v1/refunds" }, effect: "status", status: 429 });
    await executeDueCommand(desk.worker, desk.executor);
    const waiting = await commandOf(asked.commandId);
    expect(waiting.state).toBe("held");
    expect(waiting.runAfter?.getTime()).toBeGreaterThan(Date.now());
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 500n });
    expect(await executeDueCommand(desk.worker, desk.executor)).toBe(false);
    await desk.owner.prisma.command.update({
      where: { id: asked.commandId },
      data: { runAfter: null },
    });
    await executeAll(desk, desk.executor);
    expect(await commandOf(asked.commandId)).toMatchObject({ state: "succeeded", attempts: 2 });
    expect(await desk.refundsAt(chargeId)).toHaveLength(1);
  });

  it("settles to the same when the webhook is faster than the answer", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    const asked = intent(paymentId, 500n);
    await refund(desk.web, support, asked);
    await executeAll(desk, {
      ...desk.executor,
      writer: {
        send: async (operation, mutation) => {
          const outcome = await desk.gateway.send(operation, mutation);
          if (outcome.kind === "accepted") await project(outcome.object as StripeObjects["refund"]);
          return outcome;
        },
      },
    });
    const command = await commandOf(asked.commandId);
    expect(command).toMatchObject({ state: "succeeded", leaseUntil: null });
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({
      refunded: 500n,
      held: 0n,
      reserved: 0n,
    });
    expect(
      await desk.owner.prisma.commandAttempt.findMany({ where: { commandId: asked.commandId } }),
    ).toMatchObject([{ outcome: "accepted" }]);
    const settled = await desk.owner.prisma.auditEvent.count({
      where: { commandId: asked.commandId, action: "command.settled" },
    });
    expect(settled).toBe(1);
  });
});

describe("a refund that Stripe tells more of later", () => {
  it("keeps the newer state that a webhook brought when the older answer comes after it", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    const asked = intent(paymentId, 30n);
    await refund(desk.web, support, asked);
    await executeAll(desk, {
      ...desk.executor,
      writer: {
        send: async (operation, mutation) => {
          const outcome = await desk.gateway.send(operation, mutation);
          if (outcome.kind === "accepted")
            await project({ ...(outcome.object as StripeObjects["refund"]), status: "failed" });
          return outcome;
        },
      },
    });
    expect(await commandOf(asked.commandId)).toMatchObject({
      state: "failed",
      resultStatus: "failed",
    });
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ refunded: 0n, held: 0n });
  });

  it("is accepted while pending, and fails later even after it succeeded", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    const asked = intent(paymentId, 400n);
    await refund(desk.web, support, asked);
    await executeAll(desk, desk.executor);
    const [made] = await desk.refundsAt(chargeId);
    if (!made) throw new Error("no refund was made");
    await project({ ...made, status: "failed", failure_reason: "expired_or_canceled_card" });
    await project({ ...made, status: "failed", failure_reason: "expired_or_canceled_card" });
    expect(await commandOf(asked.commandId)).toMatchObject({
      state: "failed_later",
      failureCode: "expired_or_canceled_card",
    });
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({
      refunded: 0n,
      held: 0n,
      reserved: 0n,
    });
  });

  it("is taken in when it was made outside the console, also before its charge is known", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    const outside = await desk.stripe.refunds.create({ charge: chargeId, amount: 700 });
    await project(outside);
    await project(outside);
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({
      captured: 1_000n,
      refunded: 700n,
      held: 0n,
    });
    await expect(refund(desk.web, support, intent(paymentId, 301n))).rejects.toMatchObject({
      code: "AMOUNT_EXCEEDS_REFUNDABLE",
    });
    await project({ ...outside, id: "re_early", charge: "ch_unknown", payment_intent: null });
    expect(await guardOf(desk.owner, "ch_unknown")).toMatchObject({ captured: 0n, refunded: 700n });
  });

  it("does not settle a command that it only claims to belong to", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    const asked = intent(paymentId, 400n);
    await refund(desk.web, support, asked);
    const forged = await desk.stripe.refunds.create({
      charge: chargeId,
      amount: 100,
      metadata: { command_id: asked.commandId },
    });
    await project(forged);
    expect(await commandOf(asked.commandId)).toMatchObject({ state: "held", resultId: null });
    const row = await desk.owner.prisma.refund.findFirstOrThrow({ where: { id: forged.id } });
    expect(row.commandId).toBeNull();
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ refunded: 100n, held: 400n });
    await executeAll(desk, desk.executor);
  });
});

describe("the policy, asked once more before sending", () => {
  it("sends a refund back for approval when its charge was disputed meanwhile", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    const asked = intent(paymentId, 400n);
    await refund(desk.web, support, asked);
    await desk.owner.prisma.charge.updateMany({
      where: { id: chargeId },
      data: { disputed: true },
    });
    const before = desk.refundPosts();
    await executeAll(desk, desk.executor);
    const waiting = await commandOf(asked.commandId);
    expect(waiting.state).toBe("pending_approval");
    expect(desk.refundPosts()).toBe(before);
    const finance = await desk.person("finance");
    const read = await getCommand(desk.web, finance, KINDS, asked.commandId);
    expect(read.changedSince).toEqual([{ label: "Disputed", before: "no", after: "yes" }]);
    const { version, paramsHash, previewHash, basisHash } = read;
    await decideWithPasskey(desk.web, finance, KINDS, {
      commandId: asked.commandId,
      version,
      paramsHash,
      previewHash,
      basisHash,
      decision: "approved",
    });
    await executeAll(desk, desk.executor);
    expect(await commandOf(asked.commandId)).toMatchObject({ state: "succeeded" });
  });

  it.each([
    ["lost the role", { role: "auditor" }],
    ["left", { disabledAt: new Date() }],
  ] as const)(
    "refuses when the person %s meanwhile, and gives back what was held",
    async (_name, change) => {
      const { paymentId, chargeId } = await desk.pay(1_000);
      const leaver = await desk.person("support");
      const asked = intent(paymentId, 400n);
      await refund(desk.web, leaver, asked);
      await desk.owner.prisma.person.update({ where: { id: leaver.userId }, data: change });
      await executeAll(desk, desk.executor);
      expect(await commandOf(asked.commandId)).toMatchObject({
        state: "failed",
        failureCode: "policy_denied",
        attempts: 0,
      });
      expect(await desk.refundsAt(chargeId)).toEqual([]);
      expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 0n, reserved: 0n });
    },
  );

  it("does not let one command that cannot be judged stand before the others", async () => {
    const [first, second] = [await desk.pay(1_000), await desk.pay(1_000)];
    const [stuck, fine] = [intent(first.paymentId, 100n), intent(second.paymentId, 100n)];
    await refund(desk.web, support, stuck);
    await refund(desk.web, support, fine);
    const picky: StripeKind = {
      ...refundKind,
      judge: (tx, scope, command, circumstances) =>
        command.id === stuck.commandId
          ? Promise.reject(new Error("no verdict"))
          : refundKind.judge(tx, scope, command, circumstances),
    };
    const executor = { ...desk.executor, kinds: { refund: picky }, backoffMs: 60_000 };
    await expect(executeDueCommand(desk.worker, executor)).rejects.toThrow("could not be claimed");
    await executeAll(desk, executor);
    expect((await commandOf(stuck.commandId)).state).toBe("held");
    expect((await commandOf(fine.commandId)).state).toBe("succeeded");
    await desk.owner.prisma.command.update({
      where: { id: stuck.commandId },
      data: { runAfter: null },
    });
    await executeAll(desk, desk.executor);
  });
});
