import { describe, expect, it } from "vitest";
import { errorOf, openAccount, paidCharge } from "../testing/test-account.ts";
import { REFUND_TURNS_AFTER_MS } from "./refunds.ts";

const TURN_SECONDS = REFUND_TURNS_AFTER_MS / 1000 + 1;

describe("a refund", () => {
  it("gives part and then the rest back, and keeps the fee", async () => {
    const account = await openAccount();
    const { intent, charge } = await paidCharge(account, 5_000);
    const part = await account.stripe.refunds.create({
      payment_intent: intent.id,
      amount: 1_200,
      reason: "requested_by_customer",
      metadata: { case: "9" },
      expand: ["balance_transaction", "charge"],
    });
    expect(part).toMatchObject({
      status: "succeeded",
      reason: "requested_by_customer",
      metadata: { case: "9" },
      balance_transaction: { type: "refund", amount: -1_200, fee: 0, net: -1_200, source: part.id },
      charge: { amount_refunded: 1_200, refunded: false },
    });
    const rest = await account.stripe.refunds.create({ charge: charge.id, expand: ["charge"] });
    expect(rest).toMatchObject({
      amount: 3_800,
      charge: { amount_refunded: 5_000, refunded: true },
    });
    const listed = await account.stripe.refunds.list({ payment_intent: intent.id });
    expect(listed.data.map(({ id }) => id)).toEqual([rest.id, part.id]);
    const events = await account.stripe.events.list({
      types: ["refund.created", "charge.refunded"],
    });
    expect(events.data.map(({ type }) => type)).toEqual([
      "charge.refunded",
      "refund.created",
      "charge.refunded",
      "refund.created",
    ]);
    expect(events.data[0]?.data.previous_attributes).toEqual({
      amount_refunded: 1_200,
      refunded: false,
    });
  });

  it("of more than is left, or of nothing left, is refused and changes nothing", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000);
    const over = await errorOf(account.stripe.refunds.create({ charge: charge.id, amount: 5_001 }));
    expect(over).toMatchObject({
      statusCode: 400,
      param: "amount",
      message: "Refund amount (€50.01) is greater than unrefunded amount on charge (€50.00)",
    });
    await account.stripe.refunds.create({ charge: charge.id });
    expect(
      await errorOf(account.stripe.refunds.create({ charge: charge.id, amount: 1 })),
    ).toMatchObject({ statusCode: 400, code: "charge_already_refunded" });
    expect((await account.stripe.refunds.list({ charge: charge.id })).data.length).toBe(1);
  });

  it("of a payment that took no money is refused", async () => {
    const account = await openAccount();
    const held = await account.stripe.paymentIntents.create({
      amount: 900,
      currency: "eur",
      payment_method: "pm_card_visa",
      confirm: true,
      capture_method: "manual",
    });
    expect(await errorOf(account.stripe.refunds.create({ payment_intent: held.id }))).toMatchObject(
      { code: "charge_not_refundable" },
    );
    const declined = await errorOf(
      account.stripe.paymentIntents.create({
        amount: 900,
        currency: "eur",
        payment_method: "pm_card_chargeDeclined",
        confirm: true,
      }),
    );
    expect(
      await errorOf(account.stripe.refunds.create({ charge: declined.charge ?? "" })),
    ).toMatchObject({ code: "charge_not_refundable" });
  });

  it("never exceeds what was captured, even after a partial capture", async () => {
    const account = await openAccount();
    const held = await account.stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      payment_method: "pm_card_visa",
      confirm: true,
      capture_method: "manual",
    });
    await account.stripe.paymentIntents.capture(held.id, { amount_to_capture: 1_500 });
    expect(
      await errorOf(account.stripe.refunds.create({ payment_intent: held.id, amount: 1_501 })),
    ).toMatchObject({ param: "amount" });
    expect((await account.stripe.refunds.create({ payment_intent: held.id })).amount).toBe(1_500);
  });

  it("can stay pending for a while", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000, "pm_card_pendingRefund");
    const refund = await account.stripe.refunds.create({ charge: charge.id });
    expect(refund).toMatchObject({ status: "pending", pending_reason: "processing" });
    await account.advance(TURN_SECONDS);
    const settled = await account.stripe.refunds.retrieve(refund.id);
    expect(settled.status).toBe("succeeded");
    expect(settled.pending_reason).toBeUndefined();
  });

  it("can fail late: the money comes back and the charge can be refunded again", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000, "pm_card_refundFail");
    const refund = await account.stripe.refunds.create({ charge: charge.id, amount: 2_000 });
    expect(refund.status).toBe("succeeded");
    await account.advance(TURN_SECONDS);
    const failed = await account.stripe.refunds.retrieve(refund.id, {
      expand: ["failure_balance_transaction", "charge"],
    });
    expect(failed).toMatchObject({
      status: "failed",
      failure_reason: "expired_or_canceled_card",
      failure_balance_transaction: { type: "refund_failure", amount: 2_000, net: 2_000 },
      charge: { amount_refunded: 0, refunded: false },
    });
    expect((await account.stripe.events.list({ type: "refund.failed" })).data.length).toBe(1);
    expect((await account.stripe.refunds.create({ charge: charge.id })).amount).toBe(5_000);
  });

  it("takes new metadata, and cannot be canceled once done", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000);
    const { id } = await account.stripe.refunds.create({ charge: charge.id });
    expect(
      (await account.stripe.refunds.update(id, { metadata: { note: "ok" } })).metadata,
    ).toEqual({ note: "ok" });
    expect(await errorOf(account.stripe.refunds.cancel(id))).toMatchObject({ statusCode: 400 });
  });
});
