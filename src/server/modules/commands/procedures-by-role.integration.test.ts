import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "#core/errors.ts";
import { type Actor, ROLES, type Role } from "#core/roles.ts";
import type { Context } from "#server/api/context.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database } from "#server/platform/db/database.ts";
import { LiveEvents } from "#server/platform/outbox/live-events.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addAccount, addPerson, addUnsentPayment, intent } from "#tests/faults/paid-charge.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";

const database = useTestDatabase();
const createCaller = createCallerFactory(appRouter);
let web: Runtime;
let worker: Runtime;
let owner: Database;
let live: LiveEvents;
let people: Record<Role, Actor>;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
  owner = testRuntime(database(), "countersign_owner").db;
  live = new LiveEvents(web.db.pool);
  await addAccount(owner, TEST_SCOPE);
  const [support, finance, manager, admin, auditor] = await Promise.all(
    ROLES.map((role) => addPerson(owner, role)),
  );
  if (!support || !finance || !manager || !admin || !auditor)
    throw new Error("a role has no person");
  people = { support, finance, manager, admin, auditor };
});
afterAll(async () => {
  await live.close();
  await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
});

/** The router as a person of this role calls it. */
function as(actor: Actor) {
  const context: Context = {
    runtime: web,
    live,
    session: { actor, email: "x@example.test", timeZone: "UTC" },
    requestId: newId(),
    isSessionAlive: () => Promise.resolve(true),
  };
  return createCaller(context);
}

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) =>
      error instanceof TRPCError && error.cause instanceof DomainError
        ? error.cause.code
        : String(error),
  );

/** Each role's outcome of one call. */
async function byRole(
  call: (caller: ReturnType<typeof as>, role: Role) => Promise<unknown>,
): Promise<Record<string, string>> {
  const results: Record<string, string> = {};
  for (const role of ROLES) results[role] = await outcome(call(as(people[role]), role));
  return results;
}

const NOBODY = "NOT_PERMITTED";
const pay = async () => (await addUnsentPayment(worker, 500_000n)).paymentId;

async function askAs(actor: Actor, amount: bigint) {
  const asked = intent(await pay(), amount);
  const { previewHash } = await as(actor).refunds.preview(asked);
  return await as(actor).refunds.request({ ...asked, previewHash });
}

describe("the procedures of refunds and commands", () => {
  it("let support and finance preview and ask, and nobody else", async () => {
    const expected = {
      support: "done",
      finance: "done",
      manager: NOBODY,
      admin: NOBODY,
      auditor: NOBODY,
    };
    const paymentId = await pay();
    expect(await byRole((caller) => caller.refunds.preview(intent(paymentId, 100n)))).toEqual(
      expected,
    );
    expect(
      await byRole(async (caller, role) =>
        role === "support" || role === "finance"
          ? await askAs(people[role], 100n)
          : await caller.refunds.request({
              ...intent(paymentId, 100n),
              previewHash: "0".repeat(64),
            }),
      ),
    ).toEqual(expected);
  });

  it("let everyone read a command; who may see no personal data gets no card number", async () => {
    const { id, targetId } = await askAs(people.support, 100n);
    const seen: Record<string, unknown> = {};
    for (const role of ROLES) {
      const { preview, state } = await as(people[role]).commands.get({ commandId: id });
      seen[role] = [state, preview.of === "refund" && preview.refund.customerGets.method.last4];
      const { rows } = await as(people[role]).commands.forPayment({ paymentId: targetId });
      expect(rows.map((row) => [row.id, row.canUndo])).toEqual([[id, role === "support"]]);
    }
    const whole = ["held", "4242"];
    expect(seen).toEqual({
      support: whole,
      finance: whole,
      manager: ["held", null],
      admin: whole,
      auditor: whole,
    });
  });

  it("let a person undo their own command only", async () => {
    const { id: commandId } = await askAs(people.support, 100n);
    expect(await byRole((caller) => caller.commands.cancel({ commandId, version: 1 }))).toEqual({
      support: "done",
      finance: NOBODY,
      manager: NOBODY,
      admin: NOBODY,
      auditor: NOBODY,
    });
  });

  it("show approvals to everyone, and let finance decide within its limit", async () => {
    const { id: commandId } = await askAs(people.support, 20_000n);
    const list = (caller: ReturnType<typeof as>) => caller.approvals.list({ tab: "waiting" });
    const shown = {
      support: "done",
      finance: "done",
      manager: "done",
      admin: "done",
      auditor: "done",
    };
    expect(await byRole(list)).toEqual(shown);
    const read = await as(people.support).commands.get({ commandId });
    const { version, paramsHash, previewHash, basisHash } = read;
    const hashes = { paramsHash, previewHash, basisHash };
    const bound = { commandId, version, ...hashes, decision: "rejected" as const };
    expect(await byRole((caller) => caller.approvals.decide(bound))).toEqual({
      support: NOBODY,
      finance: "done",
      manager: "APPROVAL_ALREADY_DECIDED",
      admin: "APPROVAL_ALREADY_DECIDED",
      auditor: NOBODY,
    });
  });

  it("write a denial down", async () => {
    const before = await owner.prisma.auditEvent.count({ where: { action: "permission.denied" } });
    await outcome(as(people.auditor).refunds.preview(intent(await pay(), 100n)));
    expect(await owner.prisma.auditEvent.count({ where: { action: "permission.denied" } })).toBe(
      before + 1,
    );
  });
});
