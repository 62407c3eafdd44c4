import { describe, expect, it } from "vitest";
import { errorOf, openAccount } from "../testing/test-account.ts";

const payment = { amount: 1_000, currency: "eur" };

describe("a nested parameter", () => {
  it.each([
    ["shipping[address][town]", { shipping: { address: { town: "Delft" } } }],
    ["automatic_payment_methods[on]", { automatic_payment_methods: { on: "true" } }],
    [
      "payment_method_data[billing_details][address][town]",
      { payment_method_data: { type: "card", billing_details: { address: { town: "Delft" } } } },
    ],
  ])("%s is refused by its whole name, and nothing happened", async (param, extra) => {
    const { stripe } = await openAccount();
    const created = stripe.rawRequest("POST", "/v1/payment_intents", { ...payment, ...extra });
    expect(await errorOf(created)).toMatchObject({
      statusCode: 400,
      code: "parameter_unknown",
      param,
      message: `Received unknown parameter: ${param}`,
    });
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
  });

  it("is refused in a query too", async () => {
    const { stripe } = await openAccount();
    const listed = stripe.rawRequest("GET", "/v1/charges?created[since]=1");
    expect(await errorOf(listed)).toMatchObject({ param: "created[since]" });
  });

  it("is free where any name may stand, whatever the name looks like", async () => {
    const { stripe } = await openAccount();
    const metadata = { order: "1", "7": "x", constructor: "y" };
    const intent = await stripe.paymentIntents.create({ ...payment, metadata });
    expect(intent.metadata).toMatchObject({ order: "1", constructor: "y" });
  });

  it("under a plain value is told by the value's own message", async () => {
    const { stripe } = await openAccount();
    const created = stripe.rawRequest("POST", "/v1/payment_intents", {
      ...payment,
      description: { text: "x" },
    });
    expect((await errorOf(created)).message).toContain("Invalid string");
  });
});
