import type { Answered, Tour } from "./tour.ts";

const DAY_SECONDS = 86_400;

/** Products, prices, subscriptions, invoices in each of their ends, and test clocks. */
export async function visitBilling(tour: Tour): Promise<void> {
  const customer = await payingCustomer(tour);
  const price = await tour.post("/v1/prices", {
    currency: "eur",
    unit_amount: 1_900,
    recurring: { interval: "month" },
    product_data: { name: "Box" },
  });
  await tour.post("/v1/products", { name: "Lid" });
  const subscription = await tour.post("/v1/subscriptions", {
    customer,
    items: [{ price: price.id }],
  });
  await tour.get(`/v1/subscription_items?subscription=${subscription.id}`);
  const second = await tour.post("/v1/prices", {
    currency: "eur",
    unit_amount: 300,
    recurring: { interval: "month" },
    product_data: { name: "Ribbon" },
  });
  const item = await tour.post("/v1/subscription_items", {
    subscription: subscription.id,
    price: second.id,
  });
  await tour.get(`/v1/subscription_items/${item.id}`);
  await tour.post(`/v1/subscription_items/${item.id}`, { quantity: 2 });
  await tour.delete(`/v1/subscription_items/${item.id}`);
  await tour.post("/v1/invoices/create_preview", { subscription: subscription.id });
  await tour.post(`/v1/customers/${customer}/balance_transactions`, {
    amount: -500,
    currency: "eur",
  });
  await visitInvoices(tour, customer);
  await visitTestClock(tour, price.id);
}

async function payingCustomer(tour: Tour, more: object = {}): Promise<string> {
  const { id } = await tour.post("/v1/customers", { email: "bo@example.com", ...more });
  const method = await tour.post("/v1/payment_methods/pm_card_visa/attach", { customer: id });
  await tour.post(`/v1/customers/${id}`, {
    invoice_settings: { default_payment_method: method.id },
  });
  return id;
}

async function openInvoice(tour: Tour, customer: string): Promise<Answered> {
  const draft = await tour.post("/v1/invoices", {
    customer,
    currency: "eur",
    collection_method: "send_invoice",
    days_until_due: 30,
  });
  await tour.post("/v1/invoiceitems", {
    customer,
    invoice: draft.id,
    amount: 2_500,
    currency: "eur",
  });
  return tour.post(`/v1/invoices/${draft.id}/finalize`);
}

async function visitInvoices(tour: Tour, customer: string): Promise<void> {
  await tour.post(`/v1/invoices/${(await openInvoice(tour, customer)).id}/pay`);
  await tour.post(`/v1/invoices/${(await openInvoice(tour, customer)).id}/send`);
  await tour.post(`/v1/invoices/${(await openInvoice(tour, customer)).id}/void`);
  const lost = await openInvoice(tour, customer);
  await tour.post(`/v1/invoices/${lost.id}/mark_uncollectible`);
  await tour.post("/v1/invoices", { customer, currency: "eur" });
  await tour.post("/v1/invoiceitems", { customer, amount: 700, currency: "eur" });
}

/** A trial that ends with nothing to pay with pauses the subscription, which can then be resumed. */
async function visitTestClock(tour: Tour, price: string): Promise<void> {
  const start = Math.floor((await accountSeconds(tour)) / DAY_SECONDS) * DAY_SECONDS;
  const clock = await tour.post("/v1/test_helpers/test_clocks", { frozen_time: start });
  const { id: customer } = await tour.post("/v1/customers", {
    email: "cy@example.com",
    test_clock: clock.id,
  });
  const subscription = await tour.post("/v1/subscriptions", {
    customer,
    items: [{ price }],
    trial_period_days: 1,
    trial_settings: { end_behavior: { missing_payment_method: "pause" } },
  });
  await tour.post(`/v1/test_helpers/test_clocks/${clock.id}/advance`, {
    frozen_time: start + 2 * DAY_SECONDS,
  });
  const method = await tour.post("/v1/payment_methods/pm_card_visa/attach", { customer });
  await tour.post(`/v1/customers/${customer}`, {
    invoice_settings: { default_payment_method: method.id },
  });
  await tour.post(`/v1/subscriptions/${subscription.id}/resume`);
}

async function accountSeconds(tour: Tour): Promise<number> {
  const { now } = (await tour.account.control("GET", "clock")) as { now: string };
  return Date.parse(now) / 1000;
}
