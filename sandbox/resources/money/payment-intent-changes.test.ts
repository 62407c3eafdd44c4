import { describe, expect, it } from "vitest";
import { DAY_SECONDS, errorOf, openAccount } from "../../testing/test-account.ts";

describe("updating a payment intent", () => {
  it("changes what it asks for until it is paid", async () => {
    const account = await openAccount();
    const { paymentIntents } = account.stripe;
    const intent = await paymentIntents.create({ amount: 2_000, currency: "eur" });
    const changed = await paymentIntents.update(intent.id, {
      amount: 2_500,
      currency: "usd",
      description: "Two chairs",
      metadata: { order: "7" },
      payment_method: "pm_card_visa",
      receipt_email: "ada@example.com",
      setup_future_usage: "off_session",
      statement_descriptor: "CHAIRS",
      shipping: { name: "Ada", address: { line1: "Keizersgracht 1", country: "NL" } },
    });
    expect(changed).toMatchObject({
      amount: 2_500,
      currency: "usd",
      description: "Two chairs",
      metadata: { order: "7" },
      receipt_email: "ada@example.com",
      setup_future_usage: "off_session",
      statement_descriptor: "CHAIRS",
      shipping: { name: "Ada" },
      status: "requires_confirmation",
    });
    expect(changed.payment_method_types).not.toContain("sepa_debit");
    const bare = await paymentIntents.update(intent.id, {
      description: "",
      setup_future_usage: "",
      receipt_email: "",
    });
    expect(bare).toMatchObject({
      description: null,
      setup_future_usage: null,
      receipt_email: null,
    });
    const paid = await paymentIntents.confirm(intent.id, { expand: ["latest_charge"] });
    expect(paid.latest_charge).toMatchObject({ amount: 2_500, currency: "usd" });
    expect(await errorOf(paymentIntents.update(intent.id, { amount: 3_000 }))).toMatchObject({
      code: "payment_intent_unexpected_state",
      param: "amount",
    });
    const told = await paymentIntents.update(intent.id, { description: "Late note" });
    expect(told.description).toBe("Late note");
  });

  it("refuses another currency without an amount in it", async () => {
    const account = await openAccount();
    const { paymentIntents } = account.stripe;
    const intent = await paymentIntents.create({ amount: 2_000, currency: "eur" });
    expect(await errorOf(paymentIntents.update(intent.id, { currency: "jpy" }))).toMatchObject({
      param: "amount",
    });
  });
});

describe("confirming a payment intent", () => {
  it("with another method than the one that was declined", async () => {
    const account = await openAccount();
    const { paymentIntents } = account.stripe;
    const intent = await paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      payment_method: "pm_card_chargeDeclined",
    });
    await errorOf(paymentIntents.confirm(intent.id));
    expect((await paymentIntents.retrieve(intent.id)).status).toBe("requires_payment_method");
    const paid = await paymentIntents.confirm(intent.id, {
      payment_method: "pm_card_visa",
      off_session: "recurring",
    });
    expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
  });

  it("fails at once instead of asking the customer, where the request says so", async () => {
    const account = await openAccount();
    const { paymentIntents } = account.stripe;
    const error = await errorOf(
      paymentIntents.create({
        amount: 2_000,
        currency: "eur",
        payment_method: "pm_card_authenticationRequired",
        confirm: true,
        error_on_requires_action: true,
      }),
    );
    expect(error).toMatchObject({ statusCode: 402, code: "authentication_required" });
    const [intent] = (await paymentIntents.list()).data;
    expect(intent?.status).toBe("requires_payment_method");
  });
});

describe("an authorization", () => {
  it("can be raised before it is captured, and not lowered", async () => {
    const account = await openAccount();
    const { paymentIntents } = account.stripe;
    const held = await paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      payment_method: "pm_card_visa",
      capture_method: "manual",
      confirm: true,
    });
    const raised = await paymentIntents.incrementAuthorization(held.id, {
      amount: 2_600,
      expand: ["latest_charge"],
    });
    expect(raised).toMatchObject({
      amount: 2_600,
      amount_capturable: 2_600,
      latest_charge: { amount: 2_600 },
    });
    expect(
      await errorOf(paymentIntents.incrementAuthorization(held.id, { amount: 2_600 })),
    ).toMatchObject({ statusCode: 400, param: "amount" });
    const twice = paymentIntents.capture(held.id, { final_capture: false });
    expect(await errorOf(twice)).toMatchObject({ param: "final_capture" });
    const taken = await paymentIntents.capture(held.id, {
      amount_to_capture: 2_600,
      final_capture: true,
      statement_descriptor: "ORDER 7",
      expand: ["latest_charge"],
    });
    expect(taken).toMatchObject({
      status: "succeeded",
      amount_received: 2_600,
      latest_charge: { statement_descriptor: "ORDER 7", amount_refunded: 0 },
    });
    expect(
      await errorOf(paymentIntents.incrementAuthorization(held.id, { amount: 3_000 })),
    ).toMatchObject({ code: "payment_intent_unexpected_state" });
  });
});

describe("a debit that the bank takes back a week after it paid", () => {
  it("fails after all, and takes its money from the balance", async () => {
    const account = await openAccount();
    const { paymentIntents, balanceTransactions } = account.stripe;
    const intent = await paymentIntents.create({
      amount: 5_000,
      currency: "eur",
      payment_method_data: { type: "sepa_debit", sepa_debit: { iban: "DE34370400440532013990" } },
      confirm: true,
    });
    expect(intent.status).toBe("processing");
    await account.advance(7 * DAY_SECONDS);
    expect((await paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
    await account.advance(7 * DAY_SECONDS);
    const failed = await paymentIntents.retrieve(intent.id, {
      expand: ["latest_charge.failure_balance_transaction"],
    });
    expect(failed).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { decline_code: "debit_insufficient_funds" },
      latest_charge: {
        status: "failed",
        paid: false,
        failure_balance_transaction: {
          type: "payment_failure_refund",
          reporting_category: "charge_failure",
          amount: -5_000,
        },
      },
    });
    const { data } = await balanceTransactions.list({ type: "payment_failure_refund" });
    expect(data.map(({ amount }) => amount)).toEqual([-5_000]);
  });
});
