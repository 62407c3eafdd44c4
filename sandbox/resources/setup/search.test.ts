import { describe, expect, it } from "vitest";
import { setSearchLag } from "../../protocol/search-page.ts";
import { errorOf, openAccount, paidCharge, type TestAccount } from "../../testing/test-account.ts";

async function threeCustomers({ stripe }: TestAccount): Promise<void> {
  await stripe.customers.create({
    name: "Ada Quist",
    email: "ada@example.com",
    metadata: { tier: "gold" },
  });
  await stripe.customers.create({
    name: "Bo O'Hara",
    email: "bo@example.com",
    metadata: { tier: "silver", ref: "7" },
  });
  await stripe.customers.create({ name: 'Cy "Red" Lind', email: "cy@example.org" });
}

describe("a search for customers", () => {
  it.each([
    ['email:"ada@example.com"', ["Ada Quist"]],
    ['email:"ADA@EXAMPLE.COM"', ["Ada Quist"]],
    ['name~"quist"', ["Ada Quist"]],
    ['email~"example.com"', ["Bo O'Hara", "Ada Quist"]],
    ['-email~"example.com"', ['Cy "Red" Lind']],
    ['metadata["tier"]:"gold"', ["Ada Quist"]],
    ['-metadata["tier"]:null', ["Bo O'Hara", "Ada Quist"]],
    ['metadata["tier"]:null', ['Cy "Red" Lind']],
    ['metadata["tier"]:"gold" OR metadata["ref"]:"7"', ["Bo O'Hara", "Ada Quist"]],
    ['email~"example.com" AND metadata["tier"]:"silver"', ["Bo O'Hara"]],
    ['email~"example.com" metadata["tier"]:"silver"', ["Bo O'Hara"]],
    ["phone:null AND created>0", ['Cy "Red" Lind', "Bo O'Hara", "Ada Quist"]],
    ['name:"Cy \\"Red\\" Lind"', ['Cy "Red" Lind']],
    ["name:'Ada Quist'", ["Ada Quist"]],
    ["created<1", []],
  ])("%s", async (query, names) => {
    const account = await openAccount();
    await threeCustomers(account);
    const found = await account.stripe.customers.search({ query });
    expect(found.data.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    'email:"a" AND name:"b" OR phone:"c"',
    'colour:"red"',
    "email:ada@example.com",
    'email>"a"',
    'name~"ab"',
    'created~"123"',
    "created>yesterday",
    'metadata:"gold"',
    'name["x"]:"gold"',
    '(name:"gold")',
    'name:"gold" AND',
    'name:"gold',
    Array.from({ length: 11 }, () => 'name:"x"').join(" OR "),
  ])("refuses %s", async (query) => {
    const { stripe } = await openAccount();
    expect(await errorOf(stripe.customers.search({ query }))).toMatchObject({
      statusCode: 400,
      param: "query",
    });
  });

  it("pages by its cursor, and counts when asked to", async () => {
    const account = await openAccount();
    await threeCustomers(account);
    const query = "created>0";
    const first = await account.stripe.customers.search({
      query,
      limit: 2,
      expand: ["total_count"],
    });
    expect(first).toMatchObject({ has_more: true, total_count: 3 });
    const rest = await account.stripe.customers.search({
      query,
      limit: 2,
      page: first.next_page ?? "",
    });
    expect(rest).toMatchObject({ has_more: false, next_page: null, data: [{ name: "Ada Quist" }] });
    expect(rest).not.toHaveProperty("total_count");
    const all = await account.stripe.customers
      .search({ query, limit: 1 })
      .autoPagingToArray({ limit: 9 });
    expect(all).toHaveLength(3);
  });

  it("does not see the deleted, nor the new before the lag is over", async () => {
    const account = await openAccount();
    await threeCustomers(account);
    const query = 'email:"ada@example.com"';
    setSearchLag(account.sandbox.engine.world, 60);
    expect((await account.stripe.customers.search({ query })).data).toEqual([]);
    await account.advance(60);
    const [ada] = (await account.stripe.customers.search({ query })).data;
    await account.stripe.customers.del(ada?.id ?? "");
    expect((await account.stripe.customers.search({ query })).data).toEqual([]);
  });
});

describe("a search for payments", () => {
  it("finds by amount, card and state", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { charge } = await paidCharge(account, 1_500);
    await paidCharge(account, 9_900, "pm_card_mastercard");
    await stripe.refunds.create({ charge: charge.id });
    const ids = async (query: string): Promise<string[]> =>
      (await stripe.charges.search({ query })).data.map(({ id }) => id);
    expect(await ids('amount<9900 AND currency:"eur" AND status:"succeeded"')).toEqual([charge.id]);
    expect(await ids('payment_method_details.card.last4:"4242"')).toEqual([charge.id]);
    expect(await ids('refunded:"true" -disputed:"true"')).toEqual([charge.id]);
    const paid = await stripe.paymentIntents.search({
      query: 'status:"succeeded" amount>=9900',
      expand: ["data.latest_charge"],
    });
    expect(paid.data).toMatchObject([{ amount: 9_900, latest_charge: { object: "charge" } }]);
  });
});
