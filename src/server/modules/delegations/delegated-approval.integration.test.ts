import { beforeEach, describe, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { addPerson, addUnsentPayment, intent, refund } from "#tests/faults/paid-charge.ts";
import { KINDS } from "#tests/faults/refund-desk.ts";
import { type ApprovalDesk, useApprovalDesk } from "#tests/support/approval-desk.ts";
import { type Bound, boundTo, decideWithPasskey, sign } from "#tests/support/approve.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { holdsOffline } from "#tests/support/verify-offline.ts";
import { decideApproval, exportEvidence, getCommand, verifyApprovals } from "../commands/index.ts";
import { endDelegation, giveDelegation } from "./index.ts";

const ABOVE_FINANCE = 100_001n;
const opened = useApprovalDesk();
let desk: ApprovalDesk;
let manager: Actor;

beforeEach(async () => {
  desk = opened();
  manager = await addPerson(desk.owner, "manager");
});

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );
const inMs = (ms: number) => new Date(Date.now() + ms);
const give = (from: Actor, to: Actor, [start, end]: readonly [number, number] = [-1_000, 30_000]) =>
  giveDelegation(desk.web, from, {
    delegateId: to.userId,
    startsAt: inMs(start),
    endsAt: inMs(end),
  });
/** The one of this person that is not over. */
async function heldOf(from: Actor, to: Actor): Promise<string> {
  const { rows } = await give(from, to);
  const row = rows.find(({ delegator, state }) => delegator.id === from.userId && state === "held");
  if (!row) throw new Error("it was given and does not hold");
  return row.id;
}
const approve = (by: Actor, bound: Bound, runtime = desk.web) =>
  codeOf(decideWithPasskey(runtime, by, KINDS, { ...bound, decision: "approved" }));
const read = (by: Actor, { commandId }: Bound) => getCommand(desk.web, by, KINDS, commandId);

describe("who stands in", () => {
  it("signs what only who is away could, and the evidence says for whom, here and offline", async () => {
    const { web, worker, finance, support, ask, owner } = desk;
    const bound = await ask(ABOVE_FINANCE);
    expect(await approve(finance, bound)).toBe("APPROVER_LACKS_AUTHORITY");
    const delegationId = await heldOf(manager, finance);
    const { decide } = await read(finance, bound);
    expect(decide).toMatchObject({
      allowed: true,
      mandate: { by: "delegation", role: "manager", person: { id: manager.userId } },
    });
    expect(await approve(finance, bound)).toBe("done");

    const { state, approvals } = await read(support, bound);
    expect(state).toBe("held");
    expect(approvals).toMatchObject([
      {
        approver: { id: finance.userId, role: "finance" },
        mandate: { role: "manager", person: { id: manager.userId } },
        evidence: { fault: null },
      },
    ]);
    const message: unknown = JSON.parse(approvals[0]?.evidence?.message ?? "");
    const mandate = { by: "delegation", role: "manager", onBehalfOf: manager.userId };
    expect(message).toMatchObject({ version: 2, mandate: { ...mandate, delegationId } });
    const { details } = await owner.prisma.auditEvent.findFirstOrThrow({
      where: { commandId: bound.commandId, action: "command.approved" },
    });
    expect(JSON.parse(details)).toMatchObject({ mandate: { delegationId } });

    const checked = [];
    for await (const { fault } of verifyApprovals(worker, bound.commandId)) checked.push(fault);
    expect(checked).toEqual([null]);
    const [file] = await exportEvidence(worker, bound.commandId);
    if (!file?.delegation) throw new Error("the file names the delegation");
    expect(holdsOffline(file)).toBe(true);
    const { delegation } = file;
    expect(holdsOffline({ ...file, delegation: null })).toBe(false);
    for (const forged of [
      { delegatorId: support.userId },
      { delegateId: manager.userId },
      { startsAt: inMs(600_000).toISOString() },
      { endedAt: inMs(-600_000).toISOString() },
    ])
      expect([forged, holdsOffline({ ...file, delegation: { ...delegation, ...forged } })]).toEqual(
        [forged, false],
      );
    // What was signed while it held stays signed when it ends.
    await endDelegation(web, manager, delegationId);
    expect((await read(support, bound)).approvals[0]?.evidence?.fault).toBeNull();
  });

  it("signs nothing that who is away asked for, nor their own", async () => {
    const { web, worker, owner, finance } = desk;
    const { paymentId } = await addUnsentPayment(worker, 500_000n);
    const asked = intent(paymentId, 2_000n, { reason: "fraudulent" });
    const { id } = await refund(web, finance, asked);
    await give(finance, manager);
    expect(await approve(manager, await boundTo(web, manager, KINDS, id))).toBe(
      "APPROVER_LACKS_AUTHORITY",
    );
    const deputy = await addPerson(owner, "finance");
    await give(deputy, await addPerson(owner, "manager"));
    const bound = await boundTo(web, finance, KINDS, id);
    expect(await approve(finance, bound)).toBe("APPROVER_IS_REQUESTER");
    expect(await approve(deputy, bound)).toBe("done");
  });

  it.each([
    ["was ended", async (id: string) => void (await endDelegation(desk.web, manager, id)), 0],
    ["ran out", () => Promise.resolve(), 40_000],
  ] as const)(
    "is refused when it %s between reading and signing",
    async (_how, happens, laterMs) => {
      const { web, finance, ask } = desk;
      const bound = await ask(ABOVE_FINANCE);
      const id = await heldOf(manager, finance);
      const proof = await sign(web, finance, KINDS, bound);
      await happens(id);
      const later = { ...web, clock: { ...web.clock, realNow: () => inMs(laterMs) } };
      const decided = decideApproval(later, finance, KINDS, {
        ...bound,
        decision: "approved",
        proof,
      });
      expect(await codeOf(decided)).toBe("APPROVER_LACKS_AUTHORITY");
      expect(
        await desk.owner.prisma.approval.count({ where: { commandId: bound.commandId } }),
      ).toBe(0);
    },
  );
});

describe("a delegation", () => {
  it("is given with a fresh proof, and by one of two who give at once", async () => {
    const { owner, finance } = desk;
    const [first, second] = [await addPerson(owner, "manager"), await addPerson(owner, "finance")];
    const chained = await Promise.all([
      codeOf(give(manager, first)),
      codeOf(give(first, second)),
      codeOf(give(second, manager)),
    ]);
    expect(chained.toSorted()).toEqual(["DELEGATION_OVERLAPS", "DELEGATION_OVERLAPS", "done"]);
    await owner.prisma.session.update({
      where: { id: finance.sessionId },
      data: { stepUpAt: new Date(0) },
    });
    expect(await codeOf(give(finance, second))).toBe("STEP_UP_REQUIRED");
  });

  it("is ended by either side and nobody else, once", async () => {
    const { web, finance, support, owner } = desk;
    const id = await heldOf(manager, finance);
    expect(await codeOf(endDelegation(web, support, id))).toBe("NOT_FOUND");
    const { rows } = await endDelegation(web, finance, id);
    expect(rows.find((row) => row.id === id)).toMatchObject({
      state: "over",
      endedBy: { id: finance.userId },
      reader: "delegate",
    });
    expect(await codeOf(endDelegation(web, manager, id))).toBe("done");
    const audit = await owner.prisma.auditEvent.findMany({
      where: { resourceId: id },
      orderBy: { at: "asc" },
    });
    expect(audit.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["delegation.given", manager.userId],
      ["delegation.ended", finance.userId],
    ]);
  });
});

describe("the database", () => {
  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => "done",
      (error: Error) => error.message,
    );

  it("takes no chain, no change and no use of what does not hold, whoever writes", async () => {
    const { owner, finance, ask } = desk;
    const id = await heldOf(manager, finance);
    const { pool } = owner;
    const chain = pool.query(
      `INSERT INTO delegation SELECT gen_random_uuid(), $1, $2, starts_at, ends_at, created_at FROM delegation WHERE id = $3`,
      [finance.userId, (await addPerson(owner, "finance")).userId, id],
    );
    expect(await refusal(chain)).toMatch(/meets another one/);
    const longer = pool.query(
      "UPDATE delegation SET ends_at = ends_at + interval '1 day' WHERE id = $1",
      [id],
    );
    expect(await refusal(longer)).toMatch(/cannot be changed/);
    expect(await refusal(pool.query("DELETE FROM delegation"))).toMatch(/append-only/);
    const { commandId } = await ask(ABOVE_FINANCE);
    const stranger = await addPerson(owner, "finance");
    const use = (approver: string) =>
      refusal(
        pool.query(
          `INSERT INTO approval (id, command_id, approver_id, approver_role, decision, params_hash, preview_hash, basis_hash,
             policy_version, created_at, acting_role, delegation_id, on_behalf_of)
           VALUES (gen_random_uuid(), $1, $2, 'finance', 'rejected', '-', '-', '-', '-', now(), 'manager', $3, $4)`,
          [commandId, approver, id, manager.userId],
        ),
      );
    expect(await use(stranger.userId)).toMatch(/no delegation that holds/);
    expect(await use(finance.userId)).toBe("done");
    expect(await use(finance.userId)).toMatch(/signature of that person already/);
  });

  it.each(["countersign_worker", "countersign_ingest", "countersign_reader"] as const)(
    "lets %s give and end none",
    async (role) => {
      const { db } = testRuntime(desk.database, role);
      const give = db.pool.query("INSERT INTO delegation (id) VALUES (gen_random_uuid())");
      expect(await refusal(give)).toMatch(/permission denied/);
      const end = db.pool.query("UPDATE delegation SET ended_at = now()");
      expect(await refusal(end)).toMatch(/permission denied/);
      await db.close();
    },
  );
});
