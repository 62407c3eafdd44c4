import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import { eventTypes, recurringPrice, subscribe, useCard } from "../../testing/billing-account.ts";
import { DAY_SECONDS, errorOf, openAccount } from "../../testing/test-account.ts";
import { setFinalAction } from "./dunning.ts";

const HOUR = 3_600;
/** The bank sends a debit of this account back. */
const BOUNCING = "DE62370400440532013001";
const invoiceOf = (subscription: Stripe.Subscription): string =>
  typeof subscription.latest_invoice === "string" ? subscription.latest_invoice : "";

describe("a new subscription", () => {
  it("charges the default method at once and is active", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account);
    expect(subscription).toMatchObject({ status: "active", currency: "eur" });
    const [item] = subscription.items.data;
    expect(item?.current_period_end).toBe(Date.UTC(2026, 3, 2, 10) / 1000);
    const invoice = await account.stripe.invoices.retrieve(invoiceOf(subscription), {
      expand: ["payments.data.payment.payment_intent.latest_charge", "confirmation_secret"],
    });
    expect(invoice).toMatchObject({
      status: "paid",
      amount_due: 1_900,
      amount_paid: 1_900,
      amount_remaining: 0,
      attempt_count: 1,
      billing_reason: "subscription_create",
    });
    const intent = invoice.payments?.data[0]?.payment.payment_intent;
    expect(intent).toMatchObject({ status: "succeeded", latest_charge: { paid: true } });
    const types = await eventTypes(account);
    expect(types.filter((type) => /^(invoice|customer\.subscription)/.test(type))).toEqual([
      "customer.subscription.created",
      "invoice.created",
      "invoice.finalized",
      "invoice.updated",
      "invoice_payment.paid",
      "invoice.updated",
      "invoice.paid",
      "invoice.payment_succeeded",
      "customer.subscription.updated",
    ]);
  });

  it("stays incomplete after a decline, and expires after 23 hours", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account, "pm_card_chargeCustomerFail");
    expect(subscription.status).toBe("incomplete");
    await account.advance(23 * HOUR - 1);
    expect((await account.stripe.subscriptions.retrieve(subscription.id)).status).toBe(
      "incomplete",
    );
    await account.advance(1);
    const expired = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(expired).toMatchObject({
      status: "incomplete_expired",
      latest_invoice: { status: "void" },
    });
  });

  it.each([
    { iban: "DE89370400440532013000", end: "active", invoice: "paid" },
    { iban: BOUNCING, end: "incomplete_expired", invoice: "void" },
  ])("waits longer than 23 hours for a bank, then is $end", async ({ iban, end, invoice }) => {
    const account = await openAccount();
    const { customers, paymentMethods, subscriptions } = account.stripe;
    const customer = await customers.create({ email: "ada@example.com" });
    const method = await paymentMethods.create({
      type: "sepa_debit",
      sepa_debit: { iban },
      billing_details: { name: "Ada", email: "ada@example.com" },
    });
    await paymentMethods.attach(method.id, { customer: customer.id });
    const price = await recurringPrice(account);
    const begun = await subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      default_payment_method: method.id,
    });
    await account.advance(2 * DAY_SECONDS);
    const waiting = await subscriptions.retrieve(begun.id, { expand: ["latest_invoice"] });
    expect(waiting).toMatchObject({ status: "incomplete", latest_invoice: { status: "open" } });
    await account.advance(7 * DAY_SECONDS);
    const decided = await subscriptions.retrieve(begun.id, { expand: ["latest_invoice"] });
    expect(decided).toMatchObject({ status: end, latest_invoice: { status: invoice } });
  });

  it("is not made at all with error_if_incomplete", async () => {
    const account = await openAccount();
    const refusal = subscribe(account, "pm_card_chargeCustomerFail", {
      payment_behavior: "error_if_incomplete",
    });
    expect(await errorOf(refusal)).toMatchObject({ statusCode: 402, code: "card_declined" });
    expect((await account.stripe.subscriptions.list({ status: "all" })).data).toEqual([]);
  });

  it("waits for the customer with default_incomplete, and keeps the method that paid", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account, "pm_card_visa", {
      payment_behavior: "default_incomplete",
      payment_settings: { save_default_payment_method: "on_subscription" },
      expand: ["latest_invoice.confirmation_secret", "latest_invoice.payments"],
    });
    expect(subscription.status).toBe("incomplete");
    const invoice = subscription.latest_invoice;
    if (typeof invoice !== "object" || invoice === null) throw new Error("not expanded");
    const intent = invoice.payments?.data[0]?.payment.payment_intent;
    expect(invoice.confirmation_secret?.client_secret).toContain(idOf(intent) ?? "");
    await account.stripe.paymentIntents.confirm(idOf(intent) ?? "", {
      payment_method: "pm_card_mastercard",
      return_url: "https://shop.example.com",
    });
    const paid = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["default_payment_method"],
    });
    expect(paid).toMatchObject({
      status: "active",
      default_payment_method: { card: { brand: "mastercard" } },
    });
  });

  it("asks for 3-D Secure, and is active once the customer has passed it", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account, "pm_card_authenticationRequired", {
      expand: ["latest_invoice.payments.data.payment.payment_intent"],
    });
    expect(subscription.status).toBe("incomplete");
    const [payment] = (
      await account.stripe.invoicePayments.list({
        invoice: idOf(subscription.latest_invoice) ?? "",
      })
    ).data;
    const intent = idOf(payment?.payment.payment_intent) ?? "";
    expect((await account.stripe.paymentIntents.retrieve(intent)).status).toBe("requires_action");
    await account.control("POST", `payment_intents/${intent}/authenticate`, {
      outcome: "succeed",
    });
    expect((await account.stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
    expect(await eventTypes(account)).toContain("invoice.payment_action_required");
  });
});

describe("a renewal", () => {
  it("is drafted at the end of the period, charged an hour later, and counted from the anchor", async () => {
    const account = await openAccount({ frozenAtMs: Date.UTC(2026, 0, 31, 10) });
    const subscription = await subscribe(account);
    await account.advance(28 * DAY_SECONDS);
    const renewed = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(renewed.items.data[0]?.current_period_start).toBe(Date.UTC(2026, 1, 28, 10) / 1000);
    expect(renewed.items.data[0]?.current_period_end).toBe(Date.UTC(2026, 2, 31, 10) / 1000);
    expect(await account.stripe.invoices.retrieve(invoiceOf(renewed))).toMatchObject({
      status: "draft",
      billing_reason: "subscription_cycle",
      amount_due: 1_900,
    });
    await account.advance(HOUR);
    expect((await account.stripe.invoices.retrieve(invoiceOf(renewed))).status).toBe("paid");
    expect(await eventTypes(account)).toContain("invoice.upcoming");
  });

  it("that fails makes the subscription past due; a paid retry brings it back", async () => {
    const account = await openAccount();
    const subscription = await subscribe(account);
    const customer = idOf(subscription.customer) ?? "";
    await useCard(account, customer, "pm_card_chargeCustomerFail");
    await account.advance(31 * DAY_SECONDS + HOUR);
    const failing = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(failing.status).toBe("past_due");
    const invoice = await account.stripe.invoices.retrieve(invoiceOf(failing));
    expect(invoice).toMatchObject({ status: "open", attempt_count: 1, amount_remaining: 1_900 });
    expect((await account.stripe.customers.retrieve(customer)) as Stripe.Customer).toMatchObject({
      delinquent: true,
    });
    await useCard(account, customer, "pm_card_visa");
    await account.advance(DAY_SECONDS);
    expect(await account.stripe.invoices.retrieve(invoice.id)).toMatchObject({
      status: "paid",
      attempt_count: 2,
      next_payment_attempt: null,
    });
    expect((await account.stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  it.each([
    ["cancel", "canceled"],
    ["mark_unpaid", "unpaid"],
    ["leave_past_due", "past_due"],
  ] as const)(
    "whose retries all fail ends as the account's setting says: %s",
    async (action, status) => {
      const account = await openAccount();
      setFinalAction(account.sandbox.engine.world, action);
      const subscription = await subscribe(account);
      await useCard(account, idOf(subscription.customer) ?? "", "pm_card_chargeCustomerFail");
      await account.advance(46 * DAY_SECONDS);
      const given = await account.stripe.subscriptions.retrieve(subscription.id);
      expect(given.status).toBe(status);
      const [invoice] = (
        await account.stripe.invoices.list({ subscription: subscription.id, status: "open" })
      ).data;
      expect(invoice).toMatchObject({ attempt_count: 9, next_payment_attempt: null });
      const types = await eventTypes(account);
      expect(types.filter((type) => type === "invoice.payment_failed")).toHaveLength(9);
    },
  );
});
