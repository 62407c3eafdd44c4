import fc from "fast-check";
import { expect, it } from "vitest";
import { openAccount, type TestAccount } from "#sandbox/testing/test-account.ts";
import { projectors } from "#server/deps/projectors.ts";
import { idOf } from "#server/platform/stripe/object-fields.ts";
import { createStripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import { useLaneBench } from "#tests/support/lane-bench.ts";

const bench = useLaneBench();
const WEEK_SECONDS = 7 * 86_400;
const TABLES = [
  "subscription",
  "invoice",
  "invoice_payment",
  "radar_review",
  "early_fraud_warning",
  "payment",
  "charge",
  "customer",
] as const;

/** A renewal that fails and is paid later, a review that is closed and one that is not, a warning and its refund, a hold. */
async function live(account: TestAccount): Promise<void> {
  const { stripe } = account;
  const { id: customer } = await stripe.customers.create({ email: "ada@example.com" });
  const use = async (card: string) => {
    const { id } = await stripe.paymentMethods.attach(card, { customer });
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  };
  await use("pm_card_visa");
  const { id: product } = await stripe.products.create({ name: "Coffee box" });
  const recurring = { interval: "week" } as const;
  const price = await stripe.prices.create({
    product,
    unit_amount: 2_490,
    currency: "eur",
    recurring,
  });
  const { id } = await stripe.subscriptions.create({ customer, items: [{ price: price.id }] });
  await use("pm_card_chargeCustomerFail");
  await account.advance(WEEK_SECONDS + 7_200);
  const { latest_invoice: invoice, status } = await stripe.subscriptions.retrieve(id);
  expect(status).toBe("past_due");
  await use("pm_card_visa");
  await stripe.invoices.pay(idOf(invoice) ?? "");
  await stripe.subscriptions.update(id, { pause_collection: { behavior: "void" } });
  const pay = (card: string, capture_method: "automatic" | "manual") =>
    stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      payment_method: card,
      capture_method,
      confirm: true,
    });
  await pay("pm_card_riskLevelElevated", "manual");
  await pay("pm_card_riskLevelElevated", "automatic");
  const [newest] = (await stripe.reviews.list()).data;
  await stripe.reviews.approve(String(newest?.id));
  const charge = idOf((await pay("pm_card_visa", "automatic")).latest_charge) ?? "";
  await account.control("POST", `charges/${charge}/early_fraud_warning`, {});
  await stripe.refunds.create({ charge });
  const held = await pay("pm_card_visa", "manual");
  await stripe.paymentIntents.cancel(held.id);
}

/** All rows of the projections, without what names the instant of their writing. */
async function rows(): Promise<unknown> {
  const { pool } = bench().owner.db;
  const found = [];
  for (const table of TABLES)
    found.push((await pool.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY id`)).rows);
  return found;
}

it("events in any order, some of them twice, lead to the same subscriptions, invoices, reviews and warnings", {
  timeout: 240_000,
}, async () => {
  const account = await openAccount();
  await live(account);
  const events = await account.stripe.events
    .list({ limit: 100 })
    .autoPagingToArray({ limit: 1_000 });
  const told = events
    .toReversed()
    .map(({ id, type, created, data }) => ({ id, type, created, object: { ...data.object } }));
  const runtime = bench().runtime;
  const reader = createStripeGateway({
    apiKey: account.sandbox.apiKey,
    apiUrl: account.sandbox.url,
    timeoutMs: 5_000,
    callLog: { write: () => Promise.resolve() },
    clock: runtime.clock,
  });
  const worker = () => bench().worker(reader, { projectors });
  const tell = async (order: readonly number[], batch: number) => {
    await bench().forgetAll();
    await bench().owner.db.pool.query(`TRUNCATE ${TABLES.join(", ")}, charge_guard, refund`);
    for (const [position, index] of order.entries()) {
      const event = told[index];
      if (event !== undefined) await bench().deliver(event);
      if (position % batch === 0) await bench().drain(worker());
    }
    await bench().drain(worker());
    return rows();
  };
  const inOrder = await tell([...told.keys()], 1_000);
  expect(JSON.stringify(inOrder)).toContain('pause_behavior":"void');
  const { prisma } = runtime.db;
  expect(await prisma.radarReview.count({ where: { open: true } })).toBe(1);
  expect(await prisma.radarReview.count({ where: { closedReason: "approved" } })).toBe(1);
  expect(await prisma.earlyFraudWarning.findMany()).toMatchObject([{ actionable: false }]);
  expect(await prisma.invoice.findMany({ orderBy: { createdAt: "asc" } })).toMatchObject([
    { status: "paid", billingReason: "subscription_create" },
    { status: "paid", billingReason: "subscription_cycle", amountRemaining: 0n },
  ]);
  const deliveries = [...told.keys(), ...told.keys()];
  const orders = fc.record({
    order: fc.shuffledSubarray(deliveries, { minLength: deliveries.length }),
    batch: fc.integer({ min: 3, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(orders, async ({ order, batch }) => {
      expect(await tell(order, batch)).toEqual(inOrder);
    }),
    { numRuns: 4 },
  );
});
