import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseDetail } from "#core/contracts/reviews.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addPerson, suspicionOf } from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { type TestClock, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { claimCase } from "./claim-case.ts";
import { getCase } from "./get-case.ts";
import { raiseCase } from "./raise-case.ts";
import { recordRefundDecision } from "./record-refund-decision.ts";

const database = useTestDatabase();
const clock: TestClock = testClock(new Date("2026-11-20T12:00:00Z"));
let web: Runtime;
let worker: Runtime;
let finance: Actor;
let colleague: Actor;
let support: Actor;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web", { clock });
  worker = testRuntime(database(), "countersign_worker", { clock });
  finance = await addPerson(web, "finance", "Fatima");
  colleague = await addPerson(web, "finance", "Felix");
  support = await addPerson(web, "support", "Sam");
});
afterAll(() => Promise.all([web.db.close(), worker.db.close()]));

let made = 0;
async function taken(
  by: Actor,
  scoreBp = 2_000,
  verdict: "clear" | "refund" | "investigate" = "investigate",
): Promise<CaseDetail> {
  made += 1;
  const found = suspicionOf(`decided${made}`, scoreBp, verdict);
  await raiseCase(worker, found);
  const { id } = await web.db.prisma.reviewCase.findFirstOrThrow({
    where: { dedupeKey: found.dedupeKey, state: "open" },
  });
  return await claimCase(web, by, id);
}

describe("a refund as the decision", () => {
  async function refunded(by: Actor, caseId: string, paymentId: string): Promise<void> {
    const commandId = newId();
    await web.db.transaction((tx) =>
      recordRefundDecision(tx, web, by, { caseId, commandId, paymentId, reason: "Stolen card." }),
    );
  }

  it("closes the case in the refund's transaction and names the command", async () => {
    const found = await taken(finance, 8_000, "refund");
    await refunded(finance, found.id, found.subjectId);
    const after = await getCase(web, finance, found.id);
    expect(after).toMatchObject({
      state: "closed",
      decisions: [{ decision: "refund", differs: false }],
    });
    expect(after.decisions[0]?.commandId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("vanishes with the refund when that rolls back", async () => {
    const found = await taken(finance, 8_000, "refund");
    const failed = web.db.transaction(async (tx) => {
      await recordRefundDecision(tx, web, finance, {
        caseId: found.id,
        commandId: newId(),
        paymentId: found.subjectId,
      });
      throw new Error("the refund was refused");
    });
    await expect(failed).rejects.toThrow("the refund was refused");
    expect(await getCase(web, finance, found.id)).toMatchObject({
      state: "open",
      decisions: [],
      version: found.version,
    });
  });

  it("keeps a case with other payments open for its holder", async () => {
    const found = await taken(finance, 8_000, "refund");
    const { dedupeKey } = await web.db.prisma.reviewCase.findUniqueOrThrow({
      where: { id: found.id },
    });
    await raiseCase(worker, { ...suspicionOf(`second${made}`, 8_000, "refund"), dedupeKey });
    await refunded(finance, found.id, found.subjectId);
    expect(await getCase(web, finance, found.id)).toMatchObject({ state: "open", mine: true });
    expect((await getCase(web, finance, found.id)).amount).toEqual({
      amountMinor: 8_400n,
      currency: "eur",
    });
  });

  it("needs the lease, the right payment and the authority", async () => {
    const found = await taken(finance, 8_000, "refund");
    await expect(refunded(colleague, found.id, found.subjectId)).rejects.toMatchObject({
      code: "CASE_LEASE_LOST",
      facts: { holder: "Fatima" },
    });
    await expect(refunded(finance, found.id, "pi_other")).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    const high = await taken(support, 8_000, "refund");
    await expect(refunded(support, high.id, high.subjectId)).rejects.toMatchObject({
      code: "CASE_NEEDS_FINANCE",
    });
  });
});
