import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { eventually } from "#tests/support/eventually.ts";
import { addPerson, suspicionOf } from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";
import { claimCase } from "./claim-case.ts";
import { decideCase } from "./decide-case.ts";
import { getCase } from "./get-case.ts";
import { releaseCase, renewLease } from "./hold-case.ts";
import { listCases } from "./list-cases.ts";
import { raiseCase } from "./raise-case.ts";

const database = useTestDatabase();
let web: Runtime;
let worker: Runtime;
let hasty: Runtime;
let finance: Actor;
let colleague: Actor;
let support: Actor;

const SHORT_LEASE_MS = 40;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
  hasty = { ...web, settings: { ...web.settings, caseLeaseMs: SHORT_LEASE_MS } };
  finance = await addPerson(web, "finance", "Fatima");
  colleague = await addPerson(web, "finance", "Felix");
  support = await addPerson(web, "support", "Sam");
});
afterAll(() => Promise.all([web.db.close(), worker.db.close()]));
beforeEach(async () => {
  // Old cases are put away, so that each test has a queue of its own.
  await worker.db.prisma.reviewCase.updateMany({ data: { state: "closed", closedAt: new Date() } });
});

let made = 0;
async function open(scoreBp = 2_000, amountBase = 4_200n): Promise<string> {
  made += 1;
  const found = suspicionOf(`queue${made}`, scoreBp);
  expect(await raiseCase(worker, { ...found, amountBase })).toBe("opened");
  const row = await web.db.prisma.reviewCase.findFirstOrThrow({
    where: { ...TEST_SCOPE, dedupeKey: found.dedupeKey },
  });
  return row.id;
}

describe("taking a case", () => {
  it("gives fifty people asking at once fifty different cases", async () => {
    for (let n = 0; n < 50; n += 1) await open();
    const taken = await Promise.all(
      Array.from({ length: 50 }, () => claimCase(web, finance, undefined)),
    );
    expect(new Set(taken.map((one) => one.id)).size).toBe(50);
    await expect(claimCase(web, finance, undefined)).rejects.toMatchObject({
      code: "NO_CASE_WAITING",
    });
    expect(await web.db.prisma.auditEvent.count({ where: { action: "case.claimed" } })).toBe(50);
  });

  it("gives one case that twenty people want to one of them, and tells the others who", async () => {
    const id = await open();
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, n) => addPerson(web, "finance", `Person ${n}`)),
    );
    const results = await Promise.allSettled(people.map((person) => claimCase(web, person, id)));
    const winners = results.flatMap((result) =>
      result.status === "fulfilled" ? [result.value] : [],
    );
    expect(winners).toHaveLength(1);
    const holder = winners[0]?.claimedBy?.name;
    for (const result of results) {
      if (result.status === "fulfilled") continue;
      expect(result.reason).toMatchObject({ code: "CASE_CLAIMED_BY_OTHER", facts: { holder } });
    }
  });

  it("hands out the largest expected loss first, but what is overdue before it", async () => {
    const small = await open(2_000, 1_000n);
    const large = await open(2_000, 900_000n);
    const overdue = await open(2_000, 500n);
    await worker.db.prisma.reviewCase.update({
      where: { id: overdue },
      data: { dueAt: new Date(0) },
    });
    const listed = await listCases(web, finance, "queue");
    expect(listed.rows.map((row) => row.id)).toEqual([overdue, large, small]);
    expect(listed.waiting).toBe(3);
    const taken: string[] = [];
    for (let n = 0; n < 3; n += 1) taken.push((await claimCase(web, finance, undefined)).id);
    expect(taken).toEqual([overdue, large, small]);
    expect((await listCases(web, finance, "mine")).rows).toHaveLength(3);
    expect((await listCases(web, colleague, "mine")).rows).toEqual([]);
  });

  it("gives support first what support may decide", async () => {
    await open(9_000, 900_000n);
    const easy = await open(1_000, 100n);
    expect((await claimCase(web, support, undefined)).id).toBe(easy);
    expect((await claimCase(web, support, undefined)).decide).toMatchObject({ allowed: false });
  });

  it("leaves the version alone when its holder opens it again", async () => {
    const id = await open();
    const first = await claimCase(web, finance, id);
    expect((await claimCase(web, finance, id)).version).toBe(first.version);
  });
});

describe("a lease", () => {
  it("gives the case back when it runs out", async () => {
    const id = await open();
    await claimCase(hasty, finance, undefined);
    const again = await eventually(
      () => claimCase(web, colleague, undefined).catch(() => undefined),
      "the lease to run out",
    );
    expect(again).toMatchObject({ id, claimedBy: { name: "Felix" }, mine: true });
  });

  it("lasts longer when it is renewed, without a new version", async () => {
    const id = await open();
    const claimed = await claimCase(web, finance, id);
    const renewed = await renewLease(web, finance, id);
    expect(renewed.version).toBe(claimed.version);
    expect(renewed.leaseUntil?.getTime()).toBeGreaterThanOrEqual(
      claimed.leaseUntil?.getTime() ?? Number.NaN,
    );
    await expect(renewLease(web, colleague, id)).rejects.toMatchObject({
      code: "CASE_LEASE_LOST",
      facts: { holder: "Fatima", holderRole: "finance" },
    });
  });

  it("ends when it is released", async () => {
    const id = await open();
    await claimCase(web, finance, id);
    expect(await releaseCase(web, finance, id)).toMatchObject({ claimedBy: null, mine: false });
    expect((await claimCase(web, colleague, undefined)).id).toBe(id);
  });

  it("that was lost decides nothing, and the refusal says who has the case now", async () => {
    const id = await open();
    const stale = await claimCase(hasty, finance, id);
    await eventually(
      () => claimCase(web, colleague, id).catch(() => undefined),
      "the lease to run out",
    );
    const decision = { caseId: id, version: stale.version, decision: "clear" } as const;
    await expect(decideCase(web, finance, decision)).rejects.toMatchObject({
      code: "CASE_LEASE_LOST",
      facts: { holder: "Felix", holderRole: "finance" },
    });
    expect(await getCase(web, finance, id)).toMatchObject({ state: "open", decisions: [] });
  });

  it("that ran out decides nothing even if nobody else took the case", async () => {
    const id = await open();
    const stale = await claimCase(hasty, finance, id);
    const decision = { caseId: id, version: stale.version, decision: "clear" } as const;
    await eventually(
      async () => (await getCase(web, finance, id)).claimedBy === null,
      "the lease to run out",
    );
    await expect(decideCase(web, finance, decision)).rejects.toMatchObject({
      code: "CASE_LEASE_LOST",
      facts: { holder: "nobody" },
    });
  });
});
