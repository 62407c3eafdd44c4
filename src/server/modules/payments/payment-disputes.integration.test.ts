import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addAccount, addPayments, addPerson } from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";
import { getPayment } from "./get-payment.ts";
import { paymentTimeline } from "./payment-timeline.ts";

const database = useTestDatabase();
const paymentId = "pi_disputed";
const at = new Date("2026-03-05T10:00:00Z");
const evidenceDueAt = new Date("2026-03-19T23:59:59Z");
let web: Runtime;
let worker: Runtime;
let finance: Actor;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
  finance = await addPerson(web, "finance");
  await addAccount(worker);
  await addPayments(worker, [{ id: paymentId, at, disputed: true }]);
  const dispute = {
    ...TEST_SCOPE,
    chargeId: `ch_${paymentId}`,
    paymentId,
    amount: 4_200n,
    currency: "eur",
    reason: "product_not_received",
    chargeRefundable: false,
    evidenceDueAt,
    hasEvidence: false,
    submissionCount: 0,
    balanceTransactionIds: [],
    createdAt: at,
  };
  await worker.db.prisma.dispute.createMany({
    data: [
      { ...dispute, id: "du_open", status: "needs_response" },
      { ...dispute, id: "du_asked", status: "warning_closed" },
    ],
  });
});
afterAll(() => Promise.all([web.db.close(), worker.db.close()]));

describe("a dispute", () => {
  it("is told on its payment: what is asked, and until when while an answer is awaited", async () => {
    const { disputes } = await getPayment(web, finance, { paymentId });
    const same = { at, amount: { amountMinor: 4_200n, currency: "eur" } };
    const reason = "product_not_received";
    expect(disputes).toEqual([
      { ...same, id: "du_open", status: "needs_response", reason, answerBy: evidenceDueAt },
      { ...same, id: "du_asked", status: "warning_closed", reason, answerBy: null },
    ]);
  });

  it("stands in the history above what it is about, at the same instant too", async () => {
    const { entries } = await paymentTimeline(web, finance, { paymentId });
    expect(entries.map(({ id }) => id)).toEqual([
      "du_open",
      "du_asked",
      `ch_${paymentId}`,
      paymentId,
    ]);
    expect(entries[0]).toMatchObject({
      lane: "stripe",
      detail: "product not received, needs response",
      tone: "bad",
    });
  });
});
