import { describe, expect, it } from "vitest";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import { invoicePaymentRows, invoiceRow } from "./invoice-rows.ts";
import { subscriptionRow } from "./subscription-row.ts";

type Subscription = StripeObjects["subscription"];
type Item = Subscription["items"]["data"][number];
type Invoice = StripeObjects["invoice"];
type InvoicePayment = NonNullable<Invoice["payments"]>["data"][number];

/** A list as Stripe nests it. */
function listOf<T>(data: T[]): { object: "list"; data: T[]; has_more: boolean; url: string } {
  return { object: "list", data, has_more: false, url: "" };
}

/** What the row is made from; the rest of a payment of an invoice does not matter here. */
const asPayment = (facts: object): InvoicePayment => facts as InvoicePayment;

interface ItemFacts {
  readonly amount: number | null;
  readonly quantity?: number;
  readonly interval?: string;
  readonly count?: number;
  readonly ends?: number;
}

function item({ amount, quantity, interval = "month", count = 1, ends = 200 }: ItemFacts): Item {
  return {
    id: "si_1",
    quantity,
    current_period_start: 100,
    current_period_end: ends,
    price: {
      id: "price_1",
      product: "prod_1",
      nickname: "Coffee box",
      unit_amount: amount,
      recurring: { interval, interval_count: count },
    },
  } as Partial<Item> as Item;
}

function rowOf(items: readonly ItemFacts[], changes: Partial<Subscription> = {}) {
  const base: Partial<Subscription> = {
    id: "sub_1",
    customer: "cus_1",
    status: "active",
    created: 1,
    items: listOf(items.map(item)),
  };
  return subscriptionRow({ ...base, ...changes } as Subscription);
}

describe("what a subscription costs", () => {
  it.each<[string, readonly ItemFacts[], string | null, string | null]>([
    ["its one price", [{ amount: 2_490 }], "2490", "month"],
    ["a price by its quantity", [{ amount: 500, quantity: 3 }], "1500", "month"],
    ["all its items together", [{ amount: 500 }, { amount: 250, quantity: 2 }], "1000", "month"],
    [
      "nothing that can be told, with a price by use",
      [{ amount: 500 }, { amount: null }],
      null,
      "month",
    ],
    [
      "its sum without an interval, where they differ",
      [{ amount: 500 }, { amount: 100, interval: "year" }],
      "600",
      null,
    ],
    ["nothing in no interval, without items", [], "0", null],
  ])("is %s", (_what, items, amount, interval) => {
    expect(rowOf(items)).toMatchObject({ amount, interval });
  });

  it("is for a period that ends with the first of its items'", () => {
    const { currentPeriodEnd } = rowOf([
      { amount: 1, ends: 900 },
      { amount: 1, ends: 300 },
    ]);
    expect(currentPeriodEnd).toEqual(new Date(300_000));
  });

  it("says what becomes of invoices while collection is paused", () => {
    const pause = { behavior: "keep_as_draft", resumes_at: 50 } as const;
    expect(rowOf([], { pause_collection: pause })).toMatchObject({
      pauseBehavior: "keep_as_draft",
      pauseResumesAt: new Date(50_000),
    });
    expect(rowOf([], { pause_collection: null })).toMatchObject({
      pauseBehavior: null,
      pauseResumesAt: null,
    });
  });
});

const invoice = {
  id: "in_1",
  customer: { id: "cus_1" },
  currency: "eur",
  status: "open",
  amount_due: 2_490,
  amount_paid: 0,
  amount_remaining: 2_490,
  attempt_count: 2,
  next_payment_attempt: 700,
  status_transitions: { finalized_at: 10, paid_at: null },
  parent: { type: "subscription_details", subscription_details: { subscription: "sub_1" } },
} as Partial<Invoice> as Invoice;

describe("an invoice", () => {
  it("keeps how often it was tried, and when next", () => {
    expect(invoiceRow(invoice)).toMatchObject({
      customerId: "cus_1",
      subscriptionId: "sub_1",
      amountRemaining: "2490",
      attemptCount: 2,
      nextPaymentAttemptAt: new Date(700_000),
      paidAt: null,
    });
  });

  it("belongs to no subscription where Stripe names none", () => {
    expect(invoiceRow({ ...invoice, parent: null })).toMatchObject({ subscriptionId: null });
  });

  it("names each payment that is to pay it, whole or by its id, and none where it was read without", () => {
    const payment = { id: "inpay_1", status: "open", amount_requested: 2_490, amount_paid: null };
    const payments = listOf([
      asPayment({ ...payment, payment: { type: "payment_intent", payment_intent: "pi_1" } }),
      asPayment({ ...payment, id: "inpay_2", payment: { type: "charge", charge: { id: "ch_1" } } }),
    ]);
    const rows = invoicePaymentRows({ ...invoice, payments });
    expect(rows).toMatchObject([
      { id: "inpay_1", invoiceId: "in_1", paymentId: "pi_1", chargeId: null },
      { id: "inpay_2", paymentId: null, chargeId: "ch_1" },
    ]);
    expect(invoicePaymentRows(invoice)).toEqual([]);
  });
});
