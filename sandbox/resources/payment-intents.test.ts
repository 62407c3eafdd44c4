import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import {
  DAY_SECONDS,
  errorOf,
  openAccount,
  paidCharge,
  type TestAccount,
} from "../testing/test-account.ts";

function pay(
  { stripe }: TestAccount,
  params: Partial<Stripe.PaymentIntentCreateParams>,
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 2_000,
    currency: "eur",
    confirm: true,
    return_url: "https://shop.example.com",
    ...params,
  });
}

async function eventTypes({ stripe }: TestAccount): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 });
  return events.data.map(({ type }) => type).toReversed();
}

describe("a card payment", () => {
  it("goes from its method to success and books fee and settlement", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const created = await stripe.paymentIntents.create({
      amount: 10_000,
      currency: "eur",
      metadata: { order: "7" },
    });
    expect(created.status).toBe("requires_payment_method");
    const method = await stripe.paymentMethods.create({
      type: "card",
      card: { number: "4000 0027 6000 0016", exp_month: 4, exp_year: 2030, cvc: "123" },
    });
    expect(
      (await stripe.paymentIntents.update(created.id, { payment_method: method.id })).status,
    ).toBe("requires_confirmation");
    const paid = await stripe.paymentIntents.confirm(created.id, {
      expand: ["latest_charge.balance_transaction"],
    });
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 10_000 });
    expect(paid.latest_charge).toMatchObject({
      paid: true,
      captured: true,
      metadata: { order: "7" },
      outcome: { type: "authorized", network_status: "approved_by_network", risk_level: "normal" },
      balance_transaction: {
        type: "charge",
        amount: 10_000,
        fee: 175,
        net: 9_825,
        status: "pending",
      },
    });
    expect(await eventTypes(account)).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
    ]);
  });

  it.each([
    ["chargeDeclined", "card_declined", "generic_decline", "try_again_later"],
    ["chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds", "try_again_later"],
    ["chargeDeclinedLostCard", "card_declined", "lost_card", "do_not_try_again"],
    ["chargeDeclinedStolenCard", "card_declined", "stolen_card", "do_not_try_again"],
    ["chargeDeclinedExpiredCard", "expired_card", "expired_card", "confirm_card_data"],
    ["chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc", "confirm_card_data"],
    ["chargeDeclinedProcessingError", "processing_error", "processing_error", "try_again_later"],
  ])("with pm_card_%s is declined: %s, %s", async (token, code, declineCode, advice) => {
    const account = await openAccount();
    const error = await errorOf(pay(account, { payment_method: `pm_card_${token}` }));
    expect(error).toMatchObject({
      statusCode: 402,
      type: "StripeCardError",
      code,
      decline_code: declineCode,
    });
    expect(error.payment_intent).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: { code, decline_code: declineCode },
    });
    const charge = await account.stripe.charges.retrieve(error.charge ?? "");
    expect(charge).toMatchObject({
      status: "failed",
      paid: false,
      captured: false,
      failure_code: code,
      balance_transaction: null,
    });
    expect(charge.outcome).toMatchObject({
      type: "issuer_declined",
      reason: declineCode,
      advice_code: advice,
    });
    expect(await eventTypes(account)).toEqual([
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
    ]);
  });

  it("can be tried again after a decline; each attempt leaves its charge", async () => {
    const account = await openAccount();
    const error = await errorOf(pay(account, { payment_method: "pm_card_chargeDeclined" }));
    const intent = error.payment_intent?.id ?? "";
    const paid = await account.stripe.paymentIntents.confirm(intent, {
      payment_method: "pm_card_visa",
    });
    expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
    const charges = await account.stripe.charges.list({ payment_intent: intent });
    expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
    expect(await errorOf(account.stripe.paymentIntents.confirm(intent))).toMatchObject({
      statusCode: 400,
      code: "payment_intent_unexpected_state",
    });
  });

  it.each([
    ["pm_card_riskLevelElevated", "elevated", [65, 74]],
    ["pm_card_riskLevelHighest", "highest", [75, 99]],
    ["pm_card_visa", "normal", [0, 64]],
  ])("with %s carries risk %s", async (card, level, [low = 0, high = 0]) => {
    const { charge } = await paidCharge(await openAccount(), 2_000, card);
    expect(charge.outcome?.risk_level).toBe(level);
    expect(charge.outcome?.risk_score).toBeGreaterThanOrEqual(low);
    expect(charge.outcome?.risk_score).toBeLessThanOrEqual(high);
  });

  it("that Radar blocks never reaches the network", async () => {
    const account = await openAccount();
    const error = await errorOf(pay(account, { payment_method: "pm_card_radarBlock" }));
    const charge = await account.stripe.charges.retrieve(error.charge ?? "");
    expect(charge.outcome).toMatchObject({
      type: "blocked",
      network_status: "not_sent_to_network",
      risk_level: "highest",
    });
  });
});

describe("authentication", () => {
  it("waits for the customer, then succeeds or asks for another method", async () => {
    const account = await openAccount();
    const waiting = await pay(account, { payment_method: "pm_card_authenticationRequired" });
    expect(waiting).toMatchObject({
      status: "requires_action",
      latest_charge: null,
      next_action: { type: "redirect_to_url" },
    });
    await account.control("POST", `payment_intents/${waiting.id}/authenticate`, {
      outcome: "succeed",
    });
    expect((await account.stripe.paymentIntents.retrieve(waiting.id)).status).toBe("succeeded");
    const other = await pay(account, { payment_method: "pm_card_authenticationRequired" });
    await account.control("POST", `payment_intents/${other.id}/authenticate`, { outcome: "fail" });
    expect(await account.stripe.paymentIntents.retrieve(other.id)).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "payment_intent_authentication_failure" },
    });
  });

  it("off session is a decline where the bank always asks", async () => {
    const account = await openAccount();
    const error = await errorOf(
      pay(account, { payment_method: "pm_card_authenticationRequired", off_session: true }),
    );
    expect(error).toMatchObject({ statusCode: 402, code: "authentication_required" });
    expect(
      (
        await pay(account, {
          payment_method: "pm_card_authenticationRequiredSetupForOffSession",
          off_session: true,
        })
      ).status,
    ).toBe("succeeded");
  });
});

describe("manual capture", () => {
  it("takes a part; the rest goes back without a movement of the balance", async () => {
    const account = await openAccount();
    const held = await pay(account, { payment_method: "pm_card_visa", capture_method: "manual" });
    expect(held).toMatchObject({
      status: "requires_capture",
      amount_capturable: 2_000,
      amount_received: 0,
    });
    const tooMuch = account.stripe.paymentIntents.capture(held.id, { amount_to_capture: 2_001 });
    expect(await errorOf(tooMuch)).toMatchObject({ statusCode: 400, code: "amount_too_large" });
    const taken = await account.stripe.paymentIntents.capture(held.id, {
      amount_to_capture: 1_500,
      expand: ["latest_charge.balance_transaction"],
    });
    expect(taken).toMatchObject({
      status: "succeeded",
      amount_capturable: 0,
      amount_received: 1_500,
    });
    expect(taken.latest_charge).toMatchObject({
      amount: 2_000,
      amount_captured: 1_500,
      amount_refunded: 500,
      refunded: false,
      balance_transaction: { amount: 1_500 },
    });
    expect((await account.stripe.balanceTransactions.list()).data.length).toBe(1);
    expect(await errorOf(account.stripe.paymentIntents.capture(held.id))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });

  it("ends by cancellation, or by itself after seven days", async () => {
    const account = await openAccount();
    const canceled = await pay(account, {
      payment_method: "pm_card_visa",
      capture_method: "manual",
    });
    const forgotten = await pay(account, {
      payment_method: "pm_card_visa",
      capture_method: "manual",
    });
    const ended = await account.stripe.paymentIntents.cancel(canceled.id, {
      cancellation_reason: "duplicate",
      expand: ["latest_charge"],
    });
    expect(ended).toMatchObject({
      status: "canceled",
      cancellation_reason: "duplicate",
      latest_charge: { captured: false, refunded: true, amount_refunded: 2_000 },
    });
    await account.advance(7 * DAY_SECONDS + 1);
    expect(await account.stripe.paymentIntents.retrieve(forgotten.id)).toMatchObject({
      status: "canceled",
      cancellation_reason: "automatic",
    });
    expect(await eventTypes(account)).toContain("charge.expired");
    expect((await account.stripe.balanceTransactions.list()).data).toEqual([]);
    expect(await errorOf(account.stripe.paymentIntents.cancel(canceled.id))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });
});
