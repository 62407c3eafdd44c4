import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { previewRefund, requestRefund } from "#server/modules/refunds/index.ts";
import { decideWithPasskey } from "#tests/support/approve.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { guardOf, intent, refund } from "./paid-charge.ts";
import { executeAll, KINDS, openDesk, type RefundDesk } from "./refund-desk.ts";

const AT_ONCE = 50;
const database = useTestDatabase();
let desk: RefundDesk;

beforeAll(async () => {
  desk = await openDesk(database());
});
afterAll(() => desk.close());

const settle = (work: Promise<{ state: string }>) =>
  work.then(
    ({ state }) => state,
    (error: DomainError) => error.code,
  );
const tally = (results: string[]) =>
  Object.fromEntries(
    [...new Set(results)]
      .toSorted()
      .map((result) => [result, results.filter((other) => other === result).length]),
  );

/** Another finance person says yes to everything that waits for one. */
async function approveAll(paymentId: string): Promise<void> {
  const approver = await desk.person("finance");
  const waiting = await desk.owner.prisma.command.findMany({
    where: { targetId: paymentId, state: "pending_approval" },
  });
  // One person signs one after another; their authenticator counts.
  for (const { id: commandId, version, paramsHash, previewHash, basisHash } of waiting) {
    const bound = { commandId, version, paramsHash, previewHash, basisHash };
    await decideWithPasskey(desk.web, approver, KINDS, { ...bound, decision: "approved" });
  }
}

/** Stripe is not asked, so these are safe to repeat: others changed what was previewed, or no connection was free in time. */
const REPEATED = new Set(["PREVIEW_STALE", "P2028"]);

/** Previews alone, then asks, under the same id until there is an answer. */
async function refundPatiently(
  actor: Actor,
  paymentId: string,
  amount: bigint,
): Promise<{ state: string }> {
  const asked = intent(paymentId, amount);
  for (;;) {
    try {
      return await refund(desk.web, actor, asked);
    } catch (error) {
      if (!REPEATED.has((error as DomainError).code)) throw error;
    }
  }
}

describe(`${AT_ONCE} refunds of one charge at once`, () => {
  it("never reserve, and never send, more than was captured", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    const people = await Promise.all(Array.from({ length: AT_ONCE }, () => desk.person("finance")));
    const results = await Promise.all(
      people.map((person) => settle(refundPatiently(person, paymentId, 300n))),
    );
    // Three times 3.00 is 9.00; the first needs nobody, each later one is a second refund within a day.
    expect(tally(results)).toEqual({
      AMOUNT_EXCEEDS_REFUNDABLE: 47,
      held: 1,
      pending_approval: 2,
    });
    expect(await guardOf(desk.owner, chargeId)).toEqual({
      captured: 1_000n,
      refunded: 0n,
      held: 900n,
      reserved: 900n,
    });
    await approveAll(paymentId);
    await Promise.all([1, 2].map(() => executeAll(desk, desk.executor)));
    const made = await desk.refundsAt(chargeId);
    expect(made.map(({ amount }) => amount)).toEqual([300, 300, 300]);
    expect(await guardOf(desk.owner, chargeId)).toEqual({
      captured: 1_000n,
      refunded: 900n,
      held: 0n,
      reserved: 0n,
    });
  });

  it("are one refund when all of them are the same click", async () => {
    const { paymentId, chargeId } = await desk.pay(1_000);
    const support = await desk.person("support");
    const asked = intent(paymentId, 10n);
    const { previewHash } = await previewRefund(desk.web, support, asked);
    const results = await Promise.all(
      Array.from({ length: AT_ONCE }, () =>
        requestRefund(desk.web, support, { ...asked, previewHash }),
      ),
    );
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 10n, reserved: 10n });
    await executeAll(desk, desk.executor);
    expect(await desk.refundsAt(chargeId)).toHaveLength(1);
  });
});

describe("one person's refunds of many charges at once", () => {
  it("never pass the limit of 24 hours without another person", async () => {
    const support = await desk.person("support");
    const payments = await Promise.all(Array.from({ length: 12 }, () => desk.pay(9_000)));
    const results = await Promise.all(
      payments.map(({ paymentId }) => settle(refundPatiently(support, paymentId, 9_000n))),
    );
    // Five times 90.00 is 450.00; the sixth would pass 500.00.
    expect(tally(results)).toEqual({ held: 5, pending_approval: 7 });
  });

  it("count again 24 hours later, and not at all once they came to nothing", async () => {
    const support = await desk.person("support");
    const started = desk.clock.now();
    const ask = async (amount: bigint) =>
      (await refund(desk.web, support, intent((await desk.pay(20_000)).paymentId, amount))).state;
    for (let n = 0; n < 5; n += 1) expect(await ask(10_000n)).toBe("held");
    expect(await ask(1n)).toBe("pending_approval");
    await desk.owner.prisma.velocityEntry.updateMany({
      where: { subjectId: support.userId, amountBase: 1n },
      data: { releasedAt: started },
    });
    desk.clock.advance(24 * 3_600_000);
    expect(await ask(10_000n)).toBe("held");
    desk.clock.set(started);
  });
});
