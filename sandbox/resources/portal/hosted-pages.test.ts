import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { openAccount, type TestAccount } from "../../testing/test-account.ts";

const CARD = { number: "4242 4242 4242 4242", expiry: "12 / 30", cvc: "123", postal_code: "10115" };
const RETURN_URL = "https://shop.example.com/account";

interface Seen {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly policy: string;
}

async function visit(url: string, form?: Readonly<Record<string, string>>): Promise<Seen> {
  const answer = await fetch(url, {
    redirect: "manual",
    ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
  });
  return {
    status: answer.status,
    text: await answer.text(),
    location: answer.headers.get("location"),
    policy: answer.headers.get("content-security-policy") ?? "",
  };
}

async function customerWithCard({
  stripe,
}: TestAccount): Promise<{ customer: string; old: string }> {
  const { id: customer } = await stripe.customers.create({ name: "Ada <b>Quist</b>" });
  const { id: old } = await stripe.paymentMethods.attach("pm_card_mastercard", { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: old } });
  return { customer, old };
}

async function defaultOf({ stripe }: TestAccount, customer: string): Promise<unknown> {
  const found = await stripe.customers.retrieve(customer, {
    expand: ["invoice_settings.default_payment_method"],
  });
  return found.deleted === true ? null : found.invoice_settings.default_payment_method;
}

const UPDATE_FLOW: Stripe.BillingPortal.SessionCreateParams.FlowData = {
  type: "payment_method_update",
  after_completion: { type: "redirect", redirect: { return_url: RETURN_URL } },
};

describe("the portal's page", () => {
  it("takes a new card in a flow, makes it the default and goes back to the merchant, once", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { customer } = await customerWithCard(account);
    const { url } = await stripe.billingPortal.sessions.create({
      customer,
      flow_data: UPDATE_FLOW,
    });
    expect(url.startsWith(`${account.sandbox.url}/portal/session/`)).toBe(true);
    const page = await visit(url);
    expect(page.status).toBe(200);
    expect(page.text).toContain("Mastercard ending in 4444");
    expect(page.text).not.toContain("<script");
    expect(page.policy).toContain("default-src 'none'");
    expect(page.policy).toContain("form-action 'self' https://shop.example.com");
    expect(await visit(url, CARD)).toMatchObject({ status: 303, location: RETURN_URL });
    expect(await defaultOf(account, customer)).toMatchObject({
      card: { last4: "4242", exp_month: 12, exp_year: 2030 },
      billing_details: { address: { postal_code: "10115" } },
    });
    expect((await visit(url)).status).toBe(410);
    const types = (await stripe.events.list({ limit: 20 })).data.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining([
        "payment_method.attached",
        "setup_intent.succeeded",
        "customer.updated",
        "billing_portal.session.created",
      ]),
    );
  });

  it.each([
    ["a number that may be somebody's own", { number: "4539578763621486" }, "Only test cards"],
    ["a mistyped number", { number: "4242424242424241" }, "number is incorrect"],
    ["half a number", { number: "4242" }, "not a valid"],
    ["a date in the past", { expiry: "01/20" }, "expiration year"],
    ["no month", { expiry: "13/30" }, "expiration month"],
    ["a short security code", { cvc: "1" }, "security code"],
    ["no postal code", { postal_code: "" }, "postal code"],
    ["a declined card", { number: "4000000000000002" }, "Your card was declined."],
  ])("refuses %s and stores nothing of it", async (_, wrong, message) => {
    const account = await openAccount();
    const { customer, old } = await customerWithCard(account);
    const { url } = await account.stripe.billingPortal.sessions.create({ customer });
    const answer = await visit(url, { ...CARD, ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('role="alert"');
    if ("number" in wrong) expect(answer.text).not.toContain(`value="${wrong.number}"`);
    expect(await defaultOf(account, customer)).toMatchObject({ id: old });
    expect((await account.stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1);
  });

  it("sends a card that asks for it to the bank, and keeps it when the customer confirms", async () => {
    const account = await openAccount();
    const { customer } = await customerWithCard(account);
    const { url } = await account.stripe.billingPortal.sessions.create({
      customer,
      flow_data: UPDATE_FLOW,
    });
    const secure = { ...CARD, number: "4000002760003184" };
    const refusedAt = (await visit(url, secure)).location ?? "";
    expect((await visit(refusedAt)).text).toContain("Complete authentication");
    const refused = await visit(refusedAt, { outcome: "fail" });
    expect(refused.location).toContain("redirect_status=failed");
    expect((await visit(refused.location ?? "")).text).toContain("unable to authenticate");
    const confirmed = await visit((await visit(url, secure)).location ?? "", {
      outcome: "succeed",
    });
    expect(await visit(confirmed.location ?? "")).toMatchObject({
      status: 303,
      location: RETURN_URL,
    });
    expect(await defaultOf(account, customer)).toMatchObject({ card: { last4: "3184" } });
    expect((await visit(refusedAt)).status).toBe(410);
  });

  it("without a flow adds, chooses and removes until it has expired", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { customer, old } = await customerWithCard(account);
    const { url } = await stripe.billingPortal.sessions.create({
      customer,
      return_url: RETURN_URL,
    });
    expect((await visit(url, CARD)).location).toContain("done=saved");
    expect(await defaultOf(account, customer)).toMatchObject({ id: old });
    expect((await visit(`${url}/remove`, { payment_method: old })).status).toBe(303);
    expect(await defaultOf(account, customer)).toBeNull();
    const [added] = (await stripe.customers.listPaymentMethods(customer)).data;
    await visit(`${url}/default`, { payment_method: added?.id ?? "" });
    expect(await defaultOf(account, customer)).toMatchObject({ card: { last4: "4242" } });
    const other = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
    expect((await visit(`${url}/default`, { payment_method: other.id })).status).toBe(422);
    await account.advance(3_601);
    expect(await visit(url)).toMatchObject({ status: 410 });
    const unopened = await stripe.billingPortal.sessions.create({ customer });
    await account.advance(301);
    expect((await visit(unopened.url)).status).toBe(410);
    expect((await visit(`${account.sandbox.url}/portal/session/none`)).status).toBe(404);
  });

  it("shows what a merchant wrote as text only", async () => {
    const account = await openAccount();
    const { customer } = await customerWithCard(account);
    const custom_message = "<img src=x onerror=alert(1)>Thanks & bye";
    const { url } = await account.stripe.billingPortal.sessions.create({
      customer,
      flow_data: {
        type: "payment_method_update",
        after_completion: { type: "hosted_confirmation", hosted_confirmation: { custom_message } },
      },
      return_url: "javascript:alert(1)",
    });
    const { text } = await visit(url, CARD);
    expect(text).toContain("&lt;img src=x onerror=alert(1)&gt;Thanks &amp; bye");
    expect(text).not.toContain("javascript:");
  });
});

describe("a portal configuration", () => {
  it("is made, changed, listed, and decides what a session may do", async () => {
    const { stripe } = await openAccount();
    const made = await stripe.billingPortal.configurations.create({
      features: { payment_method_update: { enabled: false }, invoice_history: { enabled: true } },
      name: "Plain",
    });
    const { id: customer } = await stripe.customers.create({});
    const open = () =>
      stripe.billingPortal.sessions.create({
        customer,
        configuration: made.id,
        flow_data: UPDATE_FLOW,
      });
    await expect(open()).rejects.toThrow("does not allow");
    await stripe.billingPortal.configurations.update(made.id, {
      features: { payment_method_update: { enabled: true } },
    });
    expect(await open()).toMatchObject({ configuration: made.id });
    await stripe.billingPortal.configurations.update(made.id, { active: false });
    await expect(open()).rejects.toThrow("not active");
    const active = await stripe.billingPortal.configurations.list({ active: true });
    expect(active.data).toEqual([]);
    await stripe.billingPortal.sessions.create({ customer });
    const defaults = await stripe.billingPortal.configurations.list({ is_default: true });
    expect(defaults.data).toHaveLength(1);
  });
});

describe("a checkout session in setup mode", () => {
  it("saves a card on its page and is complete", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { id: customer } = await stripe.customers.create({ email: "ada@example.com" });
    const session = await stripe.checkout.sessions.create({
      mode: "setup",
      customer,
      currency: "eur",
      success_url: "https://shop.example.com/done?s={CHECKOUT_SESSION_ID}",
    });
    const url = session.url ?? "";
    expect((await visit(url)).text).toContain("ada@example.com");
    const guessed = `${account.sandbox.url}/checkout/${session.id}/guessed`;
    expect((await visit(guessed)).status).toBe(404);
    expect((await visit(url, { ...CARD, cvc: "" })).status).toBe(422);
    const bank = await visit(url, { ...CARD, number: "4000002500003155" });
    const back = await visit(bank.location ?? "", { outcome: "succeed" });
    expect((await visit(back.location ?? "")).location).toBe(
      `https://shop.example.com/done?s=${session.id}`,
    );
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent"] });
    expect(done).toMatchObject({
      status: "complete",
      url: null,
      setup_intent: { status: "succeeded" },
    });
    const events = await stripe.events.list({ type: "checkout.session.completed" });
    expect(events.data).toHaveLength(1);
  });

  it("expires by itself or by request, and never in another mode", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const create = () =>
      stripe.checkout.sessions.create({ mode: "setup", currency: "eur", success_url: RETURN_URL });
    const [first, second] = [await create(), await create()];
    expect((await stripe.checkout.sessions.expire(first.id)).status).toBe("expired");
    expect((await visit(second.url ?? "")).text).toContain('name="email"');
    await account.advance(86_400);
    expect((await visit(second.url ?? "")).status).toBe(410);
    const expired = await stripe.checkout.sessions.list({ status: "expired" });
    expect(expired.data).toHaveLength(2);
    await expect(
      stripe.checkout.sessions.create({ mode: "payment", success_url: RETURN_URL }),
    ).rejects.toThrow("setup mode only");
  });
});

describe("the bank's page of a payment", () => {
  it.each([
    ["succeed", "succeeded", "succeeded"],
    ["fail", "failed", "requires_payment_method"],
  ])("%s", async (outcome, redirected, status) => {
    const account = await openAccount();
    const intent = await account.stripe.paymentIntents.create({
      amount: 4_250,
      currency: "eur",
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      return_url: RETURN_URL,
    });
    const url = intent.next_action?.redirect_to_url?.url ?? "";
    expect((await visit(url)).text).toContain("€42.50");
    const back = new URL((await visit(url, { outcome })).location ?? "");
    expect(back.searchParams.get("payment_intent")).toBe(intent.id);
    expect(back.searchParams.get("redirect_status")).toBe(redirected);
    expect((await account.stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
    expect((await visit(`${url}x`)).status).toBe(404);
  });
});
