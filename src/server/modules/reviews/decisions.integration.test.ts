import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseDetail } from "#core/contracts/reviews.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addPerson, suspicionOf } from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, type TestClock, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { addNote } from "./add-note.ts";
import { LIMITED_SCORE_BP, UNDO_MS } from "./case-authority.policy.ts";
import { claimCase } from "./claim-case.ts";
import { decideCase } from "./decide-case.ts";
import { getCase } from "./get-case.ts";
import { listCases } from "./list-cases.ts";
import { raiseCase } from "./raise-case.ts";
import { undoDecision } from "./undo-decision.ts";

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

const audited = (id: string, action: string): Promise<number> =>
  web.db.prisma.auditEvent.count({ where: { resourceId: id, action } });

describe("deciding", () => {
  it("closes a cleared case, keeps the suggestion beside the decision, and tells log and screens", async () => {
    const { id, version } = await taken(finance, 2_000, "refund");
    const clear = { caseId: id, version, decision: "clear" } as const;
    await expect(decideCase(web, finance, clear)).rejects.toMatchObject({
      code: "REASON_REQUIRED",
    });
    clock.advance(42_000);
    const after = await decideCase(web, finance, {
      ...clear,
      reason: "Known customer, called back.",
    });
    expect(after).toMatchObject({
      state: "closed",
      claimedBy: null,
      decisions: [{ decision: "clear", differs: true }],
    });
    const stored = await web.db.prisma.caseDecision.findFirstOrThrow({ where: { caseId: id } });
    expect(stored.suggestion).toMatchObject({ verdict: "refund", scoreBp: 2_000 });
    expect(await audited(id, "case.decided")).toBe(1);
    const events = await web.db.prisma.outboxEvent.findMany({
      where: { key: id },
      orderBy: { id: "asc" },
    });
    expect(events.map((event) => event.topic)).toEqual([
      "case.opened",
      "case.changed",
      "case.changed",
    ]);
    expect(await listCases(web, finance, "closed")).toMatchObject({
      decidedToday: 1,
      medianHandlingMs: 42_000,
    });
  });

  it("asks for no reason where the decision follows the suggestion or none was made", async () => {
    for (const verdict of ["clear", "investigate"] as const) {
      const { id, version } = await taken(finance, 500, verdict);
      const after = await decideCase(web, finance, { caseId: id, version, decision: "clear" });
      expect(after.decisions).toMatchObject([{ differs: false, reason: null }]);
    }
  });

  it("refuses a version that is not the present one, and says who holds the case", async () => {
    const { id, version } = await taken(finance);
    const { dedupeKey } = await web.db.prisma.reviewCase.findUniqueOrThrow({ where: { id } });
    const found = suspicionOf("more", 2_100);
    expect(await raiseCase(worker, { ...found, dedupeKey })).toBe("raised");
    await expect(
      decideCase(web, finance, { caseId: id, version, decision: "clear" }),
    ).rejects.toMatchObject({
      code: "CASE_VERSION_CONFLICT",
      facts: { holder: "Fatima", version: version + 1 },
    });
    const present = await getCase(web, finance, id);
    expect(present.mine).toBe(true);
    await decideCase(web, finance, { caseId: id, version: present.version, decision: "clear" });
  });

  it("happens once when two windows of one person send it at the same time", async () => {
    const { id, version } = await taken(finance);
    const clear = { caseId: id, version, decision: "clear" } as const;
    const results = await Promise.allSettled([
      decideCase(web, finance, clear),
      decideCase(web, finance, clear),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await web.db.prisma.caseDecision.count({ where: { caseId: id } })).toBe(1);
  });

  it("escalates with a reason; then another person of finance decides", async () => {
    const { id, version } = await taken(finance);
    const escalate = { caseId: id, version, decision: "escalate" } as const;
    await expect(decideCase(web, finance, escalate)).rejects.toMatchObject({
      code: "REASON_REQUIRED",
    });
    const after = await decideCase(web, finance, { ...escalate, reason: "Looks like a ring." });
    expect(after).toMatchObject({ state: "escalated", decide: { allowed: false } });
    expect((await listCases(web, finance, "escalated")).rows.map((row) => row.id)).toContain(id);
    expect(await audited(id, "case.escalated")).toBe(1);
    for (const person of [finance, support]) {
      await expect(claimCase(web, person, id)).rejects.toMatchObject({
        code: "CASE_NEEDS_FINANCE",
      });
    }
    const held = await claimCase(web, colleague, id);
    await decideCase(web, colleague, { caseId: id, version: held.version, decision: "clear" });
    expect((await getCase(web, colleague, id)).state).toBe("closed");
  });
});

describe("support", () => {
  it("decides what is little suspected, and reads in a sentence why not the rest", async () => {
    const low = await taken(support, LIMITED_SCORE_BP - 1);
    expect(low.decide).toEqual({ allowed: true, why: null });
    await decideCase(web, support, { caseId: low.id, version: low.version, decision: "clear" });
    const high = await taken(support, LIMITED_SCORE_BP);
    expect(high.decide.why).toMatch(/^The suspicion is 40 %; from 40 % on finance decides/);
    const clear = { caseId: high.id, version: high.version, decision: "clear" } as const;
    await expect(decideCase(web, support, clear)).rejects.toMatchObject({
      code: "CASE_NEEDS_FINANCE",
      facts: { why: high.decide.why },
    });
    expect(await audited(high.id, "permission.denied")).toBe(1);
    expect(await getCase(web, support, high.id)).toMatchObject({
      state: "open",
      version: high.version,
    });
    await decideCase(web, support, { ...clear, decision: "escalate", reason: "Too big for me." });
  });
});

describe("undoing", () => {
  it("gives the case back to who cleared it within ten minutes, once", async () => {
    const { id, version } = await taken(finance);
    const closed = await decideCase(web, finance, { caseId: id, version, decision: "clear" });
    const decisionId = closed.decisions[0]?.id ?? "";
    await expect(undoDecision(web, colleague, { caseId: id, decisionId })).rejects.toMatchObject({
      code: "NOT_PERMITTED",
    });
    clock.advance(UNDO_MS);
    const open = await undoDecision(web, finance, { caseId: id, decisionId });
    expect(open).toMatchObject({ state: "open", mine: true, version: closed.version + 1 });
    expect(open.decisions[0]?.undoneAt).toEqual(clock.now());
    await expect(undoDecision(web, finance, { caseId: id, decisionId })).rejects.toMatchObject({
      code: "CASE_VERSION_CONFLICT",
    });
    const again = await decideCase(web, finance, {
      caseId: id,
      version: open.version,
      decision: "clear",
    });
    clock.advance(UNDO_MS + 1);
    const late = { caseId: id, decisionId: again.decisions[1]?.id ?? "" };
    await expect(undoDecision(web, finance, late)).rejects.toMatchObject({
      code: "CASE_UNDO_TOO_LATE",
    });
    expect(await audited(id, "case.decision-undone")).toBe(1);
  });

  it("takes an escalation back unless a colleague has the case", async () => {
    const { id, version } = await taken(support);
    const escalated = await decideCase(web, support, {
      caseId: id,
      version,
      decision: "escalate",
      reason: "Unsure.",
    });
    const ref = { caseId: id, decisionId: escalated.decisions[0]?.id ?? "" };
    await claimCase(web, colleague, id);
    await expect(undoDecision(web, support, ref)).rejects.toMatchObject({
      code: "CASE_CLAIMED_BY_OTHER",
      facts: { holder: "Felix" },
    });
    await web.db.prisma.reviewCase.update({ where: { id }, data: { leaseUntil: new Date(0) } });
    expect(await undoDecision(web, support, ref)).toMatchObject({ state: "open", mine: true });
  });
});

describe("a note", () => {
  it("joins the case without disturbing its holder, and its text stays out of the log", async () => {
    const found = await taken(finance);
    const after = await addNote(web, support, { caseId: found.id, text: "Customer wrote twice." });
    expect(after).toMatchObject({
      version: found.version,
      notes: [{ author: { name: "Sam" }, text: "Customer wrote twice." }],
    });
    const rows = await web.db.prisma.auditEvent.findMany({
      where: { resourceId: found.id, action: "case.noted" },
    });
    expect(rows).toHaveLength(1);
    expect(`${rows[0]?.details}${rows[0]?.reason}`).not.toContain("wrote");
  });

  it("finds nothing in another account", async () => {
    const found = await taken(finance);
    const elsewhere = { ...web, scope: { ...TEST_SCOPE, accountId: "acct_other" } };
    await expect(
      addNote(elsewhere, finance, { caseId: found.id, text: "x" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(claimCase(elsewhere, finance, found.id)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await listCases(elsewhere, finance, "queue")).rows).toEqual([]);
  });
});
