import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EVERYTHING } from "#core/contracts/operations.ts";
import type { Actor } from "#core/roles.ts";
import {
  cancelCommand,
  executeDueCommand,
  expireApprovals,
} from "#server/modules/commands/index.ts";
import { readOperations, stopOverrides } from "#server/modules/operations/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { eventually } from "#tests/support/eventually.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { guardOf, intent, refund } from "./paid-charge.ts";
import { executeAll, KINDS, openDesk, type RefundDesk } from "./refund-desk.ts";

const POST = { method: "POST", path: "/v1/refunds" };

const database = useTestDatabase();
let desk: RefundDesk;
let finance: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
});
afterAll(() => desk.close());
beforeEach(async () => {
  finance = await desk.person("finance");
});
afterEach(() => takeOff());

const stop = async (covers = EVERYTHING, by?: Actor) =>
  await stopOverrides(desk.web, by ?? (await desk.person("support")), KINDS, {
    covers,
    reason: "refunds go to the wrong people",
  });

/** As a signed command would. */
const takeOff = () =>
  desk.owner.prisma.killSwitch.updateMany({
    where: { offAt: null },
    data: { offAt: new Date(), offCommandId: newId() },
  });

async function ask(amount = 400n) {
  const paid = await desk.pay(Number(amount) * 2);
  const input = intent(paid.paymentId, amount);
  const { state, version } = await refund(desk.web, finance, input);
  return { id: input.commandId, chargeId: paid.chargeId, state, version };
}

const stateOf = async (id: string) =>
  (await desk.owner.prisma.command.findUniqueOrThrow({ where: { id } })).state;
const attempts = () => desk.owner.prisma.commandAttempt.count();

describe("a kill switch", () => {
  it("lets nothing be claimed once it is on, however many workers are at it", {
    timeout: 90_000,
  }, async () => {
    const asked = await Promise.all(Array.from({ length: 30 }, () => ask()));
    const before = await attempts();
    const workers = [1, 2, 3, 4].map(() => executeAll(desk, desk.executor));
    await eventually(async () => (await attempts()) >= before + 4, "some were sent", 20_000);
    await stop();
    const sentWhenOn = await attempts();
    await Promise.all(workers);
    expect(await attempts()).toBe(sentWhenOn);
    expect(sentWhenOn - before).toBeLessThan(asked.length);
    const states = await Promise.all(asked.map(({ id }) => stateOf(id)));
    expect(states.filter((state) => state === "held")).toHaveLength(
      asked.length - (sentWhenOn - before),
    );
    expect(states.filter((state) => state !== "held" && state !== "succeeded")).toEqual([]);
    await takeOff();
    await executeAll(desk, desk.executor);
    for (const { chargeId } of asked) expect(await desk.refundsAt(chargeId)).toHaveLength(1);
  });

  it("still takes requests, lets them be undone, and says how many wait", async () => {
    await stop();
    const [kept, undone] = [await ask(), await ask()];
    expect([kept.state, undone.state]).toEqual(["held", "held"]);
    expect(await executeDueCommand(desk.worker, desk.executor)).toBe(false);
    const read = await readOperations(desk.web, KINDS);
    expect(read.queue).toMatchObject({ queued: 2, sending: 0 });
    expect(read.stops.switches).toMatchObject([{ covers: EVERYTHING, onBy: { role: "support" } }]);
    await cancelCommand(desk.web, finance, KINDS, {
      commandId: undone.id,
      version: undone.version,
    });
    expect(await stateOf(undone.id)).toBe("cancelled");
    expect(await guardOf(desk.owner, undone.chargeId)).toMatchObject({ held: 0n });
    await takeOff();
    await executeAll(desk, desk.executor);
    expect(await stateOf(kept.id)).toBe("succeeded");
  });

  it("leaves approvals their time: what nobody signs expires as ever", async () => {
    await stop();
    const { id, state } = await ask(200_000n);
    expect(state).toBe("pending_approval");
    await desk.owner.prisma.command.update({ where: { id }, data: { expiresAt: new Date(0) } });
    await expireApprovals(desk.worker, KINDS);
    expect(await stateOf(id)).toBe("expired");
  });

  it("looks for the answer that was lost, and does not send the request again", async () => {
    const [made, unmade] = [await ask(), await ask()];
    desk.fault({ match: POST, effect: "timeout_after_effect" });
    await executeDueCommand(desk.worker, desk.executor);
    desk.fault({ match: POST, effect: "reset_before_effect" });
    await executeDueCommand(desk.worker, desk.executor);
    await stop();
    const before = desk.refundPosts();
    for (let round = 0; round < 3; round += 1) {
      await desk.owner.prisma.command.updateMany({ data: { runAfter: null } });
      await executeDueCommand(desk.worker, desk.executor);
      await executeDueCommand(desk.worker, desk.executor);
    }
    expect(desk.refundPosts()).toBe(before);
    expect([await stateOf(made.id), await stateOf(unmade.id)]).toEqual(["succeeded", "unknown"]);
    expect(await guardOf(desk.owner, unmade.chargeId)).toMatchObject({
      held: 400n,
      reserved: 400n,
    });
    await takeOff();
    await desk.owner.prisma.command.updateMany({ data: { runAfter: null } });
    await executeAll(desk, desk.executor);
    expect(await stateOf(unmade.id)).toBe("succeeded");
  });

  it("that covers another kind holds nothing of this one", async () => {
    const kinds = { ...KINDS, retry: { ...KINDS.refund, kind: "retry" } };
    await stopOverrides(desk.web, finance, kinds, { covers: "retry", reason: "a loop" });
    const { id } = await ask();
    await executeAll(desk, desk.executor);
    expect(await stateOf(id)).toBe("succeeded");
    await stop("refund");
    const later = await ask();
    await executeAll(desk, desk.executor);
    expect(await stateOf(later.id)).toBe("held");
  });

  it("is one switch when two people stop the same at once, with one row in the log", async () => {
    const both = await Promise.all([stop(), stop()]);
    const ids = both.flatMap(({ switches }) => switches.map(({ id }) => id));
    expect(new Set(ids).size).toBe(1);
    const rows = await desk.owner.prisma.auditEvent.findMany({
      where: { action: "kill-switch.on", resourceId: ids[0] ?? "" },
    });
    expect(rows).toMatchObject([
      { reason: "refunds go to the wrong people", actorRole: "support" },
    ]);
  });

  it("cannot cover what does not exist", async () => {
    await expect(stop("moon")).rejects.toThrow("INVALID_INPUT");
  });

  it("cannot be put on signed off, nor taken off by the web's own hand", async () => {
    await stop();
    await expect(
      desk.web.db.prisma.killSwitch.updateMany({
        data: { offAt: new Date(), offCommandId: newId() },
      }),
    ).rejects.toThrow(/permission denied/);
    await expect(
      desk.owner.prisma.killSwitch.updateMany({ data: { offAt: new Date() } }),
    ).rejects.toThrow(/kill_switch_off_is_signed/);
  });
});
