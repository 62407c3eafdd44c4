import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addAccount, addPerson, suspicionOf } from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { claimCase } from "./claim-case.ts";
import { decideCase } from "./decide-case.ts";
import { getCase } from "./get-case.ts";
import { raiseCase } from "./raise-case.ts";
import { runDetectors } from "./run-detectors.ts";

const NOW = new Date("2026-11-20T12:00:00Z");

const database = useTestDatabase();
const clock = testClock(NOW);
let web: Runtime;
let worker: Runtime;
let finance: Actor;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web", { clock });
  worker = testRuntime(database(), "countersign_worker", { clock });
  finance = await addPerson(web, "finance");
  await addAccount(worker);
});
afterAll(() => Promise.all([web.db.close(), worker.db.close()]));
beforeEach(async () => {
  clock.set(NOW);
  const owner = testRuntime(database(), "countersign_owner");
  await owner.db.pool.query("truncate payment, charge, review_case, note, case_decision cascade");
  await owner.db.close();
});

const cases = () =>
  web.db.prisma.reviewCase.findMany({ where: TEST_SCOPE, orderBy: { openedAt: "asc" } });

async function clear(id: string): Promise<void> {
  const { version } = await claimCase(web, finance, id);
  await decideCase(web, finance, {
    caseId: id,
    version,
    decision: "clear",
    reason: "Looked at it.",
  });
}

const onlyCase = async (): Promise<Awaited<ReturnType<typeof cases>>[number]> => {
  const [first, ...others] = await cases();
  if (!first || others.length > 0)
    throw new Error(`one case was expected, not ${others.length + (first ? 1 : 0)}`);
  return first;
};

describe("one case of a key", () => {
  it("is opened by twenty detectors at once, with one audit row and one event", async () => {
    const found = suspicionOf("crowd", 3_000);
    const results = await Promise.all(Array.from({ length: 20 }, () => raiseCase(worker, found)));
    expect(results.filter((result) => result === "opened")).toHaveLength(1);
    expect(results.filter((result) => result === "known")).toHaveLength(19);
    const { id } = await onlyCase();
    expect(
      await web.db.prisma.auditEvent.count({ where: { resourceId: id, action: "case.opened" } }),
    ).toBe(1);
    expect(await web.db.prisma.outboxEvent.count({ where: { key: id } })).toBe(1);
  });

  it("collects twenty different payments at once and loses none", async () => {
    const dedupeKey = "payment_risk:card:shared";
    const all = Array.from({ length: 20 }, (_, n) => ({
      ...suspicionOf(`many${n}`, 3_000 + n),
      dedupeKey,
    }));
    await Promise.all(all.map((found) => raiseCase(worker, found)));
    const { id, priority, amount } = await onlyCase();
    const detail = await getCase(web, finance, id);
    expect(detail.evidence.facts.filter((fact) => fact.label === "Flagged payment")).toHaveLength(
      20,
    );
    expect(detail.suggestion.scoreBp).toBe(3_019);
    expect(amount).toBe(84_000n);
    expect(priority).toBe(
      all.reduce(
        (sum, { suggestion }) => sum + Math.floor((4_200 * suggestion.scoreBp) / 10_000),
        0,
      ),
    );
  });

  it("is only ever raised in rank, and weaker evidence leaves the suggestion", async () => {
    const found = suspicionOf("rank", 6_000);
    await raiseCase(worker, found);
    const before = await onlyCase();
    const weaker = {
      ...found,
      suggestion: { ...found.suggestion, scoreBp: 500 },
      hit: { ...found.hit, key: "pi_rank:other" },
    };
    expect(await raiseCase(worker, weaker)).toBe("raised");
    const after = await onlyCase();
    expect(after.priority).toBe(before.priority);
    expect(after.version).toBe(before.version + 1);
    expect(after.suggestion).toMatchObject({ scoreBp: 6_000 });
  });

  it("is not raised again once a person cleared it, but news opens another", async () => {
    const found = suspicionOf("cleared", 3_000);
    await raiseCase(worker, found);
    await clear((await onlyCase()).id);
    expect(await raiseCase(worker, found)).toBe("settled");
    expect(await cases()).toHaveLength(1);
    const news = { ...found, hit: { ...found.hit, key: "pi_cleared:test+cards" } };
    expect(await raiseCase(worker, news)).toBe("opened");
    expect((await cases()).map((row) => row.state).toSorted()).toEqual(["closed", "open"]);
  });
});

describe("a refund that came to nothing", () => {
  it("opens its case again, once", async () => {
    await raiseCase(worker, suspicionOf("abandoned", 3_000));
    const { id } = await onlyCase();
    const commandId = newId();
    await addCommand(commandId, "held");
    await worker.db.prisma.reviewCase.update({
      where: { id },
      data: { state: "closed", closedAt: NOW },
    });
    await web.db.prisma.caseDecision.create({
      data: {
        id: newId(),
        caseId: id,
        decidedBy: finance.userId,
        decision: "refund",
        suggestion: {},
        differs: false,
        commandId,
        createdAt: NOW,
      },
    });
    expect((await runDetectors(worker)).reopened).toBe(0);
    await worker.db.prisma.command.update({
      where: { id: commandId },
      data: { state: "cancelled" },
    });
    const runs = await Promise.all([runDetectors(worker), runDetectors(worker)]);
    expect(runs.map((run) => run.reopened).toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await onlyCase()).toMatchObject({ state: "open", closedAt: null });
    expect(
      await web.db.prisma.auditEvent.count({ where: { resourceId: id, action: "case.reopened" } }),
    ).toBe(1);
  });

  async function addCommand(id: string, state: "held"): Promise<void> {
    await web.db.prisma.command.create({
      data: {
        ...TEST_SCOPE,
        id,
        kind: "refund",
        state,
        requesterId: finance.userId,
        requesterRole: "finance",
        targetType: "payment",
        targetId: "pi_abandoned",
        amount: 4_200n,
        currency: "eur",
        baseCurrency: "eur",
        reasonCode: "duplicate",
        params: "{}",
        paramsHash: "h",
        preview: "{}",
        previewHash: "h",
        basis: "[]",
        basisHash: "h",
        policyVersion: "1",
        policyDecision: {},
        idempotencyKey: id,
        requestBody: "",
        apiVersion: "v",
        createdAt: NOW,
      },
    });
  }
});
