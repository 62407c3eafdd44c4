import type { Stripe } from "stripe";
import { equals } from "../../protocol/list-page.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { addObject, changeObject } from "../change-object.ts";
import { invoiceItemLine, type LooseLine, type Period } from "./invoice-lines.ts";

export interface InvoiceFacts {
  readonly id: string;
  readonly customer: Stripe.Customer;
  readonly subscription: Stripe.Subscription | null;
  readonly reason: Stripe.Invoice.BillingReason;
  readonly collectionMethod: Stripe.Invoice.CollectionMethod;
  readonly autoAdvance: boolean;
  readonly currency: string;
  readonly lines: readonly LooseLine[];
  readonly period: Period;
  /** Seconds; null for an invoice that is charged automatically. */
  readonly dueDate: number | null;
  readonly finalizesAt: number | null;
  readonly defaultPaymentMethod?: string | null;
  readonly description?: string | null;
  readonly footer?: string | null;
  readonly metadata?: Record<string, string>;
}

/** An id for an invoice that is still to be made, so that its subscription can name it first. */
export function nextInvoiceId(world: World): string {
  return world.ids.next("in_1", 23);
}

/** The invoice as a draft, not saved: also what a preview shows. */
export function draftInvoice(world: World, facts: InvoiceFacts): Stripe.Invoice {
  const { id, customer, subscription, lines, period } = facts;
  const invoice: Stripe.Invoice = {
    ...NOTHING_YET,
    id,
    object: "invoice",
    account_country: "DE",
    account_name: "Example Shop",
    auto_advance: facts.autoAdvance,
    automatically_finalizes_at: facts.finalizesAt,
    billing_reason: facts.reason,
    collection_method: facts.collectionMethod,
    created: world.clock.nowSeconds(),
    currency: facts.currency,
    customer: customer.id,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    default_payment_method: facts.defaultPaymentMethod ?? null,
    description: facts.description ?? null,
    due_date: facts.dueDate,
    footer: facts.footer ?? null,
    lines: {
      object: "list",
      data: lines.map((line) => ({ ...line, invoice: id })),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    metadata: facts.metadata ?? {},
    parent:
      subscription === null
        ? null
        : {
            quote_details: null,
            subscription_details: {
              metadata: { ...subscription.metadata },
              subscription: subscription.id,
            },
            type: "subscription_details",
          },
    period_end: period.end,
    period_start: period.start,
    starting_balance: customer.balance,
    test_clock: idOf(customer.test_clock),
  };
  return { ...invoice, ...totalsOf(invoice.lines.data, customer.balance) };
}

/** Saves a draft and tells so by `invoice.created`. */
export function addInvoice(world: World, facts: InvoiceFacts): Stripe.Invoice {
  return addObject(world, "invoice", draftInvoice(world, facts), "invoice.created");
}

/**
 * What the lines come to. A customer's credit (a negative balance) lowers what is due, a debt raises it; a negative
 * total becomes credit (docs.stripe.com/billing/customer/balance).
 */
export function totalsOf(
  lines: readonly Stripe.InvoiceLineItem[],
  balance: number,
): Pick<
  Stripe.Invoice,
  "amount_due" | "amount_remaining" | "subtotal" | "subtotal_excluding_tax" | "total"
> & { total_excluding_tax: number } {
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const due = Math.max(0, total + balance);
  return {
    amount_due: due,
    amount_remaining: due,
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
  };
}

/** Invoice items of a customer that no invoice has taken yet, of one subscription or (null) of none. */
export function pendingItems(
  world: World,
  customer: string,
  subscription: string | null,
): Stripe.InvoiceItem[] {
  return world.store.find("invoiceitem", {
    conditions: [
      ...equals("customer", customer),
      {
        sql: "invoice IS NULL AND (subscription IS NULL OR subscription = ?)",
        values: [subscription],
      },
    ],
    order: "oldest",
    limit: -1,
  });
}

/** Lines for the items, which from now on belong to the invoice. */
export function takeItems(
  world: World,
  items: readonly Stripe.InvoiceItem[],
  invoice: string,
): LooseLine[] {
  return items.map((item) =>
    invoiceItemLine(world, changeObject(world, "invoiceitem", item, { invoice }, [])),
  );
}

const NOTHING_YET = {
  account_tax_ids: null,
  amount_due: 0,
  amount_overpaid: 0,
  amount_paid: 0,
  amount_remaining: 0,
  amount_shipping: 0,
  application: null,
  attempt_count: 0,
  attempted: false,
  automatic_tax: {
    disabled_reason: null,
    enabled: false,
    liability: null,
    provider: null,
    status: null,
  },
  custom_fields: null,
  customer_account: null,
  customer_shipping: null,
  customer_tax_exempt: "none",
  customer_tax_ids: [],
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  effective_at: null,
  ending_balance: null,
  from_invoice: null,
  hosted_invoice_url: null,
  invoice_pdf: null,
  issuer: { type: "self" },
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  next_payment_attempt: null,
  number: null,
  on_behalf_of: null,
  payment_settings: {
    default_mandate: null,
    payment_method_options: null,
    payment_method_types: null,
  },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  statement_descriptor: null,
  status: "draft",
  status_transitions: {
    finalized_at: null,
    marked_uncollectible_at: null,
    paid_at: null,
    voided_at: null,
  },
  subtotal: 0,
  subtotal_excluding_tax: 0,
  total: 0,
  total_discount_amounts: [],
  total_excluding_tax: 0,
  total_pretax_credit_amounts: [],
  total_taxes: [],
  webhooks_delivered_at: null,
} satisfies Partial<Stripe.Invoice>;
