import { describe, expect, it } from "vitest";
import {
  clientFor,
  DAY_SECONDS,
  errorOf,
  openAccount,
  paidCharge,
  type TestAccount,
} from "../testing/test-account.ts";

async function refundsOf({ stripe }: TestAccount, charge: string): Promise<number> {
  return (await stripe.refunds.list({ charge })).data.length;
}

describe("an idempotency key", () => {
  it("gives the first answer again and does nothing twice", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000);
    const first = await account.stripe.refunds.create(
      { charge: charge.id, amount: 700 },
      { idempotencyKey: "k1" },
    );
    const again = await account.stripe.refunds.create(
      { charge: charge.id, amount: 700 },
      { idempotencyKey: "k1" },
    );
    expect(again.id).toBe(first.id);
    expect(await refundsOf(account, charge.id)).toBe(1);
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(again.lastResponse.headers["original-request"]).toBe(first.lastResponse.requestId);
    expect(again.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
  });

  it("refuses another body or another endpoint", async () => {
    const { stripe } = await openAccount();
    await stripe.customers.create({ name: "A" }, { idempotencyKey: "k1" });
    const wanted = { statusCode: 400, type: "StripeIdempotencyError" };
    expect(
      await errorOf(stripe.customers.create({ name: "B" }, { idempotencyKey: "k1" })),
    ).toMatchObject(wanted);
    expect(
      await errorOf(stripe.refunds.create({ charge: "ch_1" }, { idempotencyKey: "k1" })),
    ).toMatchObject(wanted);
    expect((await stripe.customers.list()).data.length).toBe(1);
  });

  it("keeps a decline and a refused state, with their status", async () => {
    const account = await openAccount();
    const pay = () =>
      account.stripe.paymentIntents.create(
        { amount: 900, currency: "eur", payment_method: "pm_card_chargeDeclined", confirm: true },
        { idempotencyKey: "declined" },
      );
    const first = await errorOf(pay());
    const again = await errorOf(pay());
    expect([first.statusCode, again.statusCode]).toEqual([402, 402]);
    expect(again.charge).toBe(first.charge);
    expect((await account.stripe.charges.list()).data.length).toBe(1);
  });

  it("is not used up by a request that failed validation", async () => {
    const { stripe } = await openAccount();
    const create = (amount: number) =>
      stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: "k1" });
    expect(await errorOf(create(1))).toMatchObject({ statusCode: 400, code: "amount_too_small" });
    expect((await create(5_000)).amount).toBe(5_000);
  });

  it("answers 409 while its first request is under way", async () => {
    const account = await openAccount();
    await account.control("POST", "faults", {
      match: { path: "/v1/customers" },
      effect: "latency",
      latencyMs: 300,
    });
    const create = () => account.stripe.customers.create({ name: "A" }, { idempotencyKey: "k1" });
    const first = create();
    await expect
      .poll(async () => account.control("GET", "faults"))
      .toMatchObject({ rules: [{ hits: 1 }] });
    expect(await errorOf(create())).toMatchObject({
      statusCode: 409,
      code: "idempotency_key_in_use",
    });
    const { id } = await first;
    expect((await create()).id).toBe(id);
  });

  it("is forgotten after a day", async () => {
    const { stripe, advance } = await openAccount();
    const create = () => stripe.customers.create({ name: "A" }, { idempotencyKey: "k1" });
    const { id } = await create();
    await advance(DAY_SECONDS - 60);
    expect((await create()).id).toBe(id);
    await advance(120);
    expect((await create()).id).not.toBe(id);
  });

  it.each(["reset_after_effect", "reset_before_effect"])(
    "makes the client's own retry safe after %s",
    async (effect) => {
      const account = await openAccount();
      const { charge } = await paidCharge(account, 5_000);
      await account.control("POST", "faults", {
        match: { method: "POST", path: "/v1/refunds" },
        effect,
      });
      const retrying = clientFor(account.sandbox.port, account.sandbox.apiKey, 2);
      const refund = await retrying.refunds.create({ charge: charge.id, amount: 700 });
      expect(refund.status).toBe("succeeded");
      expect(await refundsOf(account, charge.id)).toBe(1);
    },
  );
});

describe("fault rules", () => {
  it("answer with any status and body, as often as they say", async () => {
    const account = await openAccount();
    await account.control("POST", "faults", {
      match: { path: "/v1/customers/*" },
      effect: "status",
      status: 404,
      body: { message: "Not Found" },
      count: 2,
    });
    for (const id of ["cus_1", "cus_2"]) {
      const stray = await account.stripe.customers.retrieve(id);
      expect(stray).toMatchObject({ message: "Not Found" });
    }
    expect(await errorOf(account.stripe.customers.retrieve("cus_3"))).toMatchObject({
      code: "resource_missing",
    });
  });

  it("leave a request hanging after its effect", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000);
    await account.control("POST", "faults", {
      match: { path: "/v1/refunds" },
      effect: "timeout_after_effect",
    });
    const call = account.stripe.refunds.create(
      { charge: charge.id },
      { timeout: 150, idempotencyKey: "k1" },
    );
    expect((await errorOf(call)).message).toContain("timeout");
    expect(await refundsOf(account, charge.id)).toBe(1);
  });

  it("say what is wrong with them, and can be cleared", async () => {
    const account = await openAccount();
    expect(await account.control("POST", "faults", { effect: "magic" })).toHaveProperty(
      "error.message",
    );
    await account.control("POST", "faults", { effect: "status", status: 500 });
    await account.control("DELETE", "faults");
    expect((await account.stripe.balance.retrieve()).object).toBe("balance");
  });
});
