import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { hourBucket, waitBucket } from "./attempt-buckets.ts";
import { readPastAttempts } from "./attempts.repo.ts";
import { findModel, findOutcomes, findOutcomesAfter } from "./outcomes.repo.ts";
import { refreshOutcomes } from "./refresh-outcomes.ts";
import { AttemptTree } from "./success-model.ts";

const NOW = new Date("2026-11-28T12:00:00Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SINCE = new Date(NOW.getTime() - 180 * DAY_MS);

const database = useTestDatabase();
let worker: Runtime;
let web: Runtime;

beforeAll(() => {
  worker = testRuntime(database(), "countersign_worker", { clock: testClock(NOW) });
  web = testRuntime(database(), "countersign_web", { clock: testClock(NOW) });
});
afterAll(() => Promise.all([worker.db.close(), web.db.close()]));

interface Try {
  readonly hoursAgo: number;
  readonly status?: string;
  readonly code?: string;
  readonly fingerprint?: string;
  readonly country?: string | null;
  readonly brand?: string | null;
  readonly type?: string;
}

let made = 0;

async function addTries(paymentId: string, tries: readonly Try[]): Promise<void> {
  await worker.db.prisma.charge.createMany({
    data: tries.map(({ hoursAgo, ...attempt }) => {
      made += 1;
      const failed = attempt.status === undefined || attempt.status === "failed";
      return {
        ...TEST_SCOPE,
        id: `ch_${made}`,
        paymentId,
        amount: 4_200n,
        amountCaptured: 0n,
        amountRefunded: 0n,
        currency: "eur",
        status: attempt.status ?? "failed",
        captured: !failed,
        disputed: false,
        paymentMethodType: attempt.type ?? "card",
        cardBrand: attempt.brand === undefined ? "visa" : attempt.brand,
        issuerKey: attempt.brand === null ? null : `JP:${attempt.brand ?? "visa"}:credit`,
        cardCountry: attempt.country === undefined ? "JP" : attempt.country,
        cardFingerprint: attempt.fingerprint ?? null,
        failureCode: failed ? "card_declined" : null,
        declineCode: failed ? (attempt.code ?? "insufficient_funds") : null,
        createdAt: new Date(NOW.getTime() - hoursAgo * HOUR_MS),
      };
    }),
  });
}

describe("what became of attempts after a decline", () => {
  beforeAll(async () => {
    await addTries("pi_paid_later", [
      { hoursAgo: 100, fingerprint: "a" },
      { hoursAgo: 52, fingerprint: "a", code: "do_not_honor" },
      { hoursAgo: 51.5, fingerprint: "b", status: "succeeded", brand: "mastercard" },
    ]);
    await addTries("pi_paid_at_once", [{ hoursAgo: 20, status: "succeeded" }]);
    await addTries("pi_never_again", [{ hoursAgo: 20, code: "lost_card" }]);
    await addTries("pi_debit", [
      { hoursAgo: 400, type: "sepa_debit", country: null, brand: null },
      { hoursAgo: 100, type: "sepa_debit", country: null, brand: null },
      { hoursAgo: 1, type: "sepa_debit", country: null, brand: null, status: "pending" },
    ]);
    await addTries("pi_long_ago", [{ hoursAgo: 24 * 200 }, { hoursAgo: 24 * 199 }]);
  });

  it("counts each attempt once, under the decline before it", async () => {
    await refreshOutcomes(worker);
    const cells = await worker.db.transaction((tx) => findOutcomes(tx, TEST_SCOPE));
    const declinedAgain = {
      declineCode: "insufficient_funds",
      attempts: 1,
      successes: 0,
      sameMethod: true,
    };
    expect(cells).toHaveLength(3);
    expect(cells).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...declinedAgain, wait: 2, issuer: "JP:visa:credit" }),
        expect.objectContaining({ ...declinedAgain, wait: 4, issuer: "sepa_debit" }),
        expect.objectContaining({
          declineCode: "do_not_honor",
          wait: 0,
          issuer: "JP:mastercard:credit",
          sameMethod: false,
          attempts: 1,
          successes: 1,
        }),
      ]),
    );
  });

  it("puts every attempt where the estimate looks for it", async () => {
    const attempts = await readPastAttempts(web.db, TEST_SCOPE, SINCE, 100);
    expect(attempts).toHaveLength(3);
    for (const { at, declinedAt, country, hour, wait, issuer } of attempts) {
      expect(hour).toBe(hourBucket(at, country));
      expect(wait).toBe(waitBucket(at.getTime() - declinedAt.getTime()));
      expect(issuer).toMatch(country === null ? /^sepa_debit$/ : /^JP:/);
    }
  });

  it("takes no more attempts than asked for, the newest ones, oldest first", async () => {
    const [first, second, ...others] = await readPastAttempts(web.db, TEST_SCOPE, SINCE, 2);
    expect(others).toEqual([]);
    expect(first?.at.getTime()).toBeLessThan(second?.at.getTime() ?? 0);
    expect(second).toMatchObject({ declineCode: "do_not_honor", paid: true });
  });

  it("does not add to what was counted before", async () => {
    await refreshOutcomes(worker);
    await refreshOutcomes(worker);
    expect(await findModel(web.db, TEST_SCOPE)).toMatchObject({
      attempts: 3,
      since: SINCE,
      fittedAt: NOW,
      backTest: { known: 3, tested: 0 },
    });
  });

  it("gives the screen the counts of one code in full and of the others as one", async () => {
    const key = {
      sameMethod: true,
      declineCode: "insufficient_funds",
      wait: 2,
      issuer: "JP:visa:credit",
    };
    const tree = new AttemptTree(await findOutcomesAfter(web.db, TEST_SCOPE, "insufficient_funds"));
    const attempts = tree.along({
      ...key,
      hour: hourBucket(new Date(NOW.getTime() - 52 * HOUR_MS), "JP"),
    });
    expect(attempts.map((counts) => counts.attempts)).toEqual([3, 2, 2, 1, 1, 1]);
  });
});
