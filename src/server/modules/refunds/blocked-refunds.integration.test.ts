import { afterAll, beforeAll, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addAccount, addPerson, addUnsentPayment, intent } from "#tests/faults/paid-charge.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";
import { previewRefund } from "./index.ts";

const database = useTestDatabase();
let web: Runtime;
let worker: Runtime;
let owner: Database;
let finance: Actor;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
  owner = testRuntime(database(), "countersign_owner").db;
  await addAccount(owner, TEST_SCOPE);
  finance = await addPerson(owner, "finance");
});
afterAll(async () => {
  await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

async function dispute(
  { paymentId, chargeId }: { paymentId: string; chargeId: string },
  state: { status: string; chargeRefundable: boolean },
): Promise<void> {
  await owner.prisma.dispute.create({
    data: {
      ...TEST_SCOPE,
      ...state,
      id: `dp_${chargeId}`,
      chargeId,
      paymentId,
      amount: 5_000n,
      currency: "eur",
      reason: "fraudulent",
      hasEvidence: false,
      submissionCount: 0,
      balanceTransactionIds: [],
      createdAt: new Date(),
    },
  });
}

it.each([
  ["a dispute that took the money", "needs_response", false, "REFUND_BLOCKED_BY_DISPUTE"],
  ["a dispute that was lost", "lost", false, "REFUND_BLOCKED_BY_DISPUTE"],
  ["an inquiry, to which a refund is the best answer", "warning_needs_response", true, "done"],
  ["a dispute that was won", "won", false, "done"],
] as const)("%s", async (_, status, chargeRefundable, expected) => {
  const paid = await addUnsentPayment(worker, 5_000n);
  await dispute(paid, { status, chargeRefundable });
  const asked = previewRefund(web, finance, intent(paid.paymentId, 1_000n));
  expect(await refusal(asked)).toBe(expected);
});

it("a payment that was passed on is refunded only with a word on transfer and fee, and no other one with it", async () => {
  const paid = await addUnsentPayment(worker, 5_000n);
  const asked = intent(paid.paymentId, 1_000n);
  const connect = { reverseTransfer: true, refundApplicationFee: false };
  expect(await refusal(previewRefund(web, finance, { ...asked, connect }))).toBe(
    "CONNECT_CHOICE_REQUIRED",
  );
  await owner.prisma.payment.updateMany({
    where: { id: paid.paymentId },
    data: { transferDestination: "acct_seller" },
  });
  expect(await refusal(previewRefund(web, finance, asked))).toBe("CONNECT_CHOICE_REQUIRED");
  expect(await previewRefund(web, finance, { ...asked, connect })).toMatchObject({ connect });
});
