import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import { addPerson } from "#tests/faults/paid-charge.ts";
import { KINDS } from "#tests/faults/refund-desk.ts";
import { type ApprovalDesk, useApprovalDesk } from "#tests/support/approval-desk.ts";
import { type Bound, decideWithPasskey } from "#tests/support/approve.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { giveDelegation } from "../delegations/index.ts";
import { listNotifications, readNotifications } from "../notifications/index.ts";
import { expireApprovals, remindApprovers } from "./index.ts";

const opened = useApprovalDesk();
let desk: ApprovalDesk;

beforeEach(() => {
  desk = opened();
});

/** Lets a share of the request's time pass, as if it had been asked for earlier. */
async function letPass({ commandId }: Bound, share: number): Promise<void> {
  const day = 86_400_000;
  await desk.owner.prisma.command.update({
    where: { id: commandId },
    data: {
      waitingSince: new Date(Date.now() - day * share),
      expiresAt: new Date(Date.now() + day * (1 - share)),
    },
  });
}

/** What was told of a request, and to whom; one line a person. */
async function toldOf({ commandId }: Bound): Promise<string[]> {
  const rows = await desk.owner.prisma.notification.findMany({ where: { subjectId: commandId } });
  return rows.map(({ kind, personId, onBehalfOf }) => {
    return [kind, personId, ...(onBehalfOf === null ? [] : [`for ${onBehalfOf}`])].join(" ");
  });
}
const of = (rows: readonly string[], { userId }: Actor) =>
  rows.filter((row) => row.includes(` ${userId}`));
const listed = async (who: Actor) => await listNotifications(desk.web, who);

describe("a request that waits", () => {
  it("reminds who can decide at half of its time and near its end, once with two workers at once", async () => {
    const { worker, finance, support, ask, web } = desk;
    const other = await addPerson(desk.owner, "finance");
    const manager = await addPerson(desk.owner, "manager");
    const second = testRuntime(desk.database, "countersign_worker");
    const bound = await ask();
    const remind = () => Promise.all([remindApprovers(worker), remindApprovers(second)]);
    await remind();
    expect(await toldOf(bound)).toEqual([]);
    await letPass(bound, 0.6);
    await remind();
    await remind();
    const half = await toldOf(bound);
    expect(of(half, finance)).toEqual([`approval_half ${finance.userId}`]);
    expect(of(half, other)).toHaveLength(1);
    expect([...of(half, support), ...of(half, manager)]).toEqual([]);
    expect(new Set(half).size).toBe(half.length);

    await letPass(bound, 0.9);
    await remind();
    await remind();
    await second.db.close();
    expect(of(await toldOf(bound), finance).toSorted()).toEqual([
      `approval_half ${finance.userId}`,
      `approval_last ${finance.userId}`,
    ]);
    const { rows, unread } = await listed(finance);
    expect(unread).toBe(2);
    expect(rows[0]).toMatchObject({
      kind: "approval_last",
      subjectId: bound.commandId,
      command: { kind: "refund", amount: { amountMinor: 20_000n }, state: "pending_approval" },
      isNew: true,
    });

    // Somebody's decision overtakes what others were reminded of.
    await decideWithPasskey(web, other, KINDS, { ...bound, decision: "rejected", note: "no" });
    expect((await listed(finance)).unread).toBe(0);
    expect((await listed(support)).rows).toMatchObject([
      { kind: "approval_rejected", isNew: true },
    ]);
  });

  it("reminds the stand-in while somebody is away, and says for whom", async () => {
    const { worker, web, finance, owner, ask } = desk;
    const manager = await addPerson(owner, "manager");
    const bound = await ask(100_001n);
    const endsAt = new Date(Date.now() + 3_600_000);
    await giveDelegation(web, manager, { delegateId: finance.userId, endsAt });
    await letPass(bound, 0.6);
    await remindApprovers(worker);
    const told = await toldOf(bound);
    expect(of(told, finance)).toEqual([`approval_half ${finance.userId} for ${manager.userId}`]);
    expect(told.some((row) => row.startsWith(`approval_half ${manager.userId}`))).toBe(false);
    const { rows } = await listed(finance);
    expect(rows.map(({ kind, onBehalfOf }) => [kind, onBehalfOf?.id])).toEqual([
      ["approval_half", manager.userId],
      ["delegation_given", manager.userId],
    ]);
  });

  it("begins to wait anew when it is sent back for another signature", async () => {
    const { worker, finance, owner, ask } = desk;
    const bound = await ask();
    const { commandId: id } = bound;
    await letPass(bound, 0.9);
    await remindApprovers(worker);
    await owner.prisma.command.update({ where: { id }, data: { state: "held" } });
    await owner.prisma.command.update({ where: { id }, data: { state: "pending_approval" } });
    const { waitingSince, reminded } = await owner.prisma.command.findUniqueOrThrow({
      where: { id },
    });
    expect(reminded).toBe(0);
    expect(Date.now() - (waitingSince?.getTime() ?? 0)).toBeLessThan(60_000);
    await letPass(bound, 0.9);
    await remindApprovers(worker);
    expect(of(await toldOf(bound), finance)).toHaveLength(2);
  });

  it("tells its requester once that nobody decided, and lets people read only their own", async () => {
    const { worker, web, support, finance, ask } = desk;
    const bound = await ask();
    await letPass(bound, 1);
    await Promise.all([expireApprovals(worker, KINDS), expireApprovals(worker, KINDS)]);
    expect(await toldOf(bound)).toEqual([`approval_expired ${support.userId}`]);
    const [told] = (await listed(support)).rows;
    if (!told) throw new Error("the requester is told");
    await readNotifications(web, finance, [told.id]);
    expect((await listed(support)).unread).toBe(1);
    expect(await readNotifications(web, support, [told.id])).toMatchObject({
      unread: 0,
      rows: [{ isNew: false }],
    });
    const change = web.db.pool.query("UPDATE notification SET person_id = gen_random_uuid()");
    await expect(change).rejects.toThrow(/permission denied/);
  });
});
