import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import {
  DAY_SECONDS,
  errorOf,
  openAccount,
  paidCharge,
  type TestAccount,
} from "../../testing/test-account.ts";

const RISKY = "pm_card_riskLevelElevated";

async function authorized(
  { stripe }: TestAccount,
  card: string,
): Promise<{ intentId: string; reviewId: string }> {
  const intent = await stripe.paymentIntents.create({
    amount: 2_000,
    currency: "eur",
    payment_method: card,
    capture_method: "manual",
    confirm: true,
  });
  return { intentId: intent.id, reviewId: idOf(intent.review) ?? "" };
}

async function reviewOf({ stripe }: TestAccount, id: unknown): Promise<Stripe.Review> {
  return stripe.reviews.retrieve(String(id));
}

describe("a review", () => {
  it("is opened by the rule on elevated risk, and named wherever it belongs", async () => {
    const account = await openAccount();
    const { intent, charge } = await paidCharge(account, 2_000, RISKY);
    expect(charge.outcome).toMatchObject({
      type: "manual_review",
      network_status: "approved_by_network",
      reason: "elevated_risk_level",
      rule: "review_if_elevated_risk",
    });
    const shown = await account.stripe.paymentIntents.retrieve(intent.id, {
      expand: ["review", "latest_charge.review", "latest_charge.outcome.rule"],
    });
    expect(shown).toMatchObject({
      review: { object: "review", open: true, opened_reason: "rule", reason: "rule" },
      latest_charge: {
        review: { charge: charge.id, payment_intent: intent.id, closed_reason: null },
        outcome: { rule: { action: "review", predicate: ":risk_level: = 'elevated'" } },
      },
    });
    const { data } = await account.stripe.reviews.list({ expand: ["data.charge"] });
    expect(data).toMatchObject([{ charge: { id: charge.id } }]);
    const [told] = (await account.stripe.events.list({ type: "charge.succeeded" })).data;
    expect(told?.data.object).toMatchObject({ review: charge.review });
  });

  it("is approved once, and leaves the list", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 2_000, RISKY);
    const approved = await account.stripe.reviews.approve(idOf(charge.review) ?? "");
    expect(approved).toMatchObject({ open: false, closed_reason: "approved", reason: "approved" });
    expect((await account.stripe.reviews.list()).data).toEqual([]);
    expect(await errorOf(account.stripe.reviews.approve(approved.id))).toMatchObject({
      statusCode: 400,
    });
    const events = await account.stripe.events.list({ types: ["review.opened", "review.closed"] });
    expect(events.data.map(({ type }) => type)).toEqual(["review.closed", "review.opened"]);
  });

  it("is opened by hand, once at a time", async () => {
    const account = await openAccount();
    const { intent, charge } = await paidCharge(account, 2_000);
    expect(charge).toMatchObject({ review: null, outcome: { type: "authorized" } });
    await account.control("POST", `charges/${charge.id}/review`);
    const [review] = (await account.stripe.reviews.list()).data;
    expect(review).toMatchObject({ opened_reason: "manual", charge: charge.id });
    expect((await account.stripe.paymentIntents.retrieve(intent.id)).review).toBe(review?.id);
    expect(await account.control("POST", `charges/${charge.id}/review`)).toHaveProperty("error");
  });

  it("closes when the payment is given back in full, as fraud or not", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 2_000, RISKY);
    await account.stripe.refunds.create({ charge: charge.id, amount: 500 });
    expect((await reviewOf(account, charge.review)).open).toBe(true);
    await account.stripe.refunds.create({ charge: charge.id });
    expect((await reviewOf(account, charge.review)).closed_reason).toBe("refunded");
    const fraud = await paidCharge(account, 2_000, RISKY);
    await account.stripe.refunds.create({ charge: fraud.charge.id, reason: "fraudulent" });
    expect((await reviewOf(account, fraud.charge.review)).closed_reason).toBe("refunded_as_fraud");
  });

  it("closes when the payment is disputed", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 2_000, RISKY);
    await account.control("POST", `charges/${charge.id}/dispute`, {});
    expect((await reviewOf(account, charge.review)).closed_reason).toBe("disputed");
  });

  it("closes when the authorized payment is canceled, or never captured", async () => {
    const account = await openAccount();
    const canceled = await authorized(account, RISKY);
    await account.stripe.paymentIntents.cancel(canceled.intentId);
    expect((await reviewOf(account, canceled.reviewId)).closed_reason).toBe("canceled");
    const lapsed = await authorized(account, RISKY);
    await account.advance(8 * DAY_SECONDS);
    expect((await reviewOf(account, lapsed.reviewId)).closed_reason).toBe("payment_never_settled");
  });

  it("closes when the debit that it is about comes back unpaid", async () => {
    const account = await openAccount();
    const intent = await account.stripe.paymentIntents.create({
      amount: 4_000,
      currency: "eur",
      payment_method_data: {
        type: "sepa_debit",
        sepa_debit: { iban: "DE62370400440532013001" },
        billing_details: { name: "Ada Example", email: "ada@example.com" },
      },
      confirm: true,
    });
    await account.control("POST", `charges/${idOf(intent.latest_charge) ?? ""}/review`);
    const [review] = (await account.stripe.reviews.list()).data;
    await account.advance(8 * DAY_SECONDS);
    expect((await reviewOf(account, review?.id)).closed_reason).toBe("payment_never_settled");
  });

  it.each(["acknowledged", "redacted"])("can be closed as %s", async (reason) => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 2_000, RISKY);
    await account.control("POST", `reviews/${idOf(charge.review) ?? ""}/close`, { reason });
    expect(await reviewOf(account, charge.review)).toMatchObject({ open: false, reason });
  });
});
