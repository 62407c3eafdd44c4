import { describe, expect, it } from "vitest";
import { errorOf, openAccount } from "../../testing/test-account.ts";

describe("a confirmation token", () => {
  it("shows what was typed, confirms one intent and no second one", async () => {
    const { stripe } = await openAccount();
    const token = await stripe.testHelpers.confirmationTokens.create({
      payment_method: "pm_card_visa",
      return_url: "https://shop.example.com",
    });
    expect(await stripe.confirmationTokens.retrieve(token.id)).toMatchObject({
      payment_method_preview: { type: "card", card: { last4: "4242" } },
    });
    const pay = () =>
      stripe.paymentIntents.create({
        amount: 700,
        currency: "eur",
        confirm: true,
        confirmation_token: token.id,
      });
    expect((await pay()).status).toBe("succeeded");
    expect(await errorOf(pay())).toMatchObject({ statusCode: 400, param: "confirmation_token" });
  });

  it("sets a card up, until it has expired", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { id: customer } = await stripe.customers.create({});
    const create = () =>
      stripe.testHelpers.confirmationTokens.create({ payment_method: "pm_card_mastercard" });
    const [fresh, old] = [await create(), await create()];
    const setup = await stripe.setupIntents.create({ customer });
    await account.advance(43_199);
    const done = await stripe.setupIntents.confirm(setup.id, { confirmation_token: fresh.id });
    expect(done.status).toBe("succeeded");
    await account.advance(1);
    const late = stripe.setupIntents.create({ confirm: true, confirmation_token: old.id });
    expect(await errorOf(late)).toMatchObject({ statusCode: 400, param: "confirmation_token" });
  });
});
