import { describe, expect, it } from "vitest";
import {
  DAY_SECONDS,
  errorOf,
  openAccount,
  paidCharge,
  type TestAccount,
} from "../../testing/test-account.ts";
import { changeMoneySettings } from "./money-settings.ts";
import { holdReserve } from "./reserves.ts";
import { reverseTopup } from "./topups.ts";

async function available({ stripe }: TestAccount): Promise<number> {
  return (await stripe.balance.retrieve()).available[0]?.amount ?? 0;
}

describe("a top-up", () => {
  it("arrives two business days later as money that is available", async () => {
    const account = await openAccount();
    changeMoneySettings(account.sandbox.engine.world, { payoutSchedule: "manual" });
    const { topups } = account.stripe;
    const topup = await topups.create({ amount: 50_000, currency: "eur", description: "For May" });
    expect(topup).toMatchObject({
      status: "pending",
      balance_transaction: null,
      initiated_by: "user",
      expected_availability_date: Date.UTC(2026, 2, 4) / 1000,
    });
    await account.advance(2 * DAY_SECONDS);
    const arrived = await topups.retrieve(topup.id, { expand: ["balance_transaction.source"] });
    expect(arrived).toMatchObject({
      status: "succeeded",
      balance_transaction: { type: "topup", amount: 50_000, source: { id: topup.id } },
    });
    expect(await available(account)).toBe(50_000);
    const { world } = account.sandbox.engine;
    world.store.transact(() => reverseTopup(world, topup.id));
    expect((await topups.retrieve(topup.id)).status).toBe("reversed");
    expect(await available(account)).toBe(0);
    const events = await account.stripe.events.list({ type: "topup.*" });
    expect(events.data.map(({ type }) => type)).toEqual([
      "topup.reversed",
      "topup.succeeded",
      "topup.created",
    ]);
  });

  it("can be canceled while pending, and fails from a bank that has no such account", async () => {
    const account = await openAccount();
    const { topups } = account.stripe;
    const first = await topups.create({ amount: 1_000, currency: "eur" });
    expect((await topups.cancel(first.id)).status).toBe("canceled");
    expect(await errorOf(topups.cancel(first.id))).toMatchObject({ statusCode: 400 });
    const second = await topups.create({
      amount: 2_000,
      currency: "eur",
      source: "btok_us_verified_noAccount",
    });
    await account.advance(2 * DAY_SECONDS);
    expect(await topups.retrieve(second.id)).toMatchObject({
      status: "failed",
      failure_code: "no_account",
    });
    expect((await account.stripe.balanceTransactions.list()).data).toEqual([]);
    const large = await topups.list({ amount: { gt: 1_500 } });
    expect(large.data.map(({ id }) => id)).toEqual([second.id]);
    expect((await topups.list({ status: "canceled" })).data.map(({ id }) => id)).toEqual([
      first.id,
    ]);
    expect(await errorOf(topups.create({ amount: 1, currency: "usd" }))).toMatchObject({
      param: "currency",
    });
  });

  it("lets the refunds go that waited for it", async () => {
    const account = await openAccount();
    changeMoneySettings(account.sandbox.engine.world, { negativeBalanceLimit: 0 });
    const { charge } = await paidCharge(account, 10_000, "pm_card_de");
    await account.advance(3 * DAY_SECONDS);
    const refund = await account.stripe.refunds.create({ charge: charge.id });
    await account.stripe.topups.create({ amount: 10_000, currency: "eur" });
    await account.advance(4 * DAY_SECONDS);
    expect((await account.stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
  });

  it("is Stripe's own where the account lets it debit a negative balance", async () => {
    const account = await openAccount();
    changeMoneySettings(account.sandbox.engine.world, { debitsNegativeBalance: true });
    const { charge } = await paidCharge(account, 10_000, "pm_card_de");
    await account.advance(3 * DAY_SECONDS);
    await account.stripe.refunds.create({ charge: charge.id });
    await account.advance(5 * DAY_SECONDS);
    const { data } = await account.stripe.topups.list();
    expect(data.map((topup) => [topup.initiated_by, topup.amount, topup.status])).toEqual([
      ["stripe", 10_000, "succeeded"],
    ]);
    expect(await available(account)).toBe(0);
  });
});

describe("a reserve", () => {
  it("of Stripe moves between two balances and comes back in time", async () => {
    const account = await openAccount();
    const { world } = account.sandbox.engine;
    await paidCharge(account, 10_000, "pm_card_bypassPending");
    const before = await available(account);
    const reserve = { amount: 4_000, currency: "eur", releaseAfterSeconds: 7 * DAY_SECONDS };
    world.store.transact(() => holdReserve(world, { ...reserve, holder: "risk" }));
    expect(await available(account)).toBe(before - 4_000);
    const held = await account.stripe.balanceTransactions.list({ type: "reserve_hold" });
    expect(held.data.map((one) => [one.balance_type, one.amount, one.reporting_category])).toEqual([
      ["risk_reserved", 4_000, "risk_reserved_funds"],
      ["payments", -4_000, "risk_reserved_funds"],
    ]);
    await account.advance(8 * DAY_SECONDS);
    const freed = await account.stripe.balanceTransactions.list({ type: "reserve_release" });
    expect(freed.data.map((one) => [one.balance_type, one.amount])).toEqual([
      ["risk_reserved", -4_000],
      ["payments", 4_000],
    ]);
    const payouts = await account.stripe.payouts.list();
    expect(payouts.data.map(({ amount }) => amount)).toEqual([4_000, before - 4_000]);
  });

  it("of a payment network is taken from the balance alone", async () => {
    const account = await openAccount();
    const { world } = account.sandbox.engine;
    const reserve = { amount: 500, currency: "eur", releaseAfterSeconds: DAY_SECONDS };
    world.store.transact(() => holdReserve(world, { ...reserve, holder: "network" }));
    expect(await available(account)).toBe(-500);
    await account.advance(DAY_SECONDS);
    const { data } = await account.stripe.balanceTransactions.list();
    expect(data.map(({ type, amount }) => [type, amount])).toEqual([
      ["payment_network_reserve_release", 500],
      ["payment_network_reserve_hold", -500],
    ]);
  });
});

describe("the first of a month", () => {
  it("brings the fee for screening last month's charges, and its tax, from no other object", async () => {
    const account = await openAccount();
    for (const amount of [1_000, 2_000, 3_000]) await paidCharge(account, amount);
    await account.advance(31 * DAY_SECONDS);
    const { balanceTransactions } = account.stripe;
    const [fee] = (await balanceTransactions.list({ type: "stripe_fee" })).data;
    expect(fee).toMatchObject({
      amount: -12,
      source: null,
      reporting_category: "fee",
      description: "Radar (2026-03)",
      created: Date.UTC(2026, 3, 1) / 1000,
    });
    const [tax] = (await balanceTransactions.list({ type: "tax_fee" })).data;
    expect(tax).toMatchObject({ amount: -3, source: null, reporting_category: "tax" });
  });
});
