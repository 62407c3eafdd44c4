import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { cancelCommand, executeDueCommand } from "#server/modules/commands/index.ts";
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
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );
const undo = (actor: Actor, commandId: string, version = 1) =>
  codeOf(cancelCommand(desk.web, actor, KINDS, { commandId, version }));

async function ask(amount = 100n) {
  const paid = await desk.pay(1_000);
  const asked = intent(paid.paymentId, amount);
  await refund(desk.web, support, asked);
  return { id: asked.commandId, chargeId: paid.chargeId };
}

describe("an undo", () => {
  it("means that Stripe is never called, and frees what was held and counted", async () => {
    const { id, chargeId } = await ask();
    const before = desk.refundPosts();
    expect(await undo(support, id)).toBe("done");
    await executeAll(desk, desk.executor);
    expect(desk.refundPosts()).toBe(before);
    expect(await commandOf(id)).toMatchObject({
      state: "cancelled",
      attempts: 0,
      firstSentAt: null,
    });
    expect(await guardOf(desk.owner, chargeId)).toEqual({
      captured: 1_000n,
      refunded: 0n,
      held: 0n,
      reserved: 0n,
    });
    expect(
      await desk.owner.prisma.velocityEntry.count({
        where: { commandId: id, releasedAt: null },
      }),
    ).toBe(0);
    expect(await undo(support, id, 2)).toBe("UNDO_TOO_LATE");
  });

  it("is for the person who asked, and for what they saw", async () => {
    const { id } = await ask();
    expect(await undo(await desk.person("finance"), id)).toBe("NOT_PERMITTED");
    expect(await undo(support, id, 7)).toBe("COMMAND_STATE_CHANGED");
    await executeAll(desk, desk.executor);
    expect(await undo(support, id, (await commandOf(id)).version)).toBe("UNDO_TOO_LATE");
  });

  it("waits for its hold: the executor does not touch a command before", async () => {
    const patient = { ...desk.web, settings: { ...desk.web.settings, holdMs: 60_000 } };
    const paid = await desk.pay(1_000);
    const asked = intent(paid.paymentId, 100n);
    await refund(patient, support, asked);
    expect(await executeDueCommand(desk.worker, desk.executor)).toBe(false);
    expect(await undo(support, asked.commandId)).toBe("done");
  });

  it("races the executor to exactly one winner", async () => {
    const RACES = 20;
    const tally = { undone: 0, sent: 0 };
    for (let race = 0; race < RACES; race += 1) {
      const { id, chargeId } = await ask(10n);
      const started = race % 2 === 0;
      const executed = started ? executeDueCommand(desk.worker, desk.executor) : undefined;
      const [result] = await Promise.all([
        undo(support, id),
        executed ?? executeDueCommand(desk.worker, desk.executor),
      ]);
      await executeAll(desk, desk.executor);
      const { state } = await commandOf(id);
      const made = await desk.refundsAt(chargeId);
      expect([result, state, made.length]).toEqual(
        result === "done" ? ["done", "cancelled", 0] : ["UNDO_TOO_LATE", "succeeded", 1],
      );
      expect(await guardOf(desk.owner, chargeId)).toMatchObject({
        refunded: BigInt(made.length) * 10n,
        held: 0n,
        reserved: 0n,
      });
      tally[result === "done" ? "undone" : "sent"] += 1;
    }
    expect(tally.undone + tally.sent).toBe(RACES);
  });
});
