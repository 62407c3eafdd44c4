import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLES, type Role } from "#core/roles.ts";
import type { Context } from "#server/api/context.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { LiveEvents } from "#server/platform/outbox/live-events.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addPerson, suspicionOf } from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { raiseCase } from "./raise-case.ts";
import { reviewsRouter } from "./reviews.router.ts";

const database = useTestDatabase();
const createCaller = createCallerFactory(reviewsRouter);
let web: Runtime;
let worker: Runtime;

beforeAll(() => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
});
afterAll(() => Promise.all([web.db.close(), worker.db.close()]));

async function callerOf(role: Role | null): Promise<ReturnType<typeof createCaller>> {
  const session =
    role === null ? null : { actor: await addPerson(web, role), email: "", timeZone: "UTC" };
  const context: Context = {
    runtime: web,
    live: new LiveEvents(web.db.pool),
    session,
    requestId: "test",
    isSessionAlive: () => Promise.resolve(true),
  };
  return createCaller(context);
}

async function openCase(key: string): Promise<string> {
  const found = suspicionOf(key, 1_000);
  await raiseCase(worker, found);
  const row = await web.db.prisma.reviewCase.findFirstOrThrow({
    where: { dedupeKey: found.dedupeKey },
  });
  return row.id;
}

const reads: readonly Role[] = ["support", "finance", "auditor"];
const works: readonly Role[] = ["support", "finance"];

describe("the review queue by role", () => {
  it.each(ROLES)("as %s", async (role) => {
    const caller = await callerOf(role);
    const caseId = await openCase(role);
    const denied = { code: "FORBIDDEN" };
    if (!reads.includes(role)) {
      await expect(caller.list({ view: "queue" })).rejects.toMatchObject(denied);
      await expect(caller.get({ caseId })).rejects.toMatchObject(denied);
    } else {
      expect((await caller.list({ view: "queue" })).rows.length).toBeGreaterThan(0);
      expect((await caller.get({ caseId })).decide.allowed).toBe(works.includes(role));
    }
    if (!works.includes(role)) {
      await expect(caller.claim({ caseId })).rejects.toMatchObject(denied);
      await expect(caller.claim({})).rejects.toMatchObject(denied);
      await expect(caller.addNote({ caseId, text: "x" })).rejects.toMatchObject(denied);
      await expect(caller.decide({ caseId, version: 1, decision: "clear" })).rejects.toMatchObject(
        denied,
      );
      await expect(caller.renew({ caseId })).rejects.toMatchObject(denied);
      await expect(caller.release({ caseId })).rejects.toMatchObject(denied);
      await expect(caller.undo({ caseId, decisionId: caseId })).rejects.toMatchObject(denied);
      return;
    }
    const { version } = await caller.claim({ caseId });
    await caller.renew({ caseId });
    await caller.release({ caseId });
    const again = await caller.claim({ caseId });
    expect(again.version).toBe(version + 2);
    await caller.addNote({ caseId, text: "A note." });
    const decided = await caller.decide({ caseId, version: again.version, decision: "clear" });
    const decisionId = decided.decisions[0]?.id ?? "";
    expect((await caller.undo({ caseId, decisionId })).state).toBe("open");
  });

  it("is closed to nobody in particular", async () => {
    const caller = await callerOf(null);
    await expect(caller.list({ view: "queue" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(caller.claim({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("takes no empty note and no decision that is a refund", async () => {
    const caller = await callerOf("finance");
    const caseId = await openCase("inputs");
    const { version } = await caller.claim({ caseId });
    await expect(caller.addNote({ caseId, text: "   " })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    const refund = { caseId, version, decision: "refund" as "clear" };
    await expect(caller.decide(refund)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
