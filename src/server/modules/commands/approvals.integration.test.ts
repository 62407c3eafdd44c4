import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  addAccount,
  addPerson,
  addUnsentPayment,
  guardOf,
  intent,
  refund,
} from "#tests/faults/paid-charge.ts";
import { KINDS } from "#tests/faults/refund-desk.ts";
import { decideWithPasskey } from "#tests/support/approve.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { cancelCommand, expireApprovals, getCommand } from "./index.ts";
import { listApprovals } from "./list-approvals.ts";

const database = useTestDatabase();
const clock = testClock();
let web: Runtime;
let worker: Runtime;
let owner: Database;
let support: Actor;
let finance: Actor;
let manager: Actor;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web", { clock });
  worker = testRuntime(database(), "countersign_worker", { clock });
  owner = testRuntime(database(), "countersign_owner", { clock }).db;
  await addAccount(owner, TEST_SCOPE);
});
afterAll(async () => {
  await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
});
beforeEach(async () => {
  [support, finance, manager] = await Promise.all([
    addPerson(owner, "support"),
    addPerson(owner, "finance"),
    addPerson(owner, "manager"),
  ]);
});

/** A refund that waits for another person; what the approver's screen would send. */
async function ask(actor: Actor, amount: bigint, runtime = web) {
  const paid = await addUnsentPayment(worker, 500_000n);
  const { id } = await refund(runtime, actor, intent(paid.paymentId, amount));
  const read = await getCommand(web, actor, KINDS, id);
  const { version, paramsHash, previewHash, basisHash, state } = read;
  expect(state).toBe("pending_approval");
  const bound = { commandId: id, version, paramsHash, previewHash, basisHash };
  return { ...paid, commandId: id, bound };
}
const decide = (actor: Actor, input: Parameters<typeof decideWithPasskey>[3]) =>
  decideWithPasskey(web, actor, KINDS, input).then(
    ({ state }) => state,
    (error: DomainError) => error.code,
  );

describe("an approval", () => {
  it("starts the hold, is kept with what it was bound to, and is an audit row", async () => {
    const { commandId, bound, chargeId } = await ask(support, 20_000n);
    expect(await decide(finance, { ...bound, decision: "approved", note: "seen the mail" })).toBe(
      "held",
    );
    const detail = await getCommand(web, support, KINDS, commandId);
    expect(detail).toMatchObject({
      state: "held",
      expiresAt: null,
      canUndo: true,
      approvals: [
        {
          approver: { id: finance.userId, role: "finance" },
          decision: "approved",
          note: "seen the mail",
        },
      ],
    });
    expect(detail.holdUntil).not.toBeNull();
    expect((await guardOf(owner, chargeId)).held).toBe(20_000n);
    const audit = await owner.prisma.auditEvent.findMany({
      where: { commandId, action: "command.approved" },
    });
    expect(audit.map(({ actorId, reason }) => [actorId, reason])).toEqual([
      [finance.userId, "seen the mail"],
    ]);
  });

  it("can be a no, which gives back what was held", async () => {
    const { commandId, bound, chargeId } = await ask(support, 20_000n);
    expect(await decide(finance, { ...bound, decision: "rejected", note: "not theirs" })).toBe(
      "rejected",
    );
    expect(await guardOf(owner, chargeId)).toMatchObject({ held: 0n, reserved: 0n });
    expect(await owner.prisma.velocityEntry.count({ where: { commandId, releasedAt: null } })).toBe(
      0,
    );
    expect(await decide(manager, { ...bound, decision: "approved" })).toBe(
      "APPROVAL_ALREADY_DECIDED",
    );
  });

  it.each<[string, bigint, "support" | "finance", Record<string, string>]>([
    [
      "support within finance's limit",
      20_000n,
      "support",
      { support: "APPROVER_LACKS_AUTHORITY", finance: "held", manager: "APPROVER_LACKS_AUTHORITY" },
    ],
    [
      "support above it",
      100_001n,
      "support",
      { support: "APPROVER_LACKS_AUTHORITY", finance: "APPROVER_LACKS_AUTHORITY", manager: "held" },
    ],
    [
      "finance above its own",
      100_001n,
      "finance",
      { finance: "APPROVER_LACKS_AUTHORITY", manager: "held" },
    ],
  ])("%s: who may say yes", async (_name, amount, role, expected) => {
    const requester = await addPerson(owner, role);
    for (const [approverRole, result] of Object.entries(expected)) {
      const { bound } = await ask(requester, amount);
      await owner.prisma.velocityEntry.updateMany({
        where: { subjectId: requester.userId },
        data: { releasedAt: clock.now() },
      });
      const approver = { support, finance, manager }[approverRole];
      if (!approver) throw new Error(`no ${approverRole}`);
      expect([approverRole, await decide(approver, { ...bound, decision: "approved" })]).toEqual([
        approverRole,
        result,
      ]);
    }
  });

  it("is never one's own", async () => {
    const { bound } = await ask(finance, 100_001n);
    expect(await decide(finance, { ...bound, decision: "approved" })).toBe("APPROVER_IS_REQUESTER");
    expect(await decide(finance, { ...bound, decision: "rejected" })).toBe("APPROVER_IS_REQUESTER");
  });

  it.each([
    ["another version", { version: 2 }, "COMMAND_STATE_CHANGED"],
    ["other parameters", { paramsHash: "0".repeat(64) }, "PREVIEW_STALE"],
    ["another preview", { previewHash: "0".repeat(64) }, "PREVIEW_STALE"],
    ["another basis", { basisHash: "0".repeat(64) }, "PREVIEW_STALE"],
    ["a command that does not exist", { commandId: newId() }, "NOT_FOUND"],
  ])("is void for %s", async (_name, change, code) => {
    const { bound } = await ask(support, 20_000n);
    expect(await decide(finance, { ...bound, ...change, decision: "approved" })).toBe(code);
    expect(await owner.prisma.approval.count({ where: { commandId: bound.commandId } })).toBe(0);
  });

  it("needs a manager where the rules of now do, whatever they said before", async () => {
    const { bound, chargeId } = await ask(support, 20_000n);
    await owner.prisma.charge.updateMany({ where: { id: chargeId }, data: { currency: "usd" } });
    await owner.prisma.command.update({
      where: { id: bound.commandId },
      data: { currency: "usd" },
    });
    expect(await decide(finance, { ...bound, decision: "approved" })).toBe(
      "APPROVER_LACKS_AUTHORITY",
    );
    // What it rests on is said in the other currency now: who signs must have seen that.
    expect(await decide(manager, { ...bound, decision: "approved" })).toBe("PREVIEW_STALE");
    const { basisHash } = await getCommand(web, manager, KINDS, bound.commandId);
    expect(await decide(manager, { ...bound, basisHash, decision: "approved" })).toBe("held");
  });

  it("is refused when the requester may no longer act; a no still counts", async () => {
    const { bound } = await ask(support, 20_000n);
    await owner.prisma.person.update({
      where: { id: support.userId },
      data: { disabledAt: clock.now() },
    });
    expect(await decide(finance, { ...bound, decision: "approved" })).toBe("POLICY_DENIED");
    expect(await decide(finance, { ...bound, decision: "rejected" })).toBe("rejected");
  });

  it("goes to one of two who decide at once", async () => {
    const { bound } = await ask(support, 20_000n);
    const other = await addPerson(owner, "finance");
    const results = await Promise.all([
      decide(finance, { ...bound, decision: "approved" }),
      decide(other, { ...bound, decision: "rejected" }),
    ]);
    expect(results).toContain("APPROVAL_ALREADY_DECIDED");
    expect(await owner.prisma.approval.count({ where: { commandId: bound.commandId } })).toBe(1);
  });

  it("can be withdrawn by who asked, while it waits", async () => {
    const { commandId, bound, chargeId } = await ask(support, 20_000n);
    expect(await cancelCommand(web, support, KINDS, { commandId, version: 1 })).toMatchObject({
      state: "cancelled",
    });
    expect(await guardOf(owner, chargeId)).toMatchObject({ held: 0n });
    expect(await decide(finance, { ...bound, decision: "approved" })).toBe(
      "APPROVAL_ALREADY_DECIDED",
    );
  });
});

describe("an approval's time", () => {
  it("ends: nobody may decide afterwards, and what was held is given back once", async () => {
    const hasty = { ...web, settings: { ...web.settings, approvalTtlMs: 0 } };
    const { commandId, bound, chargeId } = await ask(support, 20_000n, hasty);
    expect(await decide(finance, { ...bound, decision: "approved" })).toBe("APPROVAL_EXPIRED");
    const expired = await Promise.all([
      expireApprovals(worker, KINDS),
      expireApprovals(worker, KINDS),
    ]);
    expect(expired[0] + expired[1]).toBe(1);
    expect((await getCommand(web, support, KINDS, commandId)).state).toBe("expired");
    expect(await guardOf(owner, chargeId)).toMatchObject({ held: 0n, reserved: 0n });
    expect(await decide(finance, { ...bound, decision: "approved" })).toBe("APPROVAL_EXPIRED");
  });
});

describe("the list of approvals", () => {
  it("shows each reader what waits, what is theirs and what was decided", async () => {
    const [first, second] = [await ask(support, 20_000n), await ask(finance, 100_001n)];
    const ids = async (actor: Actor, tab: "waiting" | "mine" | "decided") =>
      (await listApprovals(web, actor, { tab, limit: 100 })).rows.map(({ id }) => id);
    const mayDecide = async (actor: Actor) =>
      (await listApprovals(web, actor, { tab: "waiting", limit: 100 })).rows
        .filter(({ decide: { allowed } }) => allowed)
        .map(({ id }) => id);
    expect(await ids(manager, "waiting")).toEqual(
      expect.arrayContaining([first.commandId, second.commandId]),
    );
    // Support is told of its own requests only, not of what others asked for.
    expect(await ids(support, "waiting")).toContain(first.commandId);
    expect(await ids(support, "waiting")).not.toContain(second.commandId);
    expect(await ids(support, "mine")).toEqual([first.commandId]);
    expect(await mayDecide(finance)).toContain(first.commandId);
    expect(await mayDecide(finance)).not.toContain(second.commandId);
    expect(await mayDecide(manager)).toContain(second.commandId);
    const { waiting } = await listApprovals(web, manager, { tab: "waiting", limit: 100 });
    expect(waiting).toBe((await mayDecide(manager)).length);
    await decide(finance, { ...first.bound, decision: "rejected" });
    expect(await ids(manager, "decided")).toContain(first.commandId);
    expect(await ids(manager, "waiting")).not.toContain(first.commandId);
  });

  it("pages through everything once, in order", async () => {
    for (let n = 0; n < 3; n += 1) await ask(support, 20_000n);
    const whole = await listApprovals(web, support, { tab: "mine", limit: 100 });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listApprovals(web, support, {
        tab: "mine",
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      paged.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(whole.rows.map(({ id }) => id));
    expect(paged).toHaveLength(3);
    await expect(
      listApprovals(web, support, { tab: "mine", limit: 2, cursor: "x" }),
    ).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});
