import type { Stripe } from "stripe";
import { ApiError, refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { addObject, changeObject, requireObject } from "../change-object.ts";
import { periodEndAfter } from "./billing-period.ts";
import { collectInvoice, finalizeInvoice } from "./collect-invoice.ts";
import { nextInvoiceId } from "./new-invoice.ts";
import { watchPeriod } from "./subscription-cycle.ts";
import { addSubscriptionInvoice } from "./subscription-invoice.ts";
import { newItem } from "./subscription-item.ts";
import { watchFirstPayment } from "./subscription-status.ts";

/** docs.stripe.com/billing/subscriptions/overview: the first payment has 23 hours. */

export interface SubscriptionFacts {
  readonly customer: string;
  readonly items: readonly {
    readonly price: Stripe.Price;
    readonly quantity: number;
    readonly metadata?: Record<string, string>;
  }[];
  /** Null leaves the payments to the customer's own default method. */
  readonly defaultPaymentMethod: string | null;
  readonly collectionMethod?: "charge_automatically" | "send_invoice";
  readonly daysUntilDue?: number | null;
  /** Seconds; null for none. */
  readonly trialEnd?: number | null;
  readonly missingPaymentMethod?: "cancel" | "create_invoice" | "pause";
  readonly cancelAt?: number | null;
  readonly cancelAtPeriodEnd?: boolean;
  readonly description?: string | null;
  readonly metadata?: Record<string, string>;
  readonly behavior?: "allow_incomplete" | "default_incomplete" | "error_if_incomplete";
  readonly savesMethod?: boolean;
  readonly offSession?: boolean;
}

/**
 * Starts a subscription at the clock's present moment: with its first invoice, which is tried at once unless the
 * customer is to confirm it. From then on its timers do the rest. A refused first payment leaves it `incomplete`; with
 * `error_if_incomplete` it throws the decline (402).
 */
export function addSubscription(world: World, facts: SubscriptionFacts): Stripe.Subscription {
  const invoiceId = nextInvoiceId(world);
  const subscription = saveNew(world, facts, invoiceId);
  const draft = addSubscriptionInvoice(world, subscription, {
    id: invoiceId,
    reason: "subscription_create",
    period: { start: subscription.created, end: subscription.created },
    chargesItems: true,
    waits: false,
  });
  const invoice = finalizeInvoice(world, draft);
  if (invoice.status === "open") beginCollection(world, subscription, invoice, facts);
  const begun = requireObject(world, "subscription", subscription.id);
  watchPeriod(world, begun);
  watchCancellation(world, begun);
  return begun;
}

function beginCollection(
  world: World,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
  facts: SubscriptionFacts,
): void {
  if (subscription.collection_method === "send_invoice") {
    changeObject(world, "invoice", invoice, {}, ["invoice.sent"]);
    return;
  }
  watchFirstPayment(world, subscription);
  if (facts.behavior === "default_incomplete") return;
  const declined = collectInvoice(world, invoice, {
    automatic: false,
    offSession: facts.offSession ?? false,
  });
  const left = requireObject(world, "subscription", subscription.id);
  if (left.status !== "incomplete" || facts.behavior !== "error_if_incomplete") return;
  if (declined !== null) throw new ApiError(402, declined.detail);
  throw new ApiError(402, {
    type: "card_error",
    code: "invoice_payment_intent_requires_action",
    message:
      "Payment for this subscription requires additional user action before it can be completed successfully.",
  });
}

/** Sets the end that was chosen beforehand. */
export function watchCancellation(world: World, subscription: Stripe.Subscription): void {
  const at = subscription.cancel_at;
  if (at === null || subscription.cancel_at_period_end) return;
  world.timers.set("subscription-cancels", `${subscription.id} ${at}`, at * 1000);
}

function firstPrice({
  items: [first],
}: SubscriptionFacts): Stripe.Price & { recurring: Stripe.Price.Recurring } {
  if (first === undefined) throw refused("A subscription needs at least one item.");
  const { recurring } = first.price;
  if (recurring === null) throw refused("A subscription's price must be recurring.");
  return { ...first.price, recurring };
}

const USUAL = {
  collectionMethod: "charge_automatically",
  daysUntilDue: null,
  trialEnd: null,
  missingPaymentMethod: "create_invoice",
  cancelAt: null,
  cancelAtPeriodEnd: false,
  description: null,
  metadata: {},
  savesMethod: false,
} as const;

function saveNew(world: World, given: SubscriptionFacts, invoiceId: string): Stripe.Subscription {
  const facts = { ...USUAL, ...given };
  const customer = requireObject(world, "customer", facts.customer);
  const now = world.clock.nowSeconds();
  const id = world.ids.next("sub_1", 23);
  const first = firstPrice(facts);
  const { trialEnd } = facts;
  const anchor = trialEnd ?? now;
  const period = {
    start: now,
    end: trialEnd ?? periodEndAfter(anchor, first.recurring, now),
  };
  const sends = facts.collectionMethod === "send_invoice";
  const unpaid = sends ? "active" : "incomplete";
  const ends = facts.cancelAtPeriodEnd ? period.end : facts.cancelAt;
  const subscription: Stripe.Subscription = {
    ...NOTHING_SPECIAL,
    id,
    object: "subscription",
    billing_cycle_anchor: anchor,
    cancel_at: ends,
    cancel_at_period_end: facts.cancelAtPeriodEnd,
    canceled_at: ends === null ? null : now,
    collection_method: facts.collectionMethod,
    created: now,
    currency: first.currency,
    customer: customer.id,
    days_until_due: sends ? facts.daysUntilDue : null,
    default_payment_method: facts.defaultPaymentMethod,
    description: facts.description,
    items: {
      object: "list",
      data: facts.items.map((item) => newItem(world, id, item, period)),
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: invoiceId,
    metadata: facts.metadata,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: facts.savesMethod ? "on_subscription" : "off",
    },
    start_date: now,
    status: trialEnd === null ? unpaid : "trialing",
    test_clock: idOf(customer.test_clock),
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: facts.missingPaymentMethod,
      },
    },
    trial_start: trialEnd && now,
  };
  return addObject(world, "subscription", subscription, "customer.subscription.created");
}

const NOTHING_SPECIAL = {
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: null, type: "classic" },
  billing_schedules: [],
  billing_thresholds: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  customer_account: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  ended_at: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: "self" },
  },
  livemode: false,
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  transfer_data: null,
} satisfies Partial<Stripe.Subscription>;
