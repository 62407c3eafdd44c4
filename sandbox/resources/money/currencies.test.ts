import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { DAY_SECONDS, errorOf, openAccount, type TestAccount } from "../../testing/test-account.ts";
import { settlementOf } from "./exchange-rates.ts";
import { changeMoneySettings } from "./money-settings.ts";

interface Rates {
  readonly rates: Readonly<Record<string, number>>;
}

/** What one unit of a currency is worth. The client's own method for it is deprecated, the endpoint is not gone. */
async function ratesOf({ stripe }: TestAccount, currency: string): Promise<Rates["rates"]> {
  const answer: unknown = await stripe.rawRequest("GET", `/v1/exchange_rates/${currency}`);
  return (answer as Rates).rates;
}

async function paid(
  { stripe }: TestAccount,
  amount: number,
  currency: string,
): Promise<{ charge: Stripe.Charge; booked: Stripe.BalanceTransaction }> {
  const intent = await stripe.paymentIntents.create({
    amount,
    currency,
    payment_method: "pm_card_visa",
    confirm: true,
    expand: ["latest_charge.balance_transaction"],
  });
  const charge = intent.latest_charge;
  if (typeof charge !== "object" || charge === null) throw new Error("no charge");
  const booked = charge.balance_transaction;
  if (typeof booked !== "object" || booked === null) throw new Error("no movement");
  return { charge, booked };
}

describe("a payment in a currency that the account has no bank for", () => {
  it("is converted at the day's rate and booked in euros", async () => {
    const account = await openAccount();
    const { charge, booked } = await paid(account, 10_000, "usd");
    expect(charge).toMatchObject({ amount: 10_000, currency: "usd" });
    const rate = booked.exchange_rate ?? 0;
    expect(rate).toBeGreaterThan(0.8);
    expect(rate).toBeLessThan(0.93);
    expect(booked).toMatchObject({ currency: "eur", amount: Math.round(10_000 * rate) });
    expect(booked.fee_details[0]?.currency).toBe("eur");
    expect((await ratesOf(account, "usd"))["eur"]).toBe(rate);
  });

  it("scales between currencies of other exponents", async () => {
    const account = await openAccount();
    const yen = await paid(account, 18_000, "jpy");
    expect(yen.booked.amount).toBe(Math.round(18_000 * (yen.booked.exchange_rate ?? 0) * 100));
    expect(yen.booked.amount).toBeGreaterThan(9_000);
    expect(yen.booked.amount).toBeLessThan(11_000);
    const dinar = await paid(account, 35_600, "kwd");
    expect(dinar.booked.amount).toBe(Math.round((35_600 * (dinar.booked.exchange_rate ?? 0)) / 10));
    expect(dinar.booked.amount).toBeGreaterThan(9_000);
    expect(dinar.booked.amount).toBeLessThan(11_000);
  });

  it("is refunded at the rate of the refund's day, so that a gain or loss stays", async () => {
    const account = await openAccount();
    const { charge, booked } = await paid(account, 1_000_000, "usd");
    await account.advance(20 * DAY_SECONDS);
    const refund = await account.stripe.refunds.create({
      charge: charge.id,
      expand: ["balance_transaction"],
    });
    const today = settlementOf(account.sandbox.engine.world, -1_000_000, "usd");
    expect(refund).toMatchObject({
      amount: 1_000_000,
      currency: "usd",
      balance_transaction: {
        amount: today.amount,
        currency: "eur",
        exchange_rate: today.exchangeRate,
      },
    });
    expect(today.amount).not.toBe(-booked.amount);
  });
});

describe("a payment in a further currency of settlement", () => {
  it("stays in it, shows in the balance and is paid out to its own bank account", async () => {
    const account = await openAccount();
    changeMoneySettings(account.sandbox.engine.world, { settlementCurrencies: ["usd", "gbp"] });
    const { booked } = await paid(account, 10_000, "usd");
    expect(booked).toMatchObject({ currency: "usd", amount: 10_000, exchange_rate: null });
    await paid(account, 10_000, "eur");
    const balance = await account.stripe.balance.retrieve();
    expect(balance.pending.map(({ currency, amount }) => [currency, amount])).toEqual([
      ["eur", 9_680],
      ["usd", booked.net],
      ["gbp", 0],
    ]);
    await account.advance(2 * DAY_SECONDS);
    const payouts = await account.stripe.payouts.list({ expand: ["data.destination"] });
    expect(payouts.data.map(({ currency, amount }) => [currency, amount])).toEqual([
      ["usd", booked.net],
      ["eur", 9_680],
    ]);
    expect(payouts.data[0]?.destination).toMatchObject({ object: "bank_account", currency: "usd" });
  });
});

describe("an amount", () => {
  it.each([
    ["eur", 49, "Amount must be at least €0.50 eur"],
    ["jpy", 49, "Amount must be at least ¥50 jpy"],
    ["gbp", 29, "Amount must be at least £0.30 gbp"],
    ["eur", 100_000_000, "Amount must be no more than €999,999.99"],
  ])("in %s of %i is refused in words of its currency", async (currency, amount, message) => {
    const account = await openAccount();
    expect(await errorOf(account.stripe.paymentIntents.create({ amount, currency }))).toMatchObject(
      { statusCode: 400, message, param: "amount" },
    );
  });

  it("of a currency without a minimum of its own must convert to the account's", async () => {
    const account = await openAccount();
    const error = await errorOf(
      account.stripe.paymentIntents.create({ amount: 100, currency: "krw" }),
    );
    expect(error).toMatchObject({ code: "amount_too_small" });
    expect(error.message).toMatch(/^Amount must convert to at least €0\.50\. ₩100 converts to/);
  });

  it("of three decimals ends in 0", async () => {
    const account = await openAccount();
    const { stripe } = account;
    expect(
      await errorOf(stripe.paymentIntents.create({ amount: 5_124, currency: "kwd" })),
    ).toMatchObject({ statusCode: 400, param: "amount" });
    expect((await stripe.paymentIntents.create({ amount: 5_120, currency: "kwd" })).amount).toBe(
      5_120,
    );
    const { charge } = await paid(account, 5_120, "bhd");
    expect(
      await errorOf(stripe.refunds.create({ charge: charge.id, amount: 1_234 })),
    ).toMatchObject({ statusCode: 400, param: "amount" });
  });

  it("of an unknown currency, or for a method that moves euros only, is refused", async () => {
    const account = await openAccount();
    const { stripe } = account;
    expect(
      await errorOf(stripe.paymentIntents.create({ amount: 500, currency: "xyz" })),
    ).toMatchObject({ param: "currency" });
    const types = (await stripe.paymentIntents.create({ amount: 500, currency: "usd" }))
      .payment_method_types;
    expect(types).toEqual(["card", "klarna", "link"]);
    expect(
      await errorOf(
        stripe.paymentIntents.create({
          amount: 500,
          currency: "usd",
          allowed_payment_method_types: ["ideal"],
        }),
      ),
    ).toMatchObject({ statusCode: 400, param: "allowed_payment_method_types" });
  });
});

describe("exchange rates", () => {
  it("are listed by currency and move a little from day to day", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const page = async (query: string) => {
      const answer: unknown = await stripe.rawRequest("GET", `/v1/exchange_rates?${query}`);
      return answer as { data: { id: string }[] };
    };
    const first = await page("limit=3");
    expect(first.data.map(({ id }) => id)).toEqual(["aed", "afn", "all"]);
    const next = await page("limit=2&starting_after=all");
    expect(next.data.map(({ id }) => id)).toEqual(["amd", "ang"]);
    const before = (await ratesOf(account, "eur"))["usd"] ?? 0;
    await account.advance(DAY_SECONDS);
    const after = (await ratesOf(account, "eur"))["usd"] ?? 0;
    expect(after).not.toBe(before);
    expect(Math.abs(after / before - 1)).toBeLessThan(0.02);
    expect(await errorOf(ratesOf(account, "xyz"))).toMatchObject({ statusCode: 404 });
  });
});
