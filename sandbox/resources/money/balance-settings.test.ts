import { describe, expect, it } from "vitest";
import { brokenMoney, brokenPayouts, readAccount } from "../../testing/money-invariants.ts";
import { DAY_SECONDS, errorOf, openAccount, type TestAccount } from "../../testing/test-account.ts";

async function pay({ stripe }: TestAccount): Promise<number> {
  const intent = await stripe.paymentIntents.create({
    amount: 10_000,
    currency: "eur",
    payment_method: "pm_card_bypassPending",
    confirm: true,
    expand: ["latest_charge.balance_transaction"],
  });
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const booked = charge?.balance_transaction;
  return typeof booked === "object" ? (booked?.net ?? 0) : 0;
}

async function payoutDays({ stripe }: TestAccount): Promise<string[]> {
  const { data } = await stripe.payouts.list();
  return data
    .map(({ created }) => new Date(created * 1000).toISOString().slice(0, 10))
    .toReversed();
}

describe("the settings of the balance", () => {
  it("say when automatic payouts are made: on days of the week", async () => {
    const account = await openAccount();
    const settings = await account.stripe.balanceSettings.update({
      payments: {
        payouts: { schedule: { interval: "weekly", weekly_payout_days: ["tuesday", "friday"] } },
      },
    });
    expect(settings.payments.payouts?.schedule).toEqual({
      interval: "weekly",
      weekly_payout_days: ["tuesday", "friday"],
    });
    for (let day = 0; day < 8; day += 1) {
      await pay(account);
      await account.advance(DAY_SECONDS);
    }
    expect(await payoutDays(account)).toEqual(["2026-03-03", "2026-03-06", "2026-03-10"]);
    const { data } = await account.stripe.events.list({ type: "balance_settings.updated" });
    expect(data.length).toBe(1);
  });

  it("or on days of the month, moved on from a weekend and back in a short month", async () => {
    const account = await openAccount();
    await account.stripe.balanceSettings.update({
      payments: { payouts: { schedule: { interval: "monthly", monthly_payout_days: [14, 31] } } },
    });
    for (let day = 0; day < 61; day += 1) {
      await pay(account);
      await account.advance(DAY_SECONDS);
    }
    expect(await payoutDays(account)).toEqual([
      "2026-03-16",
      "2026-03-31",
      "2026-04-14",
      "2026-04-30",
    ]);
  });

  it("keep a minimum back from each payout, which the next one finds again", async () => {
    const account = await openAccount();
    const net = await pay(account);
    await account.stripe.balanceSettings.update({
      payments: {
        payouts: { minimum_balance_by_currency: { eur: 2_000 }, statement_descriptor: "SHOP" },
      },
    });
    await account.advance(DAY_SECONDS);
    await pay(account);
    await account.advance(DAY_SECONDS);
    const payouts = await account.stripe.payouts.list();
    expect(payouts.data.map((one) => [one.amount, one.statement_descriptor])).toEqual([
      [net, "SHOP"],
      [net - 2_000, "SHOP"],
    ]);
    const balance = await account.stripe.balance.retrieve();
    expect(balance.available[0]?.amount).toBe(2_000);
    const state = await readAccount(account.stripe);
    expect(brokenMoney(state)).toEqual([]);
    expect(await brokenPayouts(account.stripe, state)).toEqual([]);
  });

  it("refuse what the sandbox has no behaviour for", async () => {
    const account = await openAccount();
    const { balanceSettings } = account.stripe;
    expect((await balanceSettings.retrieve()).payments.payouts?.schedule).toEqual({
      interval: "daily",
    });
    const timing = balanceSettings.update({
      payments: { settlement_timing: { delay_days_override: 7 } },
    });
    expect(await errorOf(timing)).toMatchObject({ statusCode: 400 });
  });
});
