import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { openDatabase } from "../db/database.ts";
import { open } from "../secrets/seal.ts";
import { createStripeCallLog, REQUEST_CONTEXT, RESPONSE_CONTEXT } from "./stripe-call.repo.ts";
import type { StripeCallEntry } from "./stripe-call-log.ts";

const database = useTestDatabase();
const key = new Uint8Array(32).fill(7);
let runtime: Runtime;
beforeAll(() => {
  runtime = testRuntime(database(), "countersign_worker");
});
afterAll(() => runtime.db.close());

const entry = (): StripeCallEntry => ({
  startedAt: runtime.clock.realNow(),
  method: "POST",
  path: "/v1/refunds",
  objectId: "ch_1",
  commandId: null,
  idempotencyKey: "cmd/1",
  apiVersion: "v",
  outcome: "accepted",
  evidence: { httpStatus: 200, requestId: "req_1", errorType: null, errorCode: null },
  latencyMs: 12.4,
  request: { charge: "ch_1", amount: "500" },
  response: {
    id: "ch_1",
    billing_details: { email: "ada@example.test", name: "Ada" },
    payment_method_details: { card: { last4: "4242", fingerprint: "f1" } },
    unit_amount_decimal: Stripe.Decimal.from("12.5"),
  },
});

describe("the log of calls", () => {
  it("keeps bodies sealed and without personal data", async () => {
    await createStripeCallLog(runtime.db, runtime.scope, key, runtime.log).write(entry());
    const row = await runtime.db.prisma.stripeCall.findFirstOrThrow();
    expect(row).toMatchObject({
      path: "/v1/refunds",
      httpStatus: 200,
      latencyMs: 12,
      idempotencyKey: "cmd/1",
    });
    expect(Buffer.from(row.responseSealed ?? []).includes("4242")).toBe(false);
    const response = open(key, RESPONSE_CONTEXT, row.responseSealed ?? new Uint8Array());
    expect(response).toContain("4242");
    expect(response).toContain('"unit_amount_decimal":"12.5"');
    expect(response).not.toMatch(/ada|Ada|f1/);
    expect(JSON.parse(open(key, REQUEST_CONTEXT, row.requestSealed ?? new Uint8Array()))).toEqual({
      charge: "ch_1",
      amount: "500",
    });
  });

  it("does not fail its caller when it cannot write", async () => {
    const db = openDatabase("postgresql://nobody@127.0.0.1:1/none", 1, "test-away");
    await expect(
      createStripeCallLog(db, runtime.scope, key, runtime.log).write(entry()),
    ).resolves.toBeUndefined();
    await db.close();
  });
});
