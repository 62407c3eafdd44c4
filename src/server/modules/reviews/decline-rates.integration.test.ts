import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  addAccount,
  addPayments,
  addPerson,
  type PaymentFixture,
} from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { claimCase } from "./claim-case.ts";
import { decideCase } from "./decide-case.ts";
import { getCase } from "./get-case.ts";
import { runDetectors } from "./run-detectors.ts";

const HOUR_MS = 3_600_000;
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

const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
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

describe("decline rates", () => {
  /** A month of windows of `perWindow` payments, one in ten declined, and a present one with `declined` of `attempts`. */
  async function month(declined: number, attempts: number, perWindow = 10): Promise<void> {
    const past = Array.from({ length: 29 * 8 }, (_, window) =>
      Array.from({ length: perWindow }, (_, n) => ({
        id: `pi_w${window}n${n}`,
        at: ago((window + 1.5) * 3 * HOUR_MS),
        status: n === 0 ? ("failed" as const) : ("succeeded" as const),
      })),
    ).flat();
    await addPayments(worker, [...past, ...present(declined, attempts)]);
  }

  const present = (declined: number, attempts: number): PaymentFixture[] =>
    Array.from({ length: attempts }, (_, n) => ({
      id: `pi_now${n}`,
      at: ago(HOUR_MS + n * 1_000),
      status: n < declined ? "failed" : "succeeded",
    }));

  it("that left their band open one case for the method, with its band and history", async () => {
    await month(18, 40);
    expect(await runDetectors(worker)).toMatchObject({ opened: 1, declines: "looked" });
    const { id } = await onlyCase();
    const detail = await getCase(web, finance, id);
    expect(detail).toMatchObject({ kind: "decline_rate", subjectId: "card", amount: null });
    expect(detail.title).toMatch(/: 18 of 40 payments, expected 4$/);
    expect(detail.evidence.series).toHaveLength(16);
    const newest = detail.evidence.series.at(-1);
    expect(newest).toMatchObject({ declined: 18, attempts: 40 });
    expect(newest?.highBp).toBeLessThan(4_500);
    expect(newest?.lowBp).toBeLessThanOrEqual(newest?.expectedBp ?? -1);
    const labels = detail.evidence.facts.map((fact) => fact.label);
    expect(labels).toEqual(
      expect.arrayContaining([
        "90 % band",
        "99 % band",
        "Expected rate",
        "Attempts refused, retries included",
      ]),
    );
    expect(await runDetectors(worker)).toMatchObject({ opened: 0, raised: 0 });
    await clear(id);
    expect(await runDetectors(worker)).toMatchObject({ opened: 0, raised: 0 });
    expect(await cases()).toHaveLength(1);
  });

  it("within their band open none", async () => {
    await month(3, 40);
    expect(await runDetectors(worker)).toMatchObject({ opened: 0, declines: "looked" });
  });

  it("count one customer's retries as one payment", async () => {
    await month(1, 40);
    const { prisma } = worker.db;
    const retried = await prisma.charge.findFirstOrThrow({ where: { paymentId: "pi_now0" } });
    await prisma.charge.createMany({
      data: Array.from({ length: 60 }, (_, n) => ({ ...retried, id: `ch_retry${n}` })),
    });
    expect(await runDetectors(worker)).toMatchObject({ opened: 0 });
  });

  it("are not judged while the mirror is behind", async () => {
    await month(18, 40);
    await worker.db.prisma.feedLane.updateMany({
      data: { lastPulledAt: new Date(Date.now() - HOUR_MS) },
    });
    expect(await runDetectors(worker)).toMatchObject({ opened: 0, declines: "gated" });
    await worker.db.prisma.feedLane.updateMany({ data: { lastPulledAt: new Date() } });
    expect(await runDetectors(worker)).toMatchObject({ opened: 1, declines: "looked" });
  });
});
