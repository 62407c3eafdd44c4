import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import { eventTypes, recurringPrice, subscribe, useCard } from "../../testing/billing-account.ts";
import { DAY_SECONDS, errorOf, MONDAY_MS, openAccount } from "../../testing/test-account.ts";

const HOUR = 3_600;
const invoiceOf = (subscription: Stripe.Subscription): string =>
  typeof subscription.latest_invoice === "string" ? subscription.latest_invoice : "";

describe("a trial", () => {
  it("costs nothing, is announced, and turns into a paid period", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account, "pm_card_visa", { trial_period_days: 7 });
    expect(subscription.status).toBe("trialing");
    expect(await account.stripe.invoices.retrieve(invoiceOf(subscription))).toMatchObject({
      status: "paid",
      total: 0,
    });
    await account.advance(4 * DAY_SECONDS);
    expect(await eventTypes(account)).toContain("customer.subscription.trial_will_end");
    await account.advance(3 * DAY_SECONDS + HOUR);
    const paid = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(paid).toMatchObject({ status: "active", latest_invoice: { amount_paid: 1_900 } });
  });

  it.each([
    ["pause", "paused"],
    ["cancel", "canceled"],
  ] as const)("without a method to charge ends by its rule: %s", async (rule, status) => {
    const account = await openAccount();
    const price = await recurringPrice(account);
    const customer = await account.stripe.customers.create();
    const subscription = await account.stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_period_days: 2,
      trial_settings: { end_behavior: { missing_payment_method: rule } },
    });
    await account.advance(2 * DAY_SECONDS);
    const ended = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(ended.status).toBe(status);
    if (rule === "cancel") return;
    await account.stripe.subscriptions.update(subscription.id, {
      default_payment_method: "pm_card_visa",
    });
    const resumed = await account.stripe.subscriptions.resume(subscription.id);
    expect(resumed.status).toBe("active");
    expect((await account.stripe.invoices.retrieve(invoiceOf(resumed))).status).toBe("paid");
  });

  it("can be ended now", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account, "pm_card_visa", { trial_period_days: 7 });
    const ended = await account.stripe.subscriptions.update(subscription.id, { trial_end: "now" });
    expect(ended).toMatchObject({ status: "active", trial_end: MONDAY_MS / 1000 });
    expect((await account.stripe.invoices.retrieve(invoiceOf(ended))).amount_paid).toBe(1_900);
  });
});

describe("a subscription's end", () => {
  it("comes at once, with credit for the rest when asked", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account);
    await account.advance(15.5 * DAY_SECONDS);
    const ended = await account.stripe.subscriptions.cancel(subscription.id, {
      prorate: true,
      cancellation_details: { feedback: "unused" },
    });
    expect(ended).toMatchObject({
      status: "canceled",
      cancellation_details: { feedback: "unused", reason: "cancellation_requested" },
    });
    const [credit] = (await account.stripe.invoiceItems.list({ pending: true })).data;
    expect(credit).toMatchObject({ amount: -950, proration: true });
    expect((await account.stripe.subscriptions.list()).data).toEqual([]);
    expect((await account.stripe.subscriptions.list({ status: "canceled" })).data).toHaveLength(1);
  });

  it("stops the collection of what is still owed, which stays open", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const subscription = await subscribe(account);
    await useCard(account, idOf(subscription.customer) ?? "", "pm_card_chargeCustomerFail");
    await account.advance(31 * DAY_SECONDS + HOUR);
    const owed = invoiceOf(await stripe.subscriptions.retrieve(subscription.id));
    await stripe.subscriptions.cancel(subscription.id);
    const stopped = { status: "open", auto_advance: false, next_payment_attempt: null };
    expect(await stripe.invoices.retrieve(owed)).toMatchObject(stopped);
    await useCard(account, idOf(subscription.customer) ?? "", "pm_card_visa");
    await account.advance(15 * DAY_SECONDS);
    expect(await stripe.invoices.retrieve(owed)).toMatchObject({ ...stopped, attempt_count: 1 });
  });

  it("comes with the period, unless it is taken back", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account);
    const leaving = await account.stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
    });
    expect(leaving.cancel_at).toBe(leaving.items.data[0]?.current_period_end);
    const staying = await account.stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: false,
    });
    expect(staying).toMatchObject({ cancel_at: null, canceled_at: null });
    await account.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    await account.advance(31 * DAY_SECONDS);
    expect((await account.stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
    expect((await account.stripe.invoices.list()).data).toHaveLength(1);
    expect(await eventTypes(account)).toContain("customer.subscription.deleted");
  });

  it("comes at the moment that was chosen", async () => {
    const account = await openAccount();
    const cancelAt = MONDAY_MS / 1000 + 5 * DAY_SECONDS;
    const subscription = await subscribe(account, "pm_card_visa", { cancel_at: cancelAt });
    await account.advance(5 * DAY_SECONDS);
    expect(await account.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "canceled",
      ended_at: cancelAt,
    });
    const refusal = account.stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
    });
    expect(await errorOf(refusal)).toMatchObject({ code: "invalid_canceled_subscription_fields" });
  });
});

describe("a pause of collection", () => {
  it.each([
    ["void", "void"],
    ["mark_uncollectible", "uncollectible"],
    ["keep_as_draft", "draft"],
  ] as const)("makes renewals %s, until it is over", async (behavior, status) => {
    const account = await openAccount();
    const subscription = await subscribe(account);
    await account.stripe.subscriptions.update(subscription.id, {
      pause_collection: { behavior, resumes_at: MONDAY_MS / 1000 + 40 * DAY_SECONDS },
    });
    await account.advance(32 * DAY_SECONDS);
    const paused = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(paused).toMatchObject({ status: "active", latest_invoice: { status } });
    await account.advance(9 * DAY_SECONDS);
    const resumed = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(resumed.pause_collection).toBeNull();
  });
});

describe("other items", () => {
  it("are shared out to the second for the next invoice", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account);
    await account.advance(15.5 * DAY_SECONDS);
    const item = subscription.items.data[0]?.id ?? "";
    const changed = await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, quantity: 3 }],
    });
    expect(changed.items.data[0]?.quantity).toBe(3);
    const preview = await account.stripe.invoices.createPreview({ subscription: subscription.id });
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-950, 2_850, 5_700]);
    await account.advance(16 * DAY_SECONDS);
    const renewed = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(renewed.latest_invoice).toMatchObject({ total: 7_600, status: "paid" });
  });

  it("are billed at once with always_invoice, after a preview that changed nothing", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account);
    await account.advance(15.5 * DAY_SECONDS);
    const items = [{ id: subscription.items.data[0]?.id ?? "", quantity: 2 }];
    const preview = await account.stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items, proration_behavior: "always_invoice" },
    });
    expect(preview.total).toBe(950);
    expect((await account.stripe.invoiceItems.list()).data).toEqual([]);
    const changed = await account.stripe.subscriptions.update(subscription.id, {
      items,
      proration_behavior: "always_invoice",
      expand: ["latest_invoice"],
    });
    expect(changed.latest_invoice).toMatchObject({
      billing_reason: "subscription_update",
      total: 950,
      status: "paid",
    });
  });

  it("of another interval begin a new period", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account);
    const yearly = await recurringPrice(account, 20_000, { interval: "year" });
    await account.advance(15.5 * DAY_SECONDS);
    const changed = await account.stripe.subscriptionItems
      .update(subscription.items.data[0]?.id ?? "", { price: yearly.id })
      .then(() =>
        account.stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] }),
      );
    expect(changed.items.data[0]?.current_period_start).toBe(changed.billing_cycle_anchor);
    expect(changed.latest_invoice).toMatchObject({ total: 20_000 - 950, status: "paid" });
  });

  it("can be added, listed and removed one by one, though never the last", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account);
    const other = await recurringPrice(account, 500);
    const added = await account.stripe.subscriptionItems.create({
      subscription: subscription.id,
      price: other.id,
      quantity: 2,
      proration_behavior: "none",
    });
    const { data } = await account.stripe.subscriptionItems.list({ subscription: subscription.id });
    expect(data.map(({ id }) => id)).toContain(added.id);
    const weekly = await recurringPrice(account, 500, { interval: "week" });
    const mixed = account.stripe.subscriptionItems.create({
      subscription: subscription.id,
      price: weekly.id,
    });
    expect((await errorOf(mixed)).statusCode).toBe(400);
    await account.stripe.subscriptionItems.del(added.id);
    expect(await errorOf(account.stripe.subscriptionItems.retrieve(added.id))).toMatchObject({
      statusCode: 404,
    });
    const last = account.stripe.subscriptionItems.del(subscription.items.data[0]?.id ?? "");
    expect((await errorOf(last)).statusCode).toBe(400);
  });
});

describe("what is found", () => {
  it("goes by status, customer, price and search", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account, "pm_card_visa", { metadata: { plan: "gold" } });
    const price = subscription.items.data[0]?.price.id ?? "";
    const { stripe } = account;
    expect((await stripe.subscriptions.list({ price })).data).toHaveLength(1);
    expect((await stripe.subscriptions.list({ status: "past_due" })).data).toEqual([]);
    expect(
      (await stripe.subscriptions.search({ query: "metadata['plan']:'gold'" })).data,
    ).toHaveLength(1);
    expect((await stripe.prices.search({ query: "active:'true'" })).data).toHaveLength(1);
    await stripe.customers.del(idOf(subscription.customer) ?? "");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
  });
});
