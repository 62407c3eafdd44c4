import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import {
  clientFor,
  DAY_SECONDS,
  errorOf,
  MONDAY_MS,
  openAccount,
  paidCharge,
} from "../testing/test-account.ts";
import { API_VERSION } from "./api-version.ts";

describe("the contract with the installed client", () => {
  it("speaks the version that the client sends", () => {
    expect(API_VERSION).toBe(Stripe.API_VERSION);
  });
});

describe("authentication", () => {
  it("takes Bearer and Basic, test keys only", async () => {
    const { sandbox } = await openAccount();
    const statusOf = async (authorization: string | null): Promise<number> =>
      (
        await fetch(
          `${sandbox.url}/v1/balance`,
          authorization === null ? {} : { headers: { authorization } },
        )
      ).status;
    expect(await statusOf("Bearer sk_test_abc")).toBe(200);
    expect(await statusOf("Bearer rk_test_abc")).toBe(200);
    expect(await statusOf(`Basic ${btoa("sk_test_abc:")}`)).toBe(200);
    expect(await statusOf(null)).toBe(401);
    expect(await statusOf("Bearer sk_live_abc")).toBe(401);
  });

  it("takes one key only where one was set, and hides the wrong one", async () => {
    const { sandbox, stripe } = await openAccount({ apiKey: "sk_test_theone" });
    expect((await stripe.balance.retrieve()).object).toBe("balance");
    const error = await errorOf(clientFor(sandbox.port, "sk_test_another1234").balance.retrieve());
    expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(error.message).not.toContain("sk_test_another1234");
  });
});

describe("errors", () => {
  it("answer an unknown URL with Stripe's envelope, so that the client throws", async () => {
    const { stripe } = await openAccount();
    const error = await errorOf(stripe.quotes.list());
    expect(error.statusCode).toBe(404);
    expect(error.message).toContain("Unrecognized request URL (GET: /v1/quotes)");
    expect(error.requestId).toMatch(/^req_\w{14}$/);
  });

  it("name an unknown parameter, a missing one and a wrong one", async () => {
    const { stripe } = await openAccount();
    const create = (form: string) =>
      stripe.rawRequest(
        "POST",
        "/v1/payment_intents",
        Object.fromEntries(new URLSearchParams(form)),
      );
    expect(await errorOf(create("amount=100&currency=eur&colour=red"))).toMatchObject({
      statusCode: 400,
      code: "parameter_unknown",
      param: "colour",
    });
    expect(await errorOf(create("currency=eur"))).toMatchObject({
      statusCode: 400,
      code: "parameter_missing",
      param: "amount",
    });
    expect(await errorOf(create("amount=ten&currency=eur"))).toMatchObject({
      statusCode: 400,
      code: "parameter_invalid_integer",
      param: "amount",
    });
    expect(await errorOf(create("amount=10&currency=eur"))).toMatchObject({
      statusCode: 400,
      code: "amount_too_small",
    });
  });

  it("tell a missing object of the URL (404) from one that a parameter names (400)", async () => {
    const { stripe } = await openAccount();
    expect(await errorOf(stripe.charges.retrieve("ch_none"))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      message: "No such charge: 'ch_none'",
    });
    expect(await errorOf(stripe.refunds.create({ charge: "ch_none" }))).toMatchObject({
      statusCode: 400,
      code: "resource_missing",
      param: "charge",
    });
  });

  it("refuse another API version", async () => {
    const { sandbox } = await openAccount();
    const headers = { authorization: "Bearer sk_test_a", "stripe-version": "2019-01-01" };
    expect((await fetch(`${sandbox.url}/v1/balance`, { headers })).status).toBe(400);
  });
});

describe("forms", () => {
  it("carry nested values, and an empty value unsets", async () => {
    const { stripe } = await openAccount();
    const customer = await stripe.customers.create({
      name: "Ada Q.",
      email: "ada@example.com",
      address: { city: "Delft", country: "NL" },
      metadata: { a: "1", b: "2" },
    });
    expect(customer.address).toMatchObject({ city: "Delft", country: "NL", line1: null });
    const changed = await stripe.customers.update(customer.id, {
      email: "",
      metadata: { a: "", c: "3" },
    });
    expect(changed.email).toBeNull();
    expect(changed.name).toBe("Ada Q.");
    expect(changed.metadata).toEqual({ b: "2", c: "3" });
    expect((await stripe.customers.update(customer.id, { metadata: "" })).metadata).toEqual({});
  });
});

describe("lists", () => {
  it("page both ways without gap or repeat, in a stable order within one second", async () => {
    const { stripe } = await openAccount();
    const made: string[] = [];
    for (let index = 0; index < 25; index += 1)
      made.push((await stripe.customers.create({ name: `No ${index}` })).id);
    const newestFirst = made.toReversed();
    const all = await stripe.customers.list({ limit: 7 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(newestFirst);
    const page = await stripe.customers.list({ limit: 5, ending_before: newestFirst[12] ?? "" });
    expect(page.data.map(({ id }) => id)).toEqual(newestFirst.slice(7, 12));
    expect(page.has_more).toBe(true);
    const last = await stripe.customers.list({ limit: 10, starting_after: newestFirst[14] ?? "" });
    expect(last.data.map(({ id }) => id)).toEqual(newestFirst.slice(15));
    expect(last.has_more).toBe(false);
  });

  it("filter by time of creation", async () => {
    const { stripe, advance } = await openAccount();
    const early = await stripe.customers.create({ name: "early" });
    await advance(3_600);
    const late = await stripe.customers.create({ name: "late" });
    const hour = MONDAY_MS / 1000 + 3_600;
    const ids = async (created: Stripe.RangeQueryParam): Promise<string[]> =>
      (await stripe.customers.list({ created })).data.map(({ id }) => id);
    expect(await ids({ gte: hour })).toEqual([late.id]);
    expect(await ids({ lt: hour })).toEqual([early.id]);
    expect(await ids({ gt: hour - DAY_SECONDS, lte: hour })).toEqual([late.id, early.id]);
  });

  it("refuse limits out of 1 to 100 and unknown cursors", async () => {
    const { stripe } = await openAccount();
    expect(await errorOf(stripe.customers.list({ limit: 101 }))).toMatchObject({
      statusCode: 400,
      param: "limit",
    });
    expect(await errorOf(stripe.customers.list({ limit: 0 }))).toMatchObject({
      statusCode: 400,
      param: "limit",
    });
    expect(await errorOf(stripe.customers.list({ starting_after: "cus_none" }))).toMatchObject({
      statusCode: 400,
      param: "starting_after",
    });
  });
});

describe("expand", () => {
  it("follows paths through objects and lists", async () => {
    const account = await openAccount();
    const { intent, charge } = await paidCharge(account, 4_000);
    const { data } = await account.stripe.charges.list({
      expand: ["data.balance_transaction.source.payment_intent.payment_method"],
    });
    const transaction = data[0]?.balance_transaction;
    expect(transaction).toMatchObject({
      object: "balance_transaction",
      source: {
        object: "charge",
        id: charge.id,
        payment_intent: { id: intent.id, payment_method: { object: "payment_method" } },
      },
    });
  });

  it("shows a charge's refunds only when asked", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 4_000);
    const refund = await account.stripe.refunds.create({ charge: charge.id, amount: 100 });
    expect((await account.stripe.charges.retrieve(charge.id)).refunds).toBeUndefined();
    const { refunds } = await account.stripe.charges.retrieve(charge.id, { expand: ["refunds"] });
    expect(refunds?.data.map(({ id }) => id)).toEqual([refund.id]);
  });

  it("refuses what cannot be expanded and what is too deep, before anything happens", async () => {
    const { stripe } = await openAccount();
    const create = (path: string) => stripe.customers.create({ name: "X", expand: [path] });
    expect((await errorOf(create("email"))).message).toBe(
      "This property cannot be expanded (email).",
    );
    expect((await errorOf(create("a.b.c.d.e"))).message).toContain("more than 4 levels");
    expect((await stripe.customers.list()).data).toEqual([]);
  });
});
