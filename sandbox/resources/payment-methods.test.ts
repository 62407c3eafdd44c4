import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { DAY_SECONDS, errorOf, openAccount, type TestAccount } from "../testing/test-account.ts";

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

describe("a SEPA debit", () => {
  const debit = (iban: string): Partial<Stripe.PaymentIntentCreateParams> => ({
    payment_method_data: {
      type: "sepa_debit",
      sepa_debit: { iban },
      billing_details: { name: "Ada Q.", email: "ada@example.com" },
    },
  });

  it("is pending for days and then books its money", async () => {
    const account = await openAccount();
    const { id, ...intent } = await pay(account, debit("DE89370400440532013000"));
    expect(intent.status).toBe("processing");
    expect((await account.stripe.charges.list()).data[0]).toMatchObject({
      status: "pending",
      balance_transaction: null,
    });
    await account.advance(5 * DAY_SECONDS);
    const settled = await account.stripe.paymentIntents.retrieve(id, {
      expand: ["latest_charge.balance_transaction"],
    });
    expect(settled).toMatchObject({
      status: "succeeded",
      latest_charge: { status: "succeeded", balance_transaction: { type: "payment", fee: 35 } },
    });
  });

  it("can come back and leaves nothing booked", async () => {
    const account = await openAccount();
    const { id } = await pay(account, debit("DE62370400440532013001"));
    await account.advance(5 * DAY_SECONDS);
    expect(
      await account.stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] }),
    ).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "insufficient_funds" },
      latest_charge: { status: "failed", amount_captured: 0, balance_transaction: null },
    });
    expect((await account.stripe.balanceTransactions.list()).data).toEqual([]);
  });
});

describe("a method that sends the customer to a bank's page", () => {
  it.each(["ideal", "bancontact", "klarna"] as const)(
    "%s succeeds once the customer comes back",
    async (type) => {
      const account = await openAccount();
      const waiting = await pay(account, { payment_method_data: { type } });
      expect(waiting.status).toBe("requires_action");
      await account.control("POST", `payment_intents/${waiting.id}/authenticate`, {
        outcome: "succeed",
      });
      const paid = await account.stripe.paymentIntents.retrieve(waiting.id, {
        expand: ["latest_charge"],
      });
      expect(paid).toMatchObject({
        status: "succeeded",
        latest_charge: { payment_method_details: { type } },
      });
    },
  );
});

describe("an intent that forbids redirects, or names its types", () => {
  it("takes no other method", async () => {
    const account = await openAccount();
    const wanted = { statusCode: 400, code: "payment_intent_incompatible_payment_method" };
    const ideal = { payment_method_data: { type: "ideal" } } as const;
    const automatic = { enabled: true, allow_redirects: "never" } as const;
    expect(
      await errorOf(pay(account, { ...ideal, automatic_payment_methods: automatic })),
    ).toMatchObject(wanted);
    expect(
      await errorOf(pay(account, { ...ideal, allowed_payment_method_types: ["card"] })),
    ).toMatchObject(wanted);
    const paid = await pay(account, {
      payment_method: "pm_card_visa",
      allowed_payment_method_types: ["card"],
    });
    expect(paid).toMatchObject({
      status: "succeeded",
      payment_method_types: ["card"],
      automatic_payment_methods: null,
    });
  });
});

describe("saved methods", () => {
  it("belong to one customer, and cannot come back once detached", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const ada = await stripe.customers.create({
      name: "Ada",
      payment_method: "pm_card_mastercard",
    });
    const bob = await stripe.customers.create({ name: "Bob" });
    const [saved] = (await stripe.customers.listPaymentMethods(ada.id)).data;
    expect((await pay(account, { customer: ada.id, payment_method: saved?.id ?? "" })).status).toBe(
      "succeeded",
    );
    expect(
      await errorOf(pay(account, { customer: bob.id, payment_method: saved?.id ?? "" })),
    ).toMatchObject({ statusCode: 400, param: "payment_method" });
    await stripe.paymentMethods.detach(saved?.id ?? "");
    expect(
      await errorOf(stripe.paymentMethods.attach(saved?.id ?? "", { customer: ada.id })),
    ).toMatchObject({ code: "payment_method_unexpected_state" });
    expect((await stripe.paymentMethods.list({ customer: ada.id })).data).toEqual([]);
  });

  it("are declined at saving with a card that declines, unless it is made to decline later", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { id: customer } = await stripe.customers.create({});
    expect(
      await errorOf(stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer })),
    ).toMatchObject({ statusCode: 402 });
    const later = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    expect(await errorOf(pay(account, { customer, payment_method: later.id }))).toMatchObject({
      statusCode: 402,
    });
    await stripe.customers.del(customer);
    expect(await stripe.customers.retrieve(customer)).toEqual(
      expect.objectContaining({ deleted: true }),
    );
  });
});
