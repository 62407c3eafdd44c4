import { beforeEach, describe, expect, it } from "vitest";
import type { BreakGlassWanted } from "#core/contracts/break-glass.ts";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { addPerson, guardOf } from "#tests/faults/paid-charge.ts";
import { KINDS } from "#tests/faults/refund-desk.ts";
import { type ApprovalDesk, useApprovalDesk } from "#tests/support/approval-desk.ts";
import { type Bound, boundTo, decideWithPasskey, sign } from "#tests/support/approve.ts";
import { authenticatorOf } from "#tests/support/people.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { holdsOffline } from "#tests/support/verify-offline.ts";
import {
  beginBreakGlass,
  endBreakGlass,
  endOverdueBreakGlass,
  openBreakGlass,
  readBreakGlass,
  reviewBreakGlass,
} from "../break-glass/index.ts";
import { listNotifications } from "../notifications/index.ts";
import { decideApproval, exportEvidence, getCommand, verifyApprovals } from "./index.ts";
import { listApprovals } from "./list-approvals.ts";
import { readCommandHistory } from "./read-history.ts";

const WANTED: BreakGlassWanted = {
  reason: "Nobody of finance answers.",
  incident: "INC-7",
  minutes: 30,
};
const opened = useApprovalDesk();
let desk: ApprovalDesk;
let admin: Actor;
let manager: Actor;

beforeEach(async () => {
  desk = opened();
  admin = await addPerson(desk.owner, "admin");
  manager = await addPerson(desk.owner, "manager");
});

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: Error) => error.message,
  );

async function open(who: Actor, wanted = WANTED, signedTerms = wanted): Promise<string> {
  const { challengeId, challenge } = await beginBreakGlass(desk.web, who, signedTerms);
  const assertion = authenticatorOf(who).assert(challenge);
  const proof = { method: "passkey", challengeId, assertion } as const;
  const { rows } = await openBreakGlass(desk.web, who, { ...wanted, proof });
  const row = rows.find(({ openedBy, state }) => openedBy.id === who.userId && state === "open");
  if (!row) throw new Error("it was opened and is not open");
  return row.id;
}
const approve = (by: Actor, bound: Bound) =>
  codeOf(decideWithPasskey(desk.web, by, KINDS, { ...bound, decision: "approved" }));
const rowOf = async (id: string, reader = manager) => {
  const row = (await readBreakGlass(desk.web, reader)).rows.find((one) => one.id === id);
  if (!row) throw new Error("every break-glass is listed");
  return row;
};
/** Lets minutes pass for one, as if it had been opened earlier. */
async function letPass(id: string, minutes: number): Promise<void> {
  const { pool } = desk.owner;
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query("ALTER TABLE break_glass DISABLE TRIGGER break_glass_only_ends");
  await client.query(
    `UPDATE break_glass SET opened_at = opened_at - $2 * interval '1 minute', expires_at = expires_at - $2 * interval '1 minute',
       ended_at = ended_at - $2 * interval '1 minute' WHERE id = $1`,
    [id, minutes],
  );
  await client.query("ALTER TABLE break_glass ENABLE TRIGGER break_glass_only_ends");
  await client.query("COMMIT");
  client.release();
}

describe("break-glass", () => {
  it("lets an admin decide for another role, marked in evidence, history, audit and offline", async () => {
    const { web, worker, owner, support, ask } = desk;
    const bound = await ask();
    expect(await approve(admin, bound)).toBe("APPROVER_LACKS_AUTHORITY");
    const id = await open(admin);
    const { rows, waiting } = await listApprovals(web, admin, { tab: "waiting", limit: 100 });
    const listed = rows.find((row) => row.id === bound.commandId);
    expect(listed?.decide.mandate).toEqual({
      by: "break-glass",
      role: "finance",
      breakGlassId: id,
    });
    expect(waiting).toBe(rows.filter(({ decide }) => decide.allowed).length);
    expect(await approve(admin, bound)).toBe("done");

    const read = await getCommand(web, support, KINDS, bound.commandId);
    expect(read).toMatchObject({
      state: "held",
      approvals: [
        {
          approver: { id: admin.userId },
          mandate: { by: "break-glass", role: "finance", breakGlassId: id },
          evidence: { fault: null },
        },
      ],
    });
    expect((await guardOf(owner, await chargeOf(bound))).held).toBe(20_000n);
    const history = await readCommandHistory(web, support, KINDS, bound.commandId);
    expect(history.flatMap(({ facts }) => facts)).toContainEqual({
      label: "Under break-glass as",
      value: "finance",
    });
    const { details } = await owner.prisma.auditEvent.findFirstOrThrow({
      where: { commandId: bound.commandId, action: "command.approved" },
    });
    expect(JSON.parse(details)).toMatchObject({ mandate: { breakGlassId: id } });
    expect((await rowOf(id, admin)).isOwn).toBe(true);
    expect(await rowOf(id)).toMatchObject({
      isOwn: false,
      fault: null,
      uses: [{ commandId: bound.commandId, decision: "approved", role: "finance" }],
    });

    const checked = [];
    for await (const { fault } of verifyApprovals(worker, bound.commandId)) checked.push(fault);
    expect(checked).toEqual([null]);
    const [file] = await exportEvidence(worker, bound.commandId);
    if (!file?.breakGlass) throw new Error("the file names the break-glass");
    const { breakGlass } = file;
    expect(holdsOffline(file)).toBe(true);
    for (const forged of [
      null,
      { ...breakGlass, openedBy: manager.userId },
      { ...breakGlass, expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
      { ...breakGlass, evidence: breakGlass.evidence.replace("INC-7", "INC-8") },
    ])
      expect([forged, holdsOffline({ ...file, breakGlass: forged })]).toEqual([forged, false]);
  });

  it("does not let them sign their own, twice, for who is two, or what the policy denies", async () => {
    const { owner, support, ask } = desk;
    await open(admin);
    const own = await ask();
    await owner.prisma.command.update({
      where: { id: own.commandId },
      data: { requesterId: admin.userId },
    });
    expect(await approve(admin, own)).toBe("APPROVER_IS_REQUESTER");
    const denied = await ask();
    await owner.prisma.person.update({
      where: { id: support.userId },
      data: { disabledAt: new Date() },
    });
    expect(await approve(admin, denied)).toBe("POLICY_DENIED");
    expect(await approve(await addPerson(owner, "admin"), denied)).toBe("POLICY_DENIED");
    expect(await codeOf(open(admin))).toBe("BREAK_GLASS_OPEN");
  });

  it("ends by hand and by time, also between reading and signing", async () => {
    const { web, ask, owner } = desk;
    const bound = await ask();
    const id = await open(admin);
    const proof = await sign(web, admin, KINDS, bound);
    await endBreakGlass(web, manager, id);
    const late = decideApproval(web, admin, KINDS, { ...bound, decision: "approved", proof });
    expect(await codeOf(late)).toBe("APPROVER_LACKS_AUTHORITY");
    const again = await open(admin);
    await letPass(again, 31);
    const now = await boundTo(web, admin, KINDS, bound.commandId);
    expect(await approve(admin, now)).toBe("APPROVER_LACKS_AUTHORITY");
    expect((await rowOf(again)).state).toBe("to-review");
    const second = testRuntime(desk.database, "countersign_worker");
    await Promise.all([endOverdueBreakGlass(desk.worker), endOverdueBreakGlass(second)]);
    await second.db.close();
    expect(await rowOf(again)).toMatchObject({ endedBy: null });
    const audit = await owner.prisma.auditEvent.findMany({ where: { resourceId: again } });
    expect(audit.map(({ action }) => action).toSorted()).toEqual([
      "break-glass.ended",
      "break-glass.opened",
    ]);
  });

  it("is opened with the signature of just these terms, for an hour, five times", async () => {
    const { web } = desk;
    const other = { ...WANTED, minutes: 60 };
    expect(await codeOf(open(admin, other, WANTED))).toBe("PREVIEW_STALE");
    const { challengeId } = await beginBreakGlass(web, admin, WANTED);
    const code = { method: "totp", challengeId, code: "123456" } as const;
    expect(await codeOf(openBreakGlass(web, admin, { ...WANTED, proof: code }))).toBe(
      "PASSKEY_REQUIRED",
    );
    for (let n = 0; n < 5; n += 1) await endBreakGlass(web, admin, await open(admin));
    expect(await codeOf(open(admin))).toBe("BREAK_GLASS_LIMIT");
  });
});

describe("the review of break-glass", () => {
  it("is by another who took no part, with a note, and all are told; overdue is told once", async () => {
    const { web, worker, ask, support } = desk;
    const colleague = await addPerson(desk.owner, "admin");
    const bound = await ask();
    const id = await open(admin);
    await approve(admin, bound);
    const review = (who: Actor, note = "Right: the outage is in the log.") =>
      codeOf(reviewBreakGlass(web, who, { breakGlassId: id, note }));
    expect(await review(manager)).toBe("BREAK_GLASS_NOT_REVIEWABLE");
    await endBreakGlass(web, admin, id);
    expect(await review(admin)).toBe("REVIEWER_TOOK_PART");
    expect(await review(support)).toBe("REVIEWER_TOOK_PART");

    await letPass(id, 25 * 60);
    expect((await rowOf(id)).state).toBe("overdue");
    await Promise.all([endOverdueBreakGlass(worker), endOverdueBreakGlass(worker)]);
    await endOverdueBreakGlass(worker);
    const told = async (who: Actor) =>
      (await listNotifications(web, who)).rows
        .filter(({ subjectId }) => subjectId === id)
        .map(({ kind }) => kind)
        .toSorted();
    const all = ["break_glass_opened", "break_glass_overdue", "break_glass_to_review"];
    expect(await told(manager)).toEqual(all);
    expect(await told(colleague)).toEqual(all);
    expect(await told(admin)).toEqual([]);
    const byRequester = desk.owner.pool.query(
      "UPDATE break_glass SET reviewed_at = now(), reviewed_by = $2, review_note = 'x' WHERE id = $1",
      [id, support.userId],
    );
    expect(await refusal(byRequester)).toMatch(/cannot be reviewed by who took part/);
    expect(await review(colleague)).toBe("done");
    expect(await review(manager)).toBe("BREAK_GLASS_NOT_REVIEWABLE");
    expect(await rowOf(id)).toMatchObject({
      state: "reviewed",
      review: { by: { id: colleague.userId }, note: "Right: the outage is in the log." },
    });
  });
});

describe("the database", () => {
  it("opens for nobody but an admin with their passkey, now, and changes nothing afterwards", async () => {
    const { owner, finance } = desk;
    const id = await open(admin);
    const { pool } = owner;
    const copy = (by: Actor, minutes: number) =>
      refusal(
        pool.query(
          `INSERT INTO break_glass (id, account_id, livemode, opened_by, reason, incident, opened_at, expires_at, evidence)
           SELECT $1, account_id, livemode, $2, reason, incident, now(), now() + $3 * interval '1 minute', evidence
           FROM break_glass WHERE id = $4`,
          [newId(), by.userId, minutes, id],
        ),
      );
    expect(await copy(finance, 30)).toMatch(/not opened by an admin's passkey/);
    expect(await copy(await addPerson(owner, "admin"), 30)).toMatch(/not opened by an admin's/);
    expect(await copy(admin, 61)).toMatch(/break_glass_is_short/);
    expect(await copy(admin, 30)).toMatch(/break_glass_one_open/);
    const longer =
      "UPDATE break_glass SET expires_at = expires_at + interval '1 minute' WHERE id = $1";
    expect(await refusal(pool.query(longer, [id]))).toMatch(/cannot be changed/);
    expect(await refusal(pool.query("DELETE FROM break_glass"))).toMatch(/append-only/);
    const { commandId } = await desk.ask();
    const use = pool.query(
      `INSERT INTO approval (id, command_id, approver_id, approver_role, decision, params_hash, preview_hash, basis_hash,
         policy_version, created_at, acting_role, break_glass_id)
       VALUES (gen_random_uuid(), $1, $2, 'finance', 'rejected', '-', '-', '-', '-', now(), 'manager', $3)`,
      [commandId, finance.userId, id],
    );
    expect(await refusal(use)).toMatch(/no break-glass that is open/);
  });

  it("lets the worker end one, and open or review none", async () => {
    const { pool } = desk.worker.db;
    for (const sql of [
      "INSERT INTO break_glass (id) VALUES (gen_random_uuid())",
      "UPDATE break_glass SET reviewed_by = gen_random_uuid()",
      "UPDATE break_glass SET expires_at = now()",
    ])
      expect(await refusal(pool.query(sql))).toMatch(/permission denied/);
  });
});

async function chargeOf({ commandId }: Bound): Promise<string> {
  const held = await desk.owner.prisma.refundReservation.findFirstOrThrow({ where: { commandId } });
  return held.chargeId;
}
