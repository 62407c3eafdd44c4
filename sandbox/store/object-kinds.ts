import type { Stripe } from "stripe";
import { BILLING_KINDS, type BillingObjects } from "./billing-kinds.ts";
import { FRAUD_KINDS, type FraudObjects } from "./fraud-kinds.ts";
import { idOf, type KindDefinition } from "./kind-definition.ts";
import { SETUP_KINDS, type SetupObjects } from "./setup-kinds.ts";

export { type ColumnValue, idOf } from "./kind-definition.ts";

/** The Stripe objects that the store keeps, each in a table of its own. */
export interface StoredObjects extends BillingObjects, FraudObjects, SetupObjects {
  customer: Stripe.Customer;
  payment_method: Stripe.PaymentMethod;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  balance_transaction: Stripe.BalanceTransaction;
  payout: Stripe.Payout;
  topup: Stripe.Topup;
  webhook_endpoint: Stripe.WebhookEndpoint;
  account: Stripe.Account;
  person: Stripe.Person;
  bank_account: Stripe.BankAccount;
  transfer: Stripe.Transfer;
  transfer_reversal: Stripe.TransferReversal;
  application_fee: Stripe.ApplicationFee;
  fee_refund: Stripe.FeeRefund;
}

export type ObjectKind = keyof StoredObjects;

export const OBJECT_KINDS: { readonly [K in ObjectKind]: KindDefinition<StoredObjects[K]> } = {
  ...BILLING_KINDS,
  ...FRAUD_KINDS,
  ...SETUP_KINDS,
  customer: {
    derived: { email: (doc) => doc.email, test_clock: (doc) => idOf(doc.test_clock) },
    extra: ["deleted"],
    indexes: ["email", "test_clock"],
  },
  payment_method: {
    derived: { customer: (doc) => idOf(doc.customer), type: (doc) => doc.type },
    // Which test card it is; and whether it was once used or detached, after which it cannot be attached again.
    // `set_up` says that the bank has agreed to charges without the customer.
    extra: ["behaviour", "consumed", "set_up"],
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
      pending_reason: (doc) => doc.pending_reason ?? null,
    },
    extra: [],
    indexes: ["charge", "payment_intent", "pending_reason"],
  },
  balance_transaction: {
    derived: {
      type: (doc) => doc.type,
      source: (doc) => idOf(doc.source),
      currency: (doc) => doc.currency,
      net: (doc) => doc.net,
      available_on: (doc) => doc.available_on,
      balance_type: (doc) => doc.balance_type,
      status: (doc) => doc.status,
    },
    extra: ["payout"],
    indexes: ["source", "payout", "status"],
  },
  topup: {
    derived: { status: (doc) => doc.status, amount: (doc) => doc.amount },
    extra: [],
    indexes: ["status"],
  },
  payout: {
    derived: { status: (doc) => doc.status, arrival_date: (doc) => doc.arrival_date },
    extra: [],
    indexes: ["status"],
  },
  webhook_endpoint: {
    derived: { status: (doc) => doc.status },
    // `failing_since_ms`: real time of the first failure after the last success.
    extra: ["secret", "connect", "old_secret", "old_secret_until_ms", "paused", "failing_since_ms"],
    indexes: [],
  },
  // What is known of the account beside what it shows: capabilities asked for, demands, a rejection.
  account: { derived: {}, extra: ["facts"], indexes: [] },
  person: { derived: {}, extra: [], indexes: [] },
  bank_account: { derived: { currency: (doc) => doc.currency }, extra: [], indexes: [] },
  transfer: {
    derived: {
      destination: (doc) => idOf(doc.destination),
      source_transaction: (doc) => idOf(doc.source_transaction),
      transfer_group: (doc) => doc.transfer_group,
    },
    extra: [],
    indexes: ["destination", "source_transaction"],
  },
  transfer_reversal: {
    derived: { transfer: (doc) => idOf(doc.transfer) },
    extra: [],
    indexes: ["transfer"],
  },
  application_fee: {
    derived: {
      charge: (doc) => idOf(doc.charge),
      originating_transaction: (doc) => idOf(doc.originating_transaction),
    },
    extra: [],
    indexes: ["charge"],
  },
  fee_refund: { derived: { fee: (doc) => idOf(doc.fee) }, extra: [], indexes: ["fee"] },
};
