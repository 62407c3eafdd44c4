import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import {
  DAY_SECONDS,
  errorOf,
  openAccount,
  paidCharge,
  type TestAccount,
} from "../../testing/test-account.ts";
import { addRefund, type RefundCourse } from "../refunds.ts";
import { changeMoneySettings } from "./money-settings.ts";

const HOUR_MS = 3_600_000;

/** A refund that goes on as told, made as the account's own history makes it. */
function refundWith(account: TestAccount, chargeId: string, course: RefundCourse): string {
  const { world } = account.sandbox.engine;
  return world.store.transact(() => {
    const charge = world.store.get("charge", chargeId);
    if (charge === undefined) throw new Error("no such charge");
    return addRefund(world, charge, { amount: undefined, reason: null, metadata: {}, course }).id;
  });
}

async function available({ stripe }: TestAccount): Promise<number> {
  return (await stripe.balance.retrieve()).available[0]?.amount ?? 0;
}

describe("a refund that the balance does not cover", () => {
  it("waits for money, and goes out when a payment's money comes in", async () => {
    const account = await openAccount();
    changeMoneySettings(account.sandbox.engine.world, { negativeBalanceLimit: 0 });
    const { charge } = await paidCharge(account, 10_000, "pm_card_de");
    await account.advance(3 * DAY_SECONDS);
    const refund = await account.stripe.refunds.create({ charge: charge.id, expand: ["charge"] });
    expect(refund).toMatchObject({
      status: "pending",
      pending_reason: "insufficient_funds",
      balance_transaction: null,
      charge: { amount_refunded: 10_000 },
    });
    await account.advance(DAY_SECONDS);
    expect((await account.stripe.refunds.retrieve(refund.id)).status).toBe("pending");
    await paidCharge(account, 30_000, "pm_card_bypassPending");
    await account.advance(3 * DAY_SECONDS);
    const sent = await account.stripe.refunds.retrieve(refund.id, {
      expand: ["balance_transaction"],
    });
    expect(sent).toMatchObject({ status: "succeeded", balance_transaction: { amount: -10_000 } });
    expect(sent.pending_reason).toBeUndefined();
    const { data } = await account.stripe.events.list({ type: "refund.updated" });
    expect(data.map((event) => event.data.previous_attributes)).toEqual([
      { balance_transaction: null, status: "pending", pending_reason: "insufficient_funds" },
    ]);
  });

  it("takes the balance below zero as far as the account may go", async () => {
    const account = await openAccount();
    changeMoneySettings(account.sandbox.engine.world, { negativeBalanceLimit: 5_000 });
    const { charge } = await paidCharge(account, 10_000, "pm_card_de");
    await account.advance(3 * DAY_SECONDS);
    const { refunds } = account.stripe;
    const within = await refunds.create({ charge: charge.id, amount: 5_000 });
    expect(within.status).toBe("succeeded");
    expect(await available(account)).toBe(-5_000);
    const beyond = await refunds.create({ charge: charge.id, amount: 1 });
    expect(beyond).toMatchObject({ status: "pending", pending_reason: "insufficient_funds" });
  });

  it("waits with its payment instead, while that is pending itself", async () => {
    const account = await openAccount();
    changeMoneySettings(account.sandbox.engine.world, { negativeBalanceLimit: 0 });
    const { charge } = await paidCharge(account, 10_000);
    const refund = await account.stripe.refunds.create({ charge: charge.id });
    expect(refund.status).toBe("succeeded");
  });
});

describe("a refund that asks the customer where to send the money", () => {
  async function asked(account: TestAccount): Promise<string> {
    const intent = await account.stripe.paymentIntents.create({
      amount: 4_000,
      currency: "eur",
      payment_method_data: { type: "ideal" },
      confirm: true,
      return_url: "https://shop.example.com",
    });
    await account.control("POST", `payment_intents/${intent.id}/authenticate`, {
      outcome: "succeed",
    });
    const refund = await account.stripe.refunds.create({
      payment_intent: intent.id,
      instructions_email: "ada@example.com",
    });
    expect(refund).toMatchObject({
      status: "requires_action",
      instructions_email: "ada@example.com",
      next_action: {
        type: "display_details",
        display_details: { email_sent: { email_sent_to: "ada@example.com" } },
      },
    });
    return refund.id;
  }

  it("is done when the customer has answered", async () => {
    const account = await openAccount();
    const id = await asked(account);
    await account.advance(DAY_SECONDS + 1);
    const done = await account.stripe.refunds.retrieve(id);
    expect(done.status).toBe("succeeded");
    expect(done.next_action).toBeUndefined();
  });

  it("can be canceled until then, and puts the money back", async () => {
    const account = await openAccount();
    const id = await asked(account);
    const canceled = await account.stripe.refunds.cancel(id, {
      expand: ["failure_balance_transaction", "charge"],
    });
    expect(canceled).toMatchObject({
      status: "canceled",
      failure_balance_transaction: { type: "refund_failure", amount: 4_000 },
      charge: { amount_refunded: 0, refunded: false },
    });
    await account.advance(2 * DAY_SECONDS);
    expect((await account.stripe.refunds.retrieve(id)).status).toBe("canceled");
    expect(await errorOf(account.stripe.refunds.cancel(id))).toMatchObject({ statusCode: 400 });
  });
});

describe("a refund's course", () => {
  it("fails for the reason that is given, long after it seemed done", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000);
    const id = refundWith(account, charge.id, {
      turn: "fails",
      afterMs: 9 * 24 * HOUR_MS,
      reason: "lost_or_stolen_card",
    });
    expect((await account.stripe.refunds.retrieve(id)).status).toBe("succeeded");
    await account.advance(10 * DAY_SECONDS);
    const failed = await account.stripe.refunds.retrieve(id, {
      expand: ["failure_balance_transaction"],
    });
    expect(failed).toMatchObject({
      status: "failed",
      failure_reason: "lost_or_stolen_card",
      failure_balance_transaction: { type: "refund_failure", amount: 5_000 },
    });
  });

  it("of a converted payment fails at the rate at which it was taken", async () => {
    const account = await openAccount();
    const intent = await account.stripe.paymentIntents.create({
      amount: 1_000_000,
      currency: "usd",
      payment_method: "pm_card_visa",
      confirm: true,
    });
    const id = refundWith(account, idOf(intent.latest_charge) ?? "", {
      turn: "fails",
      afterMs: 9 * 24 * HOUR_MS,
    });
    await account.advance(10 * DAY_SECONDS);
    const movements = await account.stripe.balanceTransactions.list({ source: id });
    const [returned, taken] = movements.data;
    expect(returned?.amount).toBe(-(taken?.amount ?? 0));
    expect(returned?.exchange_rate).toBe(taken?.exchange_rate);
  });

  it("refuses another currency than the charge's, and a cash balance that nobody has", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000);
    const { refunds } = account.stripe;
    const usd = refunds.create({ charge: charge.id, currency: "usd" });
    expect(await errorOf(usd)).toMatchObject({ param: "currency" });
    const cash = refunds.create({ charge: charge.id, origin: "customer_balance" });
    expect(await errorOf(cash)).toMatchObject({ param: "origin" });
    expect((await refunds.create({ charge: charge.id, currency: "EUR" })).amount).toBe(5_000);
  });
});
