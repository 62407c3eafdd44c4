import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import { DAY_SECONDS, errorOf, openAccount, type TestAccount } from "../../testing/test-account.ts";
import { declineOf } from "../decline-codes.ts";
import { passesChecksum } from "./card-data.ts";
import { PLAIN_TEST_CARDS } from "./plain-test-cards.ts";

async function savedCard(
  { stripe }: TestAccount,
  card: { number: string; exp_month: number; exp_year: number },
): Promise<{ customer: string; method: string }> {
  const { id: customer } = await stripe.customers.create({});
  const { id: method } = await stripe.paymentMethods.create({ type: "card", card });
  await stripe.paymentMethods.attach(method, { customer });
  return { customer, method };
}

function charge({ stripe }: TestAccount, saved: { customer: string; method: string }) {
  return stripe.paymentIntents.create({
    amount: 1_000,
    currency: "eur",
    customer: saved.customer,
    payment_method: saved.method,
    confirm: true,
    off_session: true,
  });
}

describe("the test cards", () => {
  it("have numbers that pass the checksum, and tokens of their own", () => {
    expect(PLAIN_TEST_CARDS.filter(({ number }) => !passesChecksum(number))).toEqual([]);
    const tokens = PLAIN_TEST_CARDS.map(({ token }) => token);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it("show their country, brand and an issuer, and the same fingerprint each time", async () => {
    const { stripe } = await openAccount();
    const create = (token: string) =>
      stripe.paymentMethods.create({ type: "card", card: { token } });
    const [jp, again, gb] = [
      await create("tok_jp"),
      await create("tok_jp"),
      await create("tok_gb_debit"),
    ];
    expect(jp.card).toMatchObject({ country: "JP", brand: "visa", iin: "400000" });
    expect(again.card?.fingerprint).toBe(jp.card?.fingerprint);
    expect(gb.card).toMatchObject({ country: "GB", funding: "debit", issuer: "EXAMPLE BANK GB" });
    expect(gb.card?.fingerprint).not.toBe(jp.card?.fingerprint);
    const other = await openAccount({ seed: 2 });
    const elsewhere = await other.stripe.paymentMethods.create({
      type: "card",
      card: { token: "tok_jp" },
    });
    expect(elsewhere.card?.fingerprint).not.toBe(jp.card?.fingerprint);
  });

  it("check what was given of the address", async () => {
    const { stripe } = await openAccount();
    const checks = async (token: string) => {
      const { card } = await stripe.paymentMethods.create({
        type: "card",
        card: { token },
        billing_details: { address: { line1: "Main Street 1", postal_code: "10115" } },
      });
      return card?.checks;
    };
    expect(await checks("tok_visa")).toMatchObject({
      address_line1_check: "pass",
      cvc_check: "pass",
    });
    expect(await checks("tok_avsFail")).toMatchObject({
      address_line1_check: "fail",
      address_postal_code_check: "fail",
    });
    expect(await checks("tok_avsZipFail")).toMatchObject({
      address_line1_check: "pass",
      address_postal_code_check: "fail",
    });
    expect(await checks("tok_cvcCheckFail")).toMatchObject({ cvc_check: "fail" });
  });

  it.each([
    ["no number of a test card", { number: "4539578763621486" }, "incorrect_number"],
    ["a month that does not exist", { exp_month: 13 }, "invalid_expiry_month"],
    ["a year that is over", { exp_year: 2020 }, "invalid_expiry_year"],
    ["a month that is over", { exp_month: 2, exp_year: 2026 }, "invalid_expiry_month"],
    ["a short security code", { cvc: "99" }, "invalid_cvc"],
  ])("refuse %s", async (_, wrong, code) => {
    const { stripe } = await openAccount();
    const card = {
      number: "4242424242424242",
      exp_month: 12,
      exp_year: 2030,
      cvc: "123",
      ...wrong,
    };
    const refused = await errorOf(stripe.paymentMethods.create({ type: "card", card }));
    expect(refused).toMatchObject({ statusCode: 402, type: "StripeCardError", code });
  });
});

describe("a saved card", () => {
  it("is declined from the month after its date of expiry, until the network renews it", async () => {
    const account = await openAccount();
    const saved = await savedCard(account, {
      number: "4242424242424242",
      exp_month: 3,
      exp_year: 2026,
    });
    await account.advance(29 * DAY_SECONDS);
    expect((await charge(account, saved)).status).toBe("succeeded");
    await account.advance(DAY_SECONDS);
    expect(await errorOf(charge(account, saved))).toMatchObject({ code: "expired_card" });
    await account.control("POST", `payment_methods/${saved.method}/update_automatically`);
    expect((await charge(account, saved)).status).toBe("succeeded");
    const [told] = (
      await account.stripe.events.list({ type: "payment_method.automatically_updated" })
    ).data;
    expect(told?.data).toMatchObject({
      object: { card: { exp_year: 2030 } },
      previous_attributes: { card: { exp_year: 2026 } },
    });
  });

  it("takes changes of its owner's data one by one, and a date to come only", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { customer, method } = await savedCard(account, {
      number: "5555555555554444",
      exp_month: 3,
      exp_year: 2026,
    });
    await stripe.paymentMethods.update(method, { billing_details: { name: "Ada" } });
    await stripe.paymentMethods.update(method, {
      billing_details: { email: "ada@example.com" },
      card: { exp_month: 5, exp_year: 2031 },
      allow_redisplay: "always",
    });
    expect(await stripe.customers.retrievePaymentMethod(customer, method)).toMatchObject({
      allow_redisplay: "always",
      billing_details: { name: "Ada", email: "ada@example.com" },
      card: { exp_month: 5, exp_year: 2031 },
    });
    const past = stripe.paymentMethods.update(method, { card: { exp_year: 2020 } });
    expect(await errorOf(past)).toMatchObject({ code: "invalid_expiry_year" });
    const { id: other } = await stripe.customers.create({});
    expect(await errorOf(stripe.customers.retrievePaymentMethod(other, method))).toMatchObject({
      statusCode: 404,
    });
  });

  it("is no longer the default once it is detached, and only an own one can be", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const ada = await stripe.customers.create({
      payment_method: "pm_card_visa",
      invoice_settings: { default_payment_method: "pm_card_visa" },
    });
    const chosen = idOf(ada.invoice_settings.default_payment_method) ?? "";
    const { id: bo } = await stripe.customers.create({});
    const stolen = stripe.customers.update(bo, {
      invoice_settings: { default_payment_method: chosen },
    });
    expect(await errorOf(stolen)).toMatchObject({ code: "resource_missing" });
    await stripe.paymentMethods.detach(chosen);
    expect(await stripe.customers.retrieve(ada.id)).toMatchObject({
      invoice_settings: { default_payment_method: null },
    });
  });

  it("can decline with any code of Stripe's, with the network's code and an advice", async () => {
    const account = await openAccount();
    const { id: customer } = await account.stripe.customers.create({});
    for (const code of [
      "do_not_honor",
      "pickup_card",
      "revocation_of_authorization",
      "insufficient_funds",
    ]) {
      const { id: method } = await account.stripe.paymentMethods.attach(
        `pm_card_sandboxDecline_${code}`,
        { customer },
      );
      const refused = await errorOf(charge(account, { customer, method }));
      const { advice, networkCode } = declineOf(code);
      expect(refused).toMatchObject({
        statusCode: 402,
        code: "card_declined",
        decline_code: code,
        advice_code: advice,
        network_decline_code: networkCode,
      });
    }
    const unknown = account.stripe.paymentMethods.attach("pm_card_sandboxDecline_nonsense", {
      customer,
    });
    expect(await errorOf(unknown)).toMatchObject({ code: "resource_missing" });
  });

  it("that was set up through 3-D Secure is charged without the customer", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { id: customer } = await stripe.customers.create({});
    const setup = await stripe.setupIntents.create({
      customer,
      payment_method: "pm_card_authenticationRequiredOnSetup",
      confirm: true,
    });
    await account.control("POST", `setup_intents/${setup.id}/authenticate`, { outcome: "succeed" });
    const [method] = (await stripe.customers.listPaymentMethods(customer)).data;
    expect((await charge(account, { customer, method: method?.id ?? "" })).status).toBe(
      "succeeded",
    );
  });
});
