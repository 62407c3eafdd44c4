import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import {
  DAY_SECONDS,
  errorOf,
  openAccount,
  paidCharge,
  type TestAccount,
} from "../../testing/test-account.ts";
import { changeMoneySettings, type MoneySettings } from "./money-settings.ts";
import { failPayout } from "./payout-outcomes.ts";

async function accountWith(
  settings: Partial<MoneySettings>,
  currency = "eur",
): Promise<TestAccount> {
  const account = await openAccount();
  changeMoneySettings(account.sandbox.engine.world, settings);
  await account.stripe.paymentIntents.create({
    amount: 10_320,
    currency,
    payment_method: "pm_card_bypassPending",
    confirm: true,
  });
  return account;
}

async function available({ stripe }: TestAccount, currency = "eur"): Promise<number> {
  const balance = await stripe.balance.retrieve();
  return balance.available.find((part) => part.currency === currency)?.amount ?? 0;
}

async function movementsOf({ stripe }: TestAccount, source: string): Promise<unknown[]> {
  const { data } = await stripe.balanceTransactions.list({ source });
  return data.map(({ type, amount, reporting_category: category }) => [type, amount, category]);
}

describe("a payout made through the API", () => {
  it("takes its amount from the balance and reaches the bank", async () => {
    const account = await accountWith({ payoutSchedule: "manual" });
    const before = await available(account);
    const payout = await account.stripe.payouts.create({
      amount: 4_000,
      currency: "eur",
      statement_descriptor: "WEEK 10",
      metadata: { week: "10" },
    });
    expect(payout).toMatchObject({
      status: "pending",
      automatic: false,
      reconciliation_status: "not_applicable",
      trace_id: { status: "pending", value: null },
      statement_descriptor: "WEEK 10",
    });
    expect(await available(account)).toBe(before - 4_000);
    await account.advance(2 * DAY_SECONDS);
    const paid = await account.stripe.payouts.retrieve(payout.id);
    expect(paid).toMatchObject({ status: "paid", trace_id: { status: "supported" } });
    const changed = await account.stripe.payouts.update(payout.id, { metadata: { week: "" } });
    expect(changed.metadata).toEqual({});
    expect((await account.stripe.payouts.list()).data.map(({ id }) => id)).toEqual([payout.id]);
  });

  it("is refused beyond the balance, in other currencies and to other accounts", async () => {
    const account = await accountWith({ payoutSchedule: "manual" });
    const { payouts } = account.stripe;
    const most = await available(account);
    expect(await errorOf(payouts.create({ amount: most + 1, currency: "eur" }))).toMatchObject({
      statusCode: 400,
      code: "balance_insufficient",
    });
    expect(await errorOf(payouts.create({ amount: 100, currency: "usd" }))).toMatchObject({
      param: "currency",
    });
    const elsewhere = payouts.create({ amount: 100, currency: "eur", destination: "ba_other" });
    expect(await errorOf(elsewhere)).toMatchObject({ param: "destination" });
    expect((await payouts.create({ amount: most, currency: "eur" })).amount).toBe(most);
  });

  it("can be canceled while it is pending, and no longer", async () => {
    const account = await accountWith({ payoutSchedule: "manual" });
    const before = await available(account);
    const { payouts } = account.stripe;
    const payout = await payouts.create({ amount: 4_000, currency: "eur" });
    const canceled = await payouts.cancel(payout.id);
    expect(canceled.status).toBe("canceled");
    expect(await available(account)).toBe(before);
    expect(await movementsOf(account, payout.id)).toEqual([
      ["payout_cancel", 4_000, "payout_reversal"],
      ["payout", -4_000, "payout"],
    ]);
    const late = await payouts.create({ amount: 4_000, currency: "eur" });
    await account.advance(DAY_SECONDS);
    expect(await errorOf(payouts.cancel(late.id))).toMatchObject({ statusCode: 400 });
    await account.advance(DAY_SECONDS);
    expect((await payouts.retrieve(payout.id)).status).toBe("canceled");
  });

  it("is taken back by a reversal where the bank allows that", async () => {
    const settings = { payoutSchedule: "manual", settlementCurrencies: ["usd"] } as const;
    const account = await accountWith(settings, "usd");
    const { payouts } = account.stripe;
    const payout = await payouts.create({ amount: 4_000, currency: "usd" });
    expect(await errorOf(payouts.reverse(payout.id))).toMatchObject({ statusCode: 400 });
    await account.advance(2 * DAY_SECONDS);
    const before = await available(account, "usd");
    const reversal = await payouts.reverse(payout.id, { expand: ["original_payout"] });
    expect(reversal).toMatchObject({
      amount: -4_000,
      original_payout: { id: payout.id, reversed_by: reversal.id },
    });
    expect(await available(account, "usd")).toBe(before + 4_000);
    expect(await errorOf(payouts.reverse(payout.id))).toMatchObject({ statusCode: 400 });
  });
});

describe("a payout that the bank sends back", () => {
  it("returns the money, which the next payout takes along", async () => {
    const account = await openAccount();
    await paidCharge(account, 10_000, "pm_card_de");
    await account.advance(3 * DAY_SECONDS);
    const [paid] = (await account.stripe.payouts.list()).data;
    const id = paid?.id ?? "";
    expect(paid?.status).toBe("paid");
    const { world } = account.sandbox.engine;
    world.store.transact(() => failPayout(world, id, "account_closed"));
    const failed: Stripe.Payout = await account.stripe.payouts.retrieve(id, {
      expand: ["failure_balance_transaction"],
    });
    expect(failed).toMatchObject({
      status: "failed",
      failure_code: "account_closed",
      failure_message: "The bank account has been closed.",
      failure_balance_transaction: { type: "payout_failure", amount: 9_825 },
    });
    expect(await available(account)).toBe(9_825);
    await account.advance(DAY_SECONDS);
    const [next] = (await account.stripe.payouts.list()).data;
    expect(next?.amount).toBe(9_825);
    const members = await account.stripe.balanceTransactions.list({ payout: next?.id ?? "" });
    expect(members.data.map(({ type }) => type)).toEqual(["payout", "payout_failure"]);
    const { data } = await account.stripe.events.list({ type: "payout.failed" });
    expect(data.length).toBe(1);
  });
});

describe("a payout schedule", () => {
  it("of manual payouts leaves the money where it is", async () => {
    const account = await accountWith({ payoutSchedule: "manual" });
    await account.advance(5 * DAY_SECONDS);
    expect((await account.stripe.payouts.list()).data).toEqual([]);
  });

  it("that is paused holds up what is underway, until it runs again", async () => {
    const account = await accountWith({});
    const { world } = account.sandbox.engine;
    await account.advance(DAY_SECONDS - 9 * 3_600);
    const [underway] = (await account.stripe.payouts.list()).data;
    expect(underway?.status).toBe("pending");
    changeMoneySettings(world, { payoutSchedule: "paused" });
    await account.advance(7 * DAY_SECONDS);
    const stuck = await account.stripe.payouts.list();
    expect(stuck.data.map(({ status }) => status)).toEqual(["pending"]);
    changeMoneySettings(world, { payoutSchedule: "daily" });
    await account.advance(3 * DAY_SECONDS);
    expect((await account.stripe.payouts.retrieve(underway?.id ?? "")).status).toBe("paid");
  });
});
