import { describe, expect, it } from "vitest";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import { chargeRow, paymentRow } from "./payment-rows.ts";

type Charge = StripeObjects["charge"];
type Intent = StripeObjects["payment_intent"];

/** What the rows are made from; the rest of the objects does not matter here. */
const asCharge = (facts: object): Charge => facts as Charge;
const asIntent = (facts: object): Intent => facts as Intent;

const base: Partial<Charge> = {
  id: "ch_1",
  amount: 1_000,
  amount_captured: 1_000,
  amount_refunded: 0,
  currency: "eur",
  status: "succeeded",
  captured: true,
  created: 1,
  billing_details: { email: null } as Charge["billing_details"],
};

function refundedOf(changes: Partial<Charge>): string {
  return chargeRow({ ...base, ...changes } as Charge).amountRefunded;
}

describe("what a charge gave back", () => {
  it.each([
    ["nothing", {}, "0"],
    ["a partial refund", { amount_refunded: 300 }, "300"],
    ["everything", { amount_refunded: 1_000 }, "1000"],
    [
      "nothing after a partial capture, whose rest was released",
      { amount_captured: 600, amount_refunded: 400 },
      "0",
    ],
    ["a refund after a partial capture", { amount_captured: 600, amount_refunded: 500 }, "100"],
    ["nothing before its capture", { captured: false, amount_captured: 0 }, "0"],
    [
      "nothing when it was released whole",
      { captured: false, amount_captured: 0, amount_refunded: 1_000 },
      "0",
    ],
  ])("is %s", (_what, changes, refunded) => expect(refundedOf(changes)).toBe(refunded));
});

describe("whose cards decline alike", () => {
  const keyOf = (card: object): string | null =>
    chargeRow(asCharge({ ...base, payment_method_details: { type: "card", card } })).issuerKey;

  it.each([
    [
      "the issuer, where Stripe names it",
      { country: "DE", issuer: " Example Bank " },
      "DE:example bank",
    ],
    [
      "network, country and funding otherwise",
      { country: "DE", network: "visa", brand: "visa", funding: "credit" },
      "DE:visa:credit",
    ],
    ["the brand, where no network is named", { country: "FR", brand: "amex" }, "FR:amex:unknown"],
    ["nothing that is known", {}, "unknown:unknown:unknown"],
  ])("is told by %s", (_what, card, key) => expect(keyOf(card)).toBe(key));

  it("is nobody's where it was not paid by card", () => {
    expect(chargeRow({ ...base, payment_method_details: null } as Charge).issuerKey).toBeNull();
  });
});

describe("what went wrong with a payment", () => {
  const intent = asIntent({
    id: "pi_1",
    amount: 1_000,
    amount_capturable: 0,
    currency: "eur",
    created: 1,
    status: "requires_payment_method",
    payment_method: null,
    last_payment_error: {
      code: "card_declined",
      decline_code: "insufficient_funds",
      advice_code: "try_again_later",
      network_decline_code: "51",
      payment_method: { id: "pm_failed", type: "card", card: { brand: "visa", last4: "0341" } },
    },
  });

  it("names the method that failed, which Stripe took off the payment", () => {
    expect(paymentRow(intent)).toMatchObject({
      failedPaymentMethodId: "pm_failed",
      last4: "0341",
      declineCode: "insufficient_funds",
      adviceCode: "try_again_later",
      networkDeclineCode: "51",
    });
  });

  it("is nothing once it was paid with another, whichever is on it now", () => {
    const paid = { ...intent, payment_method: "pm_other", last_payment_error: null };
    expect(paymentRow(paid)).toMatchObject({
      paymentMethodId: "pm_other",
      failedPaymentMethodId: null,
      adviceCode: null,
    });
  });
});
