import type { Stripe } from "stripe";
import { idOf, type KindDefinition } from "./kind-definition.ts";

/** What billing keeps. Subscription items and invoice lines stand inside the object they belong to. */
export interface BillingObjects {
  product: Stripe.Product;
  price: Stripe.Price;
  subscription: Stripe.Subscription;
  invoice: Stripe.Invoice;
  invoiceitem: Stripe.InvoiceItem;
  invoice_payment: Stripe.InvoicePayment;
  customer_balance_transaction: Stripe.CustomerBalanceTransaction;
  test_clock: Stripe.TestHelpers.TestClock;
}

export const BILLING_KINDS: {
  readonly [K in keyof BillingObjects]: KindDefinition<BillingObjects[K]>;
} = {
  product: { derived: { active: (doc) => Number(doc.active) }, extra: [], indexes: [] },
  price: {
    derived: {
      active: (doc) => Number(doc.active),
      currency: (doc) => doc.currency,
      product: (doc) => idOf(doc.product),
      type: (doc) => doc.type,
      interval: (doc) => doc.recurring?.interval ?? null,
      lookup_key: (doc) => doc.lookup_key,
    },
    extra: [],
    indexes: ["product", "lookup_key"],
  },
  subscription: {
    derived: {
      customer: (doc) => idOf(doc.customer),
      status: (doc) => doc.status,
      collection_method: (doc) => doc.collection_method,
      test_clock: (doc) => idOf(doc.test_clock),
    },
    extra: [],
    indexes: ["customer", "status", "test_clock"],
  },
  invoice: {
    derived: {
      customer: (doc) => idOf(doc.customer),
      subscription: (doc) => idOf(doc.parent?.subscription_details?.subscription),
      status: (doc) => doc.status,
      collection_method: (doc) => doc.collection_method,
      due_date: (doc) => doc.due_date,
    },
    // When collection began, from which the retries are counted.
    extra: ["first_try_at"],
    indexes: ["customer", "subscription", "status"],
  },
  invoiceitem: {
    derived: {
      customer: (doc) => idOf(doc.customer),
      invoice: (doc) => idOf(doc.invoice),
      subscription: (doc) => doc.parent?.subscription_details?.subscription ?? null,
    },
    extra: [],
    indexes: ["customer", "invoice"],
  },
  invoice_payment: {
    derived: {
      invoice: (doc) => idOf(doc.invoice),
      payment_intent: (doc) => idOf(doc.payment.payment_intent),
      status: (doc) => doc.status,
    },
    extra: [],
    indexes: ["invoice", "payment_intent"],
  },
  customer_balance_transaction: {
    derived: { customer: (doc) => idOf(doc.customer) },
    extra: [],
    indexes: ["customer"],
  },
  test_clock: { derived: { status: (doc) => doc.status }, extra: ["deleted"], indexes: [] },
};
