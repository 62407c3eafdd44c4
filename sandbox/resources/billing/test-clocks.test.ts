import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { customerWith, recurringPrice, useCard } from "../../testing/billing-account.ts";
import {
  DAY_SECONDS,
  errorOf,
  MONDAY_MS,
  openAccount,
  type TestAccount,
} from "../../testing/test-account.ts";

const START = Date.UTC(2027, 0, 10) / 1000;

/** Advances a clock and waits until it is ready. */
async function advanceTo(
  account: TestAccount,
  clock: string,
  seconds: number,
): Promise<Stripe.TestHelpers.TestClock> {
  const moving = await account.stripe.testHelpers.testClocks.advance(clock, {
    frozen_time: seconds,
  });
  expect(moving).toMatchObject({
    status: "advancing",
    status_details: { advancing: { target_frozen_time: seconds } },
  });
  await expect
    .poll(async () => (await account.stripe.testHelpers.testClocks.retrieve(clock)).status)
    .toBe("ready");
  return account.stripe.testHelpers.testClocks.retrieve(clock);
}

async function openClock(account: TestAccount): Promise<{ clock: string; customer: string }> {
  const { id } = await account.stripe.testHelpers.testClocks.create({ frozen_time: START });
  return { clock: id, customer: await customerWith(account, "pm_card_visa", { test_clock: id }) };
}

describe("a test clock", () => {
  it("gives all below a customer its own time, which the account's clock does not move", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { clock, customer } = await openClock(account);
    const price = await recurringPrice(account);
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
    });
    expect(subscription).toMatchObject({ created: START, test_clock: clock, status: "active" });
    await account.advance(400 * DAY_SECONDS);
    expect((await stripe.invoices.list()).data).toHaveLength(1);
    const moved = await advanceTo(account, clock, START + 32 * DAY_SECONDS);
    expect(moved.frozen_time).toBe(START + 32 * DAY_SECONDS);
    const [renewal] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(renewal).toMatchObject({
      created: Date.UTC(2027, 1, 10) / 1000,
      status: "paid",
      test_clock: clock,
    });
    expect(renewal?.status_transitions.paid_at).toBe(Date.UTC(2027, 1, 10, 1) / 1000);
  });

  it("walks through a whole dunning period, each try at its own moment", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { clock, customer } = await openClock(account);
    const price = await recurringPrice(account);
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
    });
    await useCard(account, customer, "pm_card_chargeCustomerFail");
    const renewsAt = subscription.items.data[0]?.current_period_end ?? 0;
    await advanceTo(account, clock, renewsAt + 3_600);
    const seen: [number, number | null][] = [];
    for (;;) {
      const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
      if (invoice === undefined) throw new Error("no invoice");
      seen.push([invoice.attempt_count, invoice.next_payment_attempt]);
      if (invoice.next_payment_attempt === null) break;
      expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
      await advanceTo(account, clock, invoice.next_payment_attempt);
    }
    const tries = seen.map(([attempt]) => attempt);
    expect(tries).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const last = seen.at(-2)?.[1] ?? 0;
    expect(last - (renewsAt + 3_600)).toBe(14 * DAY_SECONDS);
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "canceled",
      ended_at: last,
      cancellation_details: { reason: "payment_failed" },
    });
    const failures = await stripe.events.list({ type: "invoice.payment_failed", limit: 100 });
    expect(failures.data).toHaveLength(9);
    const charges = await stripe.charges.list({ customer });
    expect(charges.data.filter(({ status }) => status === "failed")).toHaveLength(9);
  });

  it("has limits, cannot go back, and locks what is on it while it moves", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { clock, customer } = await openClock(account);
    const price = await recurringPrice(account, 500, { interval: "day" });
    const items = [{ price: price.id }];
    for (let count = 0; count < 3; count += 1)
      await stripe.subscriptions.create({ customer, items });
    expect((await errorOf(stripe.subscriptions.create({ customer, items }))).statusCode).toBe(400);
    await stripe.customers.create({ test_clock: clock });
    await stripe.customers.create({ test_clock: clock });
    expect((await errorOf(stripe.customers.create({ test_clock: clock }))).statusCode).toBe(400);
    const { testClocks } = stripe.testHelpers;
    const back = testClocks.advance(clock, { frozen_time: START });
    expect((await errorOf(back)).param).toBe("frozen_time");
    const far = testClocks.advance(clock, { frozen_time: START + 2 * DAY_SECONDS + 1 });
    expect((await errorOf(far)).param).toBe("frozen_time");
    await advanceTo(account, clock, START + 2 * DAY_SECONDS);
    const types = (await stripe.events.list({ type: "test_helpers.test_clock.*" })).data;
    expect(types.map(({ type }) => type).toReversed()).toEqual([
      "test_helpers.test_clock.created",
      "test_helpers.test_clock.advancing",
      "test_helpers.test_clock.ready",
    ]);
  });

  it("takes its customers with it when it is deleted", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { clock, customer } = await openClock(account);
    const price = await recurringPrice(account);
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
    });
    expect((await stripe.testHelpers.testClocks.list()).data).toHaveLength(1);
    await stripe.testHelpers.testClocks.del(clock);
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ deleted: true });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
    expect((await errorOf(stripe.testHelpers.testClocks.retrieve(clock))).statusCode).toBe(404);
  });

  it("in the future hides nothing from lists by time", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { customer } = await openClock(account);
    const later = await stripe.customers.create({ email: "bob@example.com" });
    const before = await stripe.customers.list({ created: { lt: START - DAY_SECONDS } });
    expect(before.data.map(({ id }) => id)).toEqual([later.id]);
    const since = await stripe.customers.list({ created: { gte: MONDAY_MS / 1000 } });
    expect(since.data.map(({ id }) => id)).toEqual([later.id, customer]);
  });
});
