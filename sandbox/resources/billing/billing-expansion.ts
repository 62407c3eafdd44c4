import { equals } from "../../protocol/list-page.ts";
import type { ObjectKind } from "../../store/object-kinds.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { paymentOf } from "./invoice-outcomes.ts";

/** Fields of billing's objects that hold an id; null marks those that are always empty in the sandbox. */
export const BILLING_EXPANDABLE: Readonly<
  Record<string, Readonly<Record<string, ObjectKind | null>>>
> = {
  product: { default_price: "price", tax_code: null },
  price: { product: "product" },
  plan: { product: "product" },
  subscription: {
    application: null,
    customer: "customer",
    default_payment_method: "payment_method",
    default_source: null,
    latest_invoice: "invoice",
    on_behalf_of: null,
    pending_setup_intent: null,
    schedule: null,
    test_clock: "test_clock",
  },
  invoice: {
    application: null,
    customer: "customer",
    default_payment_method: "payment_method",
    default_source: null,
    latest_revision: null,
    on_behalf_of: null,
    "parent.subscription_details.subscription": "subscription",
    test_clock: "test_clock",
  },
  line_item: {
    "pricing.price_details.price": "price",
    subscription: "subscription",
  },
  invoiceitem: {
    customer: "customer",
    invoice: "invoice",
    "pricing.price_details.price": "price",
    test_clock: "test_clock",
  },
  invoice_payment: {
    invoice: "invoice",
    "payment.charge": "charge",
    "payment.payment_intent": "payment_intent",
  },
  customer_balance_transaction: {
    checkout_session: null,
    credit_note: null,
    customer: "customer",
    invoice: "invoice",
  },
};

/** What an invoice shows only when it is asked to: its payments, and the secret by which a customer confirms one. */
export function invoiceExtra(world: World, invoice: string, name: string): unknown {
  if (name === "payments") {
    return {
      object: "list",
      data: world.store.find("invoice_payment", {
        conditions: equals("invoice", invoice),
        order: "newest",
        limit: -1,
      }),
      has_more: false,
      url: "/v1/invoice_payments",
    };
  }
  if (name !== "confirmation_secret") return undefined;
  const payment = paymentOf(world, invoice);
  const intent = world.store.get("payment_intent", idOf(payment?.payment.payment_intent) ?? "");
  const secret = payment?.status === "open" ? (intent?.client_secret ?? null) : null;
  return secret === null ? null : { client_secret: secret, type: "payment_intent" };
}
