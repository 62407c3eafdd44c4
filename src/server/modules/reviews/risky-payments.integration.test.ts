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
import { evaluatePayment } from "./evaluate-payment.ts";
import { getCase } from "./get-case.ts";
import { runDetectors } from "./run-detectors.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
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

describe("payments", () => {
  const rated = {
    riskLevel: "elevated",
    riskScore: 68,
    fingerprint: "fp_rated",
    customerId: "cus_1",
  } as const;

  it("that Stripe rates elevated open a case with reasons that add up, and none of the personal data", async () => {
    await addPayments(worker, [
      { id: "pi_1", at: ago(HOUR_MS), email: "ada@example.test", ...rated },
    ]);
    expect(await runDetectors(worker)).toEqual({
      payments: 1,
      opened: 1,
      raised: 0,
      reopened: 0,
      declines: "looked",
    });
    const { id } = await onlyCase();
    const detail = await getCase(web, finance, id);
    expect(detail).toMatchObject({
      kind: "payment_risk",
      subjectId: "pi_1",
      amount: { amountMinor: 4_200n, currency: "eur" },
    });
    expect(detail.suggestion).toMatchObject({ verdict: "investigate", scoreBp: 2_000, sample: 0 });
    expect(detail.suggestion.highBp - detail.suggestion.lowBp).toBeGreaterThan(2_000);
    expect(detail.suggestion.reasons.reduce((sum, reason) => sum + reason.weightBp, 0)).toBe(
      detail.suggestion.scoreBp,
    );
    expect(detail.priority).toBe(840);
    const shown = JSON.stringify(detail, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    expect(shown).not.toContain("ada@");
    expect(shown).not.toContain("fp_rated");
  });

  it("are looked at again without a change", async () => {
    await addPayments(worker, [{ id: "pi_1", at: ago(HOUR_MS), ...rated }]);
    await runDetectors(worker);
    const before = await onlyCase();
    clock.advance(5 * 60_000);
    expect(await runDetectors(worker)).toMatchObject({ payments: 1, opened: 0, raised: 0 });
    expect(await onlyCase()).toEqual(before);
    await clear(before.id);
    expect(await runDetectors(worker)).toMatchObject({ opened: 0, raised: 0 });
    expect(await evaluatePayment(worker, "pi_1")).toBe("settled");
  });

  it("of one card join one case; an ordinary one is left alone", async () => {
    await addPayments(worker, [
      { id: "pi_1", at: ago(3 * HOUR_MS), ...rated },
      { id: "pi_2", at: ago(2 * HOUR_MS), ...rated },
      { id: "pi_3", at: ago(HOUR_MS), riskScore: 5, fingerprint: "fp_other" },
    ]);
    expect(await runDetectors(worker)).toMatchObject({ payments: 2, opened: 1, raised: 1 });
    expect(await evaluatePayment(worker, "pi_3")).toBe("clean");
    expect((await onlyCase()).amount).toBe(8_400n);
  });

  it("of somebody who tries card after card are suspected without Stripe's help", async () => {
    const tries: PaymentFixture[] = Array.from({ length: 6 }, (_, n) => ({
      id: `pi_try${n}`,
      at: ago((20 - n) * 60_000),
      email: "trier@example.test",
      fingerprint: `fp_try${n}`,
      status: n === 5 ? "succeeded" : "failed",
    }));
    await addPayments(worker, tries);
    expect(await evaluatePayment(worker, "pi_try5")).toBe("opened");
    const { id } = await onlyCase();
    const { suggestion } = await getCase(web, finance, id);
    expect(suggestion.reasons.map((reason) => reason.text)).toEqual([
      "Stripe rates its risk normal; 0 of 0 similar payments turned out bad",
      "5 attempts refused within 24 hours",
      "6 different cards of one person within 24 hours",
    ]);
  });

  it("that are refunded or disputed already trouble nobody", async () => {
    await addPayments(worker, [
      { id: "pi_disputed", at: ago(HOUR_MS), ...rated, disputed: true },
      { id: "pi_returned", at: ago(HOUR_MS), ...rated },
    ]);
    await worker.db.prisma.payment.updateMany({
      where: { id: "pi_returned" },
      data: { amountRefunded: 4_200n },
    });
    expect(await runDetectors(worker)).toMatchObject({ payments: 0, opened: 0 });
    expect(await evaluatePayment(worker, "pi_disputed")).toBe("clean");
  });

  it("that are older than two days are left alone, however risky: an import brings a month of them", async () => {
    await addPayments(worker, [
      { id: "pi_old", at: ago(49 * HOUR_MS), ...rated, riskLevel: "highest" },
      { id: "pi_young", at: ago(47 * HOUR_MS), ...rated, fingerprint: "fp_young" },
    ]);
    expect(await evaluatePayment(worker, "pi_old")).toBe("clean");
    expect(await evaluatePayment(worker, "pi_young")).toBe("opened");
  });

  it("teach by their outcomes, but only once they are old enough to be disputed", async () => {
    const past = (days: number, bad: number): PaymentFixture[] =>
      Array.from({ length: 40 }, (_, n) => ({
        id: `pi_d${days}n${n}`,
        at: ago(days * DAY_MS),
        riskLevel: "elevated",
        disputed: n < bad,
      }));
    await addPayments(worker, [
      ...past(20, 36),
      ...past(3, 0),
      { id: "pi_1", at: ago(HOUR_MS), ...rated },
    ]);
    await evaluatePayment(worker, "pi_1");
    expect((await onlyCase()).suggestion).toMatchObject({
      sample: 40,
      scoreBp: Math.round((40 / 60) * 10_000),
      verdict: "refund",
    });
  });
});
