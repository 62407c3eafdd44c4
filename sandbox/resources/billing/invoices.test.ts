import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import { customerWith, eventTypes, useCard } from "../../testing/billing-account.ts";
import {
  DAY_SECONDS,
  errorOf,
  MONDAY_MS,
  openAccount,
  type TestAccount,
} from "../../testing/test-account.ts";

const HOUR = 3_600;

/** A draft over one item. */
async function draftOver(
  { stripe }: TestAccount,
  customer: string,
  amount: number,
  more: Stripe.InvoiceCreateParams = {},
): Promise<Stripe.Invoice> {
  const invoice = await stripe.invoices.create({ customer, ...more });
  await stripe.invoiceItems.create({ customer, invoice: invoice.id, amount, currency: "eur" });
  return stripe.invoices.retrieve(invoice.id);
}

describe("an invoice", () => {
  it("is drafted with pending items, finalized, paid, and booked as a payment", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await customerWith(account, "pm_card_visa");
    await stripe.invoiceItems.create({ customer, amount: 2_500, currency: "eur" });
    const preview = await stripe.invoices.createPreview({ customer });
    expect(preview.total).toBe(2_500);
    const draft = await stripe.invoices.create({
      customer,
      pending_invoice_items_behavior: "include",
    });
    expect(draft).toMatchObject({ status: "draft", total: 2_500, number: null });
    const open = await stripe.invoices.finalizeInvoice(draft.id);
    expect(open).toMatchObject({ status: "open", amount_remaining: 2_500, attempt_count: 0 });
    expect(open.number).toMatch(/-0001$/);
    const paid = await stripe.invoices.pay(draft.id, { expand: ["payments"] });
    expect(paid).toMatchObject({ status: "paid", amount_paid: 2_500, amount_remaining: 0 });
    const [payment] = paid.payments?.data ?? [];
    expect(payment).toMatchObject({ status: "paid", amount_paid: 2_500, is_default: true });
    const found = await stripe.invoicePayments.list({
      payment: {
        type: "payment_intent",
        payment_intent: idOf(payment?.payment.payment_intent) ?? "",
      },
    });
    expect(found.data.map(({ id }) => id)).toEqual([payment?.id]);
    const [movement] = (await stripe.balanceTransactions.list({ type: "charge" })).data;
    expect(movement?.amount).toBe(2_500);
    expect((await errorOf(stripe.invoices.pay(draft.id))).statusCode).toBe(400);
    expect((await stripe.invoices.listLineItems(draft.id)).data).toHaveLength(1);
  });

  it("can be changed while it is a draft only", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await customerWith(account, "pm_card_visa");
    const draft = await draftOver(account, customer, 1_000);
    const item = (await stripe.invoiceItems.list({ invoice: draft.id })).data[0]?.id ?? "";
    await stripe.invoiceItems.update(item, { amount: 1_200 });
    const changed = await stripe.invoices.update(draft.id, { description: "For May" });
    expect(changed).toMatchObject({ total: 1_200, description: "For May" });
    await stripe.invoices.finalizeInvoice(draft.id);
    for (const call of [
      stripe.invoices.update(draft.id, { description: "For June" }),
      stripe.invoiceItems.update(item, { amount: 1 }),
      stripe.invoiceItems.del(item),
      stripe.invoices.finalizeInvoice(draft.id),
      stripe.invoices.del(draft.id),
    ])
      expect(await errorOf(call)).toMatchObject({ statusCode: 400, code: "invoice_not_editable" });
  });

  it("that is deleted leaves its items for the next one", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await customerWith(account, "pm_card_visa");
    const draft = await draftOver(account, customer, 1_000);
    expect(await stripe.invoices.del(draft.id)).toMatchObject({ deleted: true });
    expect((await errorOf(stripe.invoices.retrieve(draft.id))).statusCode).toBe(404);
    const [item] = (await stripe.invoiceItems.list({ customer, pending: true })).data;
    expect(item).toMatchObject({ amount: 1_000, invoice: null });
    await stripe.invoiceItems.del(item?.id ?? "");
    expect((await stripe.invoiceItems.list({ customer })).data).toEqual([]);
  });

  it("advances by itself: finalized after an hour and charged", async () => {
    const account = await openAccount();
    const customer = await customerWith(account, "pm_card_visa");
    const draft = await draftOver(account, customer, 1_000, { auto_advance: true });
    expect(draft.automatically_finalizes_at).toBe(MONDAY_MS / 1000 + HOUR);
    await account.advance(HOUR);
    expect((await account.stripe.invoices.retrieve(draft.id)).status).toBe("paid");
  });

  it("keeps a decline as its answer, and is retried when it advances by itself", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await customerWith(account, "pm_card_chargeCustomerFail");
    const draft = await draftOver(account, customer, 1_000);
    await stripe.invoices.finalizeInvoice(draft.id, { auto_advance: true });
    expect(await errorOf(stripe.invoices.pay(draft.id))).toMatchObject({
      statusCode: 402,
      code: "card_declined",
    });
    const failed = await stripe.invoices.retrieve(draft.id);
    expect(failed).toMatchObject({ status: "open", attempt_count: 1 });
    expect(failed.next_payment_attempt).toBe(MONDAY_MS / 1000 + DAY_SECONDS);
    await errorOf(stripe.invoices.pay(draft.id));
    expect((await stripe.invoices.retrieve(draft.id)).attempt_count).toBe(1);
    await useCard(account, customer, "pm_card_visa");
    await account.advance(DAY_SECONDS);
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({
      status: "paid",
      attempt_count: 2,
    });
  });

  it("that needs the customer says so, and is paid once they have confirmed", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await customerWith(account, "pm_card_authenticationRequired");
    const draft = await draftOver(account, customer, 1_000);
    expect(await errorOf(stripe.invoices.pay(draft.id))).toMatchObject({
      code: "invoice_payment_intent_requires_action",
    });
    const [payment] = (await stripe.invoicePayments.list({ invoice: draft.id })).data;
    await account.control(
      "POST",
      `payment_intents/${idOf(payment?.payment.payment_intent) ?? ""}/authenticate`,
      { outcome: "succeed" },
    );
    expect((await stripe.invoices.retrieve(draft.id)).status).toBe("paid");
  });

  it("can be paid outside, voided, or given up", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await customerWith(account, "pm_card_visa");
    const outside = await draftOver(account, customer, 1_000);
    expect(await stripe.invoices.pay(outside.id, { paid_out_of_band: true })).toMatchObject({
      status: "paid",
      amount_paid: 1_000,
      amount_remaining: 0,
    });
    const [payment] = (await stripe.invoicePayments.list({ invoice: outside.id })).data;
    expect(payment?.status).toBe("canceled");
    expect((await stripe.charges.list()).data).toEqual([]);
    const voided = await draftOver(account, customer, 1_000);
    await stripe.invoices.finalizeInvoice(voided.id);
    expect((await stripe.invoices.voidInvoice(voided.id)).status).toBe("void");
    expect((await errorOf(stripe.invoices.pay(voided.id))).statusCode).toBe(400);
    const lost = await draftOver(account, customer, 1_000);
    expect((await errorOf(stripe.invoices.markUncollectible(lost.id))).statusCode).toBe(400);
    await stripe.invoices.finalizeInvoice(lost.id);
    expect((await stripe.invoices.markUncollectible(lost.id)).status).toBe("uncollectible");
    expect((await stripe.invoices.pay(lost.id)).status).toBe("paid");
    expect((await stripe.invoices.search({ query: "status:'void'" })).data).toHaveLength(1);
  });

  it("that is sent is due, announced and overdue", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await customerWith(account, "pm_card_visa");
    const refusal = stripe.invoices.create({ customer, collection_method: "send_invoice" });
    expect((await errorOf(refusal)).code).toBe("parameter_missing");
    const draft = await draftOver(account, customer, 1_000, {
      collection_method: "send_invoice",
      days_until_due: 14,
    });
    const sent = await stripe.invoices.sendInvoice(draft.id);
    expect(sent).toMatchObject({ status: "open", due_date: MONDAY_MS / 1000 + 14 * DAY_SECONDS });
    await account.advance(15 * DAY_SECONDS);
    const types = await eventTypes(account);
    for (const type of ["invoice.sent", "invoice.will_be_due", "invoice.overdue"])
      expect(types.filter((told) => told === type)).toHaveLength(1);
  });
});

describe("a customer's balance", () => {
  it("pays invoices as credit and comes back when one is voided", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await customerWith(account, "pm_card_visa");
    const granted = await stripe.customers.createBalanceTransaction(customer, {
      amount: -1_500,
      currency: "eur",
      description: "Sorry for the delay",
    });
    expect(granted).toMatchObject({ type: "adjustment", ending_balance: -1_500 });
    const free = await draftOver(account, customer, 600);
    expect(await stripe.invoices.finalizeInvoice(free.id)).toMatchObject({
      status: "paid",
      amount_due: 0,
      amount_paid: 0,
      starting_balance: -1_500,
      ending_balance: -900,
    });
    const partly = await draftOver(account, customer, 1_000);
    expect(await stripe.invoices.finalizeInvoice(partly.id)).toMatchObject({ amount_due: 100 });
    await stripe.invoices.voidInvoice(partly.id);
    const { data } = await stripe.customers.listBalanceTransactions(customer);
    expect(data.map(({ type, amount }) => [type, amount])).toEqual([
      ["unapplied_from_invoice", -900],
      ["applied_to_invoice", 900],
      ["applied_to_invoice", 600],
      ["adjustment", -1_500],
    ]);
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -900 });
    expect((await stripe.customers.retrieveBalanceTransaction(customer, granted.id)).amount).toBe(
      -1_500,
    );
  });

  it("keeps what is too small to be charged", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await customerWith(account, "pm_card_visa");
    const small = await draftOver(account, customer, 30);
    expect((await stripe.invoices.finalizeInvoice(small.id)).status).toBe("paid");
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 30 });
    const next = await draftOver(account, customer, 100);
    expect(await stripe.invoices.finalizeInvoice(next.id)).toMatchObject({ amount_due: 130 });
  });
});

describe("the catalog", () => {
  it("makes, changes, lists and deletes products and prices", async () => {
    const { stripe } = await openAccount();
    const product = await stripe.products.create({
      name: "Box",
      default_price_data: { currency: "eur", unit_amount: 900 },
      expand: ["default_price"],
    });
    expect(product.default_price).toMatchObject({ type: "one_time", unit_amount: 900 });
    await stripe.products.update(product.id, { description: "Weekly", active: false });
    expect((await stripe.products.list({ active: false })).data).toHaveLength(1);
    expect((await errorOf(stripe.products.del(product.id))).statusCode).toBe(400);
    const price = await stripe.prices.create({
      product: product.id,
      currency: "eur",
      unit_amount: 700,
      lookup_key: "box",
      recurring: { interval: "week", interval_count: 2 },
    });
    const twice = stripe.prices.create({
      product: product.id,
      currency: "eur",
      unit_amount: 1,
      lookup_key: "box",
    });
    expect((await errorOf(twice)).statusCode).toBe(400);
    await stripe.prices.update(price.id, { active: false, metadata: { tier: "small" } });
    const found = await stripe.prices.list({ lookup_keys: ["box"], expand: ["data.product"] });
    expect(found.data).toMatchObject([{ active: false, product: { name: "Box" } }]);
    const bare = await stripe.products.create({ name: "Nothing" });
    expect(await stripe.products.del(bare.id)).toMatchObject({ deleted: true });
  });
});
