import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";

const database = useTestDatabase();
const clock = testClock();
let web: Runtime;
let worker: Runtime;
let owner: Database;
let support: Actor;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web", { clock });
  worker = testRuntime(database(), "countersign_worker", { clock });
  owner = testRuntime(database(), "countersign_owner", { clock }).db;
  await addAccount(owner, TEST_SCOPE);
  support = await addPerson(owner, "support");
});
afterAll(async () => {
  await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
});

describe("a refund that comes from a case", () => {
  it("decides it, in the same transaction", async () => {
    const { paymentId } = await addUnsentPayment(worker, 5_000n);
    const caseId = await caseOf(paymentId, support);
    expect(await refund(web, support, intent(paymentId, 100n, { caseId }))).toMatchObject({
      caseId,
    });
    const decided = await owner.prisma.caseDecision.findMany({ where: { caseId } });
    expect(decided).toMatchObject([{ decision: "refund", decidedBy: support.userId }]);
    const row = await owner.prisma.reviewCase.findUniqueOrThrow({ where: { id: caseId } });
    expect(row.state).toBe("closed");
  });

  it("leaves nothing behind when a colleague holds the case", async () => {
    const { paymentId, chargeId } = await addUnsentPayment(worker, 5_000n);
    const colleague = await addPerson(owner, "support");
    const caseId = await caseOf(paymentId, colleague);
    const before = [await owner.prisma.command.count(), await guardOf(owner, chargeId)];
    await expect(refund(web, support, intent(paymentId, 100n, { caseId }))).rejects.toMatchObject({
      code: "CASE_LEASE_LOST",
    });
    expect([await owner.prisma.command.count(), await guardOf(owner, chargeId)]).toEqual(before);
  });
});

/** A case about one payment, held by `holder`, of which the machine suggests to find out more. */
async function caseOf(paymentId: string, holder: Actor): Promise<string> {
  const id = newId();
  const now = clock.now();
  const hit = { key: paymentId, paymentId, since: now.toISOString(), strength: 1 };
  await owner.prisma.reviewCase.create({
    data: {
      ...TEST_SCOPE,
      id,
      kind: "payment_risk",
      dedupeKey: paymentId,
      state: "open",
      subjectType: "payment",
      subjectId: paymentId,
      title: "test",
      priority: 1,
      suggestion: {
        verdict: "investigate",
        scoreBp: 1_000,
        lowBp: 500,
        highBp: 2_000,
        sample: 3,
        detector: "test",
        detectorVersion: "1",
        reasons: [],
      },
      evidence: { facts: [], series: [], hits: [hit] },
      openedAt: now,
      dueAt: now,
      claimedBy: holder.userId,
      claimedAt: now,
      leaseUntil: new Date(clock.realNow().getTime() + 60_000),
    },
  });
  return id;
}
