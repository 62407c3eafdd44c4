import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import { errorOf, openAccount, paidCharge } from "../../testing/test-account.ts";

async function blockList(stripe: Stripe, alias: string): Promise<Stripe.Radar.ValueList> {
  const [list] = (await stripe.radar.valueLists.list({ alias })).data;
  if (list === undefined) throw new Error(`no list ${alias}`);
  return list;
}

describe("value lists", () => {
  it("are made, filled, found, changed and deleted", async () => {
    const { stripe } = await openAccount();
    const list = await stripe.radar.valueLists.create({
      alias: "watched",
      name: "Watched buyers",
      item_type: "email",
      metadata: { team: "risk" },
    });
    const item = await stripe.radar.valueListItems.create({
      value_list: list.id,
      value: "Ada@Example.com",
    });
    expect(item.value).toBe("ada@example.com");
    expect(await stripe.radar.valueLists.retrieve(list.id)).toMatchObject({
      item_type: "email",
      list_items: { data: [{ id: item.id }], has_more: false },
    });
    const holding = await stripe.radar.valueLists.list({ contains: "ada@example.com" });
    expect(holding.data.map(({ id }) => id)).toEqual([list.id]);
    const like = await stripe.radar.valueListItems.list({ value_list: list.id, value: "DA@" });
    expect(like.data.map(({ id }) => id)).toEqual([item.id]);
    expect(
      await stripe.radar.valueLists.update(list.id, { name: "Watched", alias: "seen" }),
    ).toMatchObject({ name: "Watched", alias: "seen", metadata: { team: "risk" } });
    expect((await stripe.radar.valueListItems.retrieve(item.id)).value_list).toBe(list.id);
    expect((await stripe.radar.valueListItems.del(item.id)).deleted).toBe(true);
    await stripe.radar.valueListItems.create({ value_list: list.id, value: "b@example.com" });
    expect((await stripe.radar.valueLists.del(list.id)).deleted).toBe(true);
    expect(await errorOf(stripe.radar.valueLists.retrieve(list.id))).toMatchObject({
      statusCode: 404,
    });
  });

  it("refuse a taken alias, a value twice, a value of another type, and to lose a default list", async () => {
    const { stripe } = await openAccount();
    const emails = await blockList(stripe, "email_blocklist");
    const refusals = [
      stripe.radar.valueLists.create({ alias: "email_blocklist", name: "Mine" }),
      stripe.radar.valueLists.del(emails.id),
      stripe.radar.valueLists.update(emails.id, { alias: "other" }),
      stripe.radar.valueListItems.create({ value_list: emails.id, value: "nobody" }),
      stripe.radar.valueListItems.create({ value_list: "rsl_none", value: "a@example.com" }),
    ];
    for (const refusal of refusals)
      expect(await errorOf(refusal)).toMatchObject({ statusCode: 400 });
    const value = { value_list: emails.id, value: "a@example.com" };
    await stripe.radar.valueListItems.create(value);
    expect(await errorOf(stripe.radar.valueListItems.create(value))).toMatchObject({
      code: "resource_already_exists",
    });
  });
});

describe("a refund as fraudulent", () => {
  it("puts card and email on the block lists, which stop the next payment", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await stripe.customers.create({ email: "Buyer@example.com" });
    const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const pay = (): Promise<Stripe.PaymentIntent> =>
      stripe.paymentIntents.create({
        amount: 1_500,
        currency: "eur",
        customer: customer.id,
        payment_method: method.id,
        confirm: true,
      });
    const first = await pay();
    const charge = idOf(first.latest_charge) ?? "";
    await stripe.refunds.create({ charge, amount: 100, reason: "fraudulent" });
    expect((await stripe.charges.retrieve(charge)).fraud_details).toEqual({
      user_report: "fraudulent",
    });
    const cards = await blockList(stripe, "card_fingerprint_blocklist");
    expect(cards.list_items.data.map(({ value }) => value)).toEqual([method.card?.fingerprint]);
    const emails = await blockList(stripe, "email_blocklist");
    expect(emails.list_items.data.map(({ value }) => value)).toEqual(["buyer@example.com"]);
    expect(await errorOf(pay())).toMatchObject({ statusCode: 402, code: "card_declined" });
    const [blocked] = (await stripe.charges.list({ expand: ["data.outcome.rule"] })).data;
    expect(blocked).toMatchObject({
      status: "failed",
      outcome: {
        type: "blocked",
        network_status: "not_sent_to_network",
        reason: "rule",
        rule: { action: "block", predicate: ":card_fingerprint: in @card_fingerprint_blocklist" },
      },
    });
    for (const { id } of cards.list_items.data) await stripe.radar.valueListItems.del(id);
    expect(await errorOf(pay())).toMatchObject({ code: "card_declined" });
    for (const { id } of emails.list_items.data) await stripe.radar.valueListItems.del(id);
    expect((await pay()).status).toBe("succeeded");
  });

  it("differs from a report, which is kept and can be taken back", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 1_000);
    const { charges } = account.stripe;
    const report = { fraud_details: { user_report: "safe" as const } };
    expect((await charges.update(charge.id, report)).fraud_details).toEqual({
      user_report: "safe",
    });
    const back = await charges.update(charge.id, { fraud_details: { user_report: "" } });
    expect(back.fraud_details).toEqual({});
    const cards = await blockList(account.stripe, "card_fingerprint_blocklist");
    expect(cards.list_items.data).toEqual([]);
  });
});
