import type { Stripe } from "stripe";

/** The Stripe objects that the store keeps, each in a table of its own. */
export interface StoredObjects {
  customer: Stripe.Customer;
  payment_method: Stripe.PaymentMethod;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  balance_transaction: Stripe.BalanceTransaction;
  payout: Stripe.Payout;
  webhook_endpoint: Stripe.WebhookEndpoint;
}

export type ObjectKind = keyof StoredObjects;
export type ColumnValue = string | number | null;

interface KindDefinition<Doc> {
  /** Columns computed from the object at each write, so that lists can filter by them. */
  readonly derived: Readonly<Record<string, (doc: Doc) => ColumnValue>>;
  /** Columns that Stripe's object does not show, kept beside it. */
  readonly extra: readonly string[];
  readonly indexes: readonly string[];
}

/** The id of a field that holds either an id or the expanded object. */
export function idOf(field: string | { id?: string } | null | undefined): string | null {
  if (field === null || field === undefined) return null;
  return typeof field === "string" ? field : (field.id ?? null);
}

export const OBJECT_KINDS: { readonly [K in ObjectKind]: KindDefinition<StoredObjects[K]> } = {
  customer: { derived: { email: (doc) => doc.email }, extra: ["deleted"], indexes: ["email"] },
  payment_method: {
    derived: { customer: (doc) => idOf(doc.customer), type: (doc) => doc.type },
    // Which test card it is; and whether it was once used or detached, after which it cannot be attached again.
    extra: ["behaviour", "consumed"],
    indexes: ["customer"],
  },
  payment_intent: {
    derived: { customer: (doc) => idOf(doc.customer), status: (doc) => doc.status },
    extra: [],
    indexes: ["customer"],
  },
  charge: {
    derived: {
      customer: (doc) => idOf(doc.customer),
      payment_intent: (doc) => idOf(doc.payment_intent),
      transfer_group: (doc) => doc.transfer_group,
    },
    extra: [],
    indexes: ["customer", "payment_intent"],
  },
  refund: {
    derived: {
      charge: (doc) => idOf(doc.charge),
      payment_intent: (doc) => idOf(doc.payment_intent),
      status: (doc) => doc.status,
    },
    extra: [],
    indexes: ["charge", "payment_intent"],
  },
  balance_transaction: {
    derived: {
      type: (doc) => doc.type,
      source: (doc) => idOf(doc.source),
      currency: (doc) => doc.currency,
      net: (doc) => doc.net,
      available_on: (doc) => doc.available_on,
      status: (doc) => doc.status,
    },
    extra: ["payout"],
    indexes: ["source", "payout", "status"],
  },
  payout: {
    derived: { status: (doc) => doc.status, arrival_date: (doc) => doc.arrival_date },
    extra: [],
    indexes: ["status"],
  },
  webhook_endpoint: { derived: { status: (doc) => doc.status }, extra: ["secret"], indexes: [] },
};
