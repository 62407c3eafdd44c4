import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import { errorOf, openAccount, type TestAccount } from "../../testing/test-account.ts";

async function eventTypes({ stripe }: TestAccount): Promise<string[]> {
  return (await stripe.events.list({ limit: 50 })).data.map(({ type }) => type).toReversed();
}

const sepa = (iban: string) =>
  ({
    payment_method_data: {
      type: "sepa_debit",
      sepa_debit: { iban },
      billing_details: { name: "Ada Quist", email: "ada@example.com" },
    },
  }) as const;

describe("a setup intent", () => {
  it("goes from no method to a saved one", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { id: customer } = await stripe.customers.create({ name: "Ada" });
    const fresh = await stripe.setupIntents.create({ customer, metadata: { order: "1" } });
    expect(fresh).toMatchObject({ status: "requires_payment_method", usage: "off_session" });
    const chosen = await stripe.setupIntents.update(fresh.id, { payment_method: "pm_card_visa" });
    expect(chosen.status).toBe("requires_confirmation");
    const done = await stripe.setupIntents.confirm(fresh.id, {
      expand: ["latest_attempt", "payment_method"],
    });
    expect(done).toMatchObject({
      status: "succeeded",
      latest_attempt: { status: "succeeded", setup_error: null },
      payment_method: { customer, card: { last4: "4242" } },
    });
    expect((await stripe.setupIntents.list({ customer })).data).toHaveLength(1);
    expect((await stripe.setupIntents.list({ attach_to_self: true })).data).toEqual([]);
    expect(await errorOf(stripe.setupIntents.confirm(fresh.id))).toMatchObject({
      code: "setup_intent_unexpected_state",
    });
    expect(await eventTypes(account)).toEqual([
      "customer.created",
      "setup_intent.created",
      "payment_method.attached",
      "setup_intent.succeeded",
    ]);
  });

  it("waits for 3-D Secure, and remembers how it went", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { id: customer } = await stripe.customers.create({});
    const create = () =>
      stripe.setupIntents.create({
        customer,
        payment_method: "pm_card_authenticationRequiredOnSetup",
        confirm: true,
        return_url: "https://shop.example.com/back",
      });
    const waiting = await create();
    expect(waiting).toMatchObject({
      status: "requires_action",
      next_action: {
        type: "redirect_to_url",
        redirect_to_url: { return_url: "https://shop.example.com/back" },
      },
    });
    expect(waiting.next_action?.redirect_to_url?.url).toContain(account.sandbox.url);
    await account.control("POST", `setup_intents/${waiting.id}/authenticate`, {
      outcome: "succeed",
    });
    const saved = await stripe.setupIntents.retrieve(waiting.id);
    expect(saved.status).toBe("succeeded");
    const refused = await create();
    await account.control("POST", `setup_intents/${refused.id}/authenticate`, { outcome: "fail" });
    expect(await stripe.setupIntents.retrieve(refused.id)).toMatchObject({
      status: "requires_payment_method",
      last_setup_error: { code: "setup_intent_authentication_failure" },
    });
    const attempts = await stripe.setupAttempts.list({ setup_intent: refused.id });
    expect(attempts.data).toMatchObject([
      { status: "failed", setup_error: { code: "setup_intent_authentication_failure" } },
    ]);
    expect(await eventTypes(account)).toContain("setup_intent.setup_failed");
  });

  it("says why a card was declined, and takes another one", async () => {
    const { stripe } = await openAccount();
    const { id: customer } = await stripe.customers.create({});
    const { id } = await stripe.setupIntents.create({ customer });
    const refused = await errorOf(
      stripe.setupIntents.confirm(id, { payment_method: "pm_card_chargeDeclined" }),
    );
    expect(refused).toMatchObject({ statusCode: 402, code: "card_declined" });
    expect(await stripe.setupIntents.retrieve(id)).toMatchObject({
      status: "requires_payment_method",
      last_setup_error: { decline_code: "generic_decline", network_decline_code: "05" },
    });
    await stripe.setupIntents.confirm(id, { payment_method: "pm_card_visa" });
    const attempts = await stripe.setupAttempts.list({ setup_intent: id });
    expect(attempts.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  });

  it("can be canceled until it has succeeded", async () => {
    const { stripe } = await openAccount();
    const { id } = await stripe.setupIntents.create({
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
    });
    const canceled = await stripe.setupIntents.cancel(id, { cancellation_reason: "abandoned" });
    expect(canceled).toMatchObject({ status: "canceled", next_action: null });
    const [attempt] = (await stripe.setupAttempts.list({ setup_intent: id })).data;
    expect(attempt?.status).toBe("abandoned");
    expect(await errorOf(stripe.setupIntents.cancel(id))).toMatchObject({ statusCode: 400 });
  });

  it("of a debit rests on a mandate, which ends when the method is taken away", async () => {
    const { stripe } = await openAccount();
    const { id: customer } = await stripe.customers.create({});
    const done = await stripe.setupIntents.create({
      customer,
      confirm: true,
      ...sepa("DE89370400440532013000"),
      mandate_data: {
        customer_acceptance: {
          type: "online",
          online: { ip_address: "192.0.2.7", user_agent: "Browser/1" },
        },
      },
      expand: ["mandate"],
    });
    expect(done).toMatchObject({ status: "succeeded", mandate: { status: "active" } });
    const mandate = typeof done.mandate === "object" ? done.mandate?.id : done.mandate;
    await stripe.paymentMethods.detach(idOf(done.payment_method) ?? "");
    expect(await stripe.mandates.retrieve(mandate ?? "")).toMatchObject({
      status: "inactive",
      customer_acceptance: { online: { ip_address: "192.0.2.7" } },
    });
  });

  it("of a slow debit is processing until the bank has answered", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { id: customer } = await stripe.customers.create({});
    const create = (iban: string) =>
      stripe.setupIntents.create({ customer, confirm: true, ...sepa(iban) });
    const slow = await create("AT321904300235473204");
    const refused = await create("AT861904300235473202");
    expect([slow.status, refused.status]).toEqual(["processing", "processing"]);
    await account.advance(180);
    expect((await stripe.setupIntents.retrieve(slow.id)).status).toBe("succeeded");
    expect(await stripe.setupIntents.retrieve(refused.id)).toMatchObject({
      status: "requires_payment_method",
      last_setup_error: { decline_code: "debit_not_authorized" },
    });
  });
});

describe("a payment without the customer", () => {
  it("needs a card that was set up for it", async () => {
    const { stripe } = await openAccount();
    const { id: customer } = await stripe.customers.create({});
    const card = "pm_card_authenticationRequiredOnSetup";
    const attached = await stripe.paymentMethods.attach(card, { customer });
    const pay = (payment_method: string) =>
      stripe.paymentIntents.create({
        amount: 900,
        currency: "eur",
        customer,
        payment_method,
        confirm: true,
        off_session: true,
      });
    expect(await errorOf(pay(attached.id))).toMatchObject({
      statusCode: 402,
      code: "authentication_required",
    });
    const setup = await stripe.setupIntents.create({
      customer,
      payment_method: card,
      confirm: true,
    });
    expect(setup.status).toBe("requires_action");
  });
});
