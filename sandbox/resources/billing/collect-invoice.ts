import type { Stripe } from "stripe";
import { type ApiError, refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { addObject, changeObject, requireObject } from "../change-object.ts";
import { type Verdict, verdictFor } from "../issuer-verdict.ts";
import { addPaymentIntent } from "../new-payment-intent.ts";
import { attemptPayment } from "../payment-intent-attempt.ts";
import { changeCustomerBalance } from "./customer-balance.ts";
import {
  countAttempt,
  failInvoice,
  paymentOf,
  settleInvoice,
  subscriptionOf,
} from "./invoice-outcomes.ts";
import { totalsOf } from "./new-invoice.ts";

/** Less cannot be charged to a card; it is kept on the customer's balance instead. */
const SMALLEST_CHARGE = 50;
const DAY_MS = 86_400_000;
const REMINDER_DAYS = 3;

/**
 * Makes a draft binding: it gets its number, uses the customer's balance and, if anything is due, a payment intent to
 * collect it by. Nothing due means paid (docs.stripe.com/invoicing/integration/workflow-transitions).
 */
export function finalizeInvoice(world: World, draft: Stripe.Invoice): Stripe.Invoice {
  if (draft.status !== "draft") {
    throw refused(`This invoice is already finalized, you can't re-finalize a non-draft invoice.`, {
      code: "invoice_not_editable",
    });
  }
  const customer = requireObject(world, "customer", idOf(draft.customer) ?? "");
  const totals = totalsOf(draft.lines.data, customer.balance);
  const tooSmall = totals.amount_due > 0 && totals.amount_due < SMALLEST_CHARGE;
  const due = tooSmall ? 0 : totals.amount_due;
  const used = due - totals.total;
  bookBalance(world, draft, used, tooSmall);
  const now = world.clock.nowSeconds();
  const number = numberFor(world, customer.id);
  const open = changeObject(
    world,
    "invoice",
    draft,
    {
      ...totals,
      amount_due: due,
      amount_remaining: due,
      automatically_finalizes_at: null,
      effective_at: now,
      ending_balance: customer.balance + totals.total - due,
      hosted_invoice_url: `https://invoice.example.com/i/${draft.id}`,
      invoice_pdf: `https://invoice.example.com/i/${draft.id}/pdf`,
      number,
      starting_balance: customer.balance,
      status: "open",
      status_transitions: { ...draft.status_transitions, finalized_at: now },
    },
    ["invoice.finalized", "invoice.updated"],
  );
  if (due === 0) return settleInvoice(world, open, { paid: 0, payer: null });
  addDefaultPayment(world, open);
  watchDueDate(world, open);
  return open;
}

/** `used` is what the balance takes over from the invoice: positive where credit pays, negative where debt is collected. */
function bookBalance(world: World, invoice: Stripe.Invoice, used: number, tooSmall: boolean): void {
  if (used === 0) return;
  changeCustomerBalance(world, idOf(invoice.customer) ?? "", {
    amount: -used,
    currency: invoice.currency,
    type: tooSmall ? "invoice_too_small" : "applied_to_invoice",
    invoice: invoice.id,
  });
}

function numberFor(world: World, customerId: string): string {
  const customer = requireObject(world, "customer", customerId);
  const sequence = customer.next_invoice_sequence ?? 1;
  changeObject(world, "customer", customer, { next_invoice_sequence: sequence + 1 }, []);
  return `${customer.invoice_prefix ?? "INV"}-${String(sequence).padStart(4, "0")}`;
}

function addDefaultPayment(world: World, invoice: Stripe.Invoice): void {
  const subscription = subscriptionOf(world, invoice);
  const intent = addPaymentIntent(world, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: idOf(invoice.customer),
    paymentMethod: null,
    captureMethod: "automatic",
    description: subscription === null ? `Invoice ${invoice.number ?? ""}` : describe(invoice),
    metadata: {},
    receiptEmail: invoice.customer_email,
    allowedTypes: ["card", "link", "sepa_debit"],
    redirects: false,
    futureUsage: subscription === null ? null : "off_session",
    shipping: null,
    statementSuffix: null,
  });
  addObject(
    world,
    "invoice_payment",
    {
      id: world.ids.next("inpay_1", 23),
      object: "invoice_payment",
      amount_paid: null,
      amount_requested: invoice.amount_due,
      created: world.clock.nowSeconds(),
      currency: invoice.currency,
      invoice: invoice.id,
      is_default: true,
      livemode: false,
      payment: { payment_intent: intent.id, type: "payment_intent" },
      status: "open",
      status_transitions: { canceled_at: null, paid_at: null },
    },
    null,
  );
}

function describe(invoice: Stripe.Invoice): string {
  return invoice.billing_reason === "subscription_create"
    ? "Subscription creation"
    : "Subscription update";
}

/** Stripe reminds some days before an invoice is due; how many is a setting there, and three here. */
function watchDueDate(world: World, invoice: Stripe.Invoice): void {
  if (invoice.due_date === null) return;
  const dueMs = invoice.due_date * 1000;
  world.timers.set("invoice-due", invoice.id, dueMs);
  const reminderMs = dueMs - REMINDER_DAYS * DAY_MS;
  if (reminderMs > world.clock.nowMs())
    world.timers.set("invoice-due-soon", invoice.id, reminderMs);
}

const NO_METHOD = refused(
  "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
  { code: "resource_missing" },
);

export interface Collection {
  /** The account's own try, by its schedule, rather than somebody's request. */
  readonly automatic: boolean;
  readonly offSession: boolean;
  readonly paymentMethod?: string | null;
}

/** One attempt to collect an open invoice; the decline that it came to, or null. What follows from it has been done. */
export function collectInvoice(
  world: World,
  invoice: Stripe.Invoice,
  collection: Collection,
): ApiError | null {
  const payment = paymentOf(world, invoice.id);
  const intentId = idOf(payment?.payment.payment_intent) ?? "";
  const intent = requireObject(world, "payment_intent", intentId);
  if (intent.status === "processing") return null;
  const methodId = collection.paymentMethod ?? methodFor(world, invoice);
  if (methodId === null && !collection.automatic) throw NO_METHOD;
  const counts = collection.automatic || invoice.attempt_count === 0;
  const tried = counts ? countAttempt(world, invoice) : invoice;
  const method = chargeable(world, intent, methodId, collection);
  if (method !== null)
    return charge(world, tried, { ...intent, payment_method: method.id }, method, collection);
  failInvoice(world, tried, counts ? ["invoice.payment_failed"] : []);
  return null;
}

function charge(
  world: World,
  invoice: Stripe.Invoice,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  collection: Collection,
): ApiError | null {
  const verdict = verdictOf(world, invoice, intent, method, collection);
  const { offSession } = collection;
  return attemptPayment(world, intent, { offSession, returnUrl: null, actionDone: false, verdict })
    .declined;
}

/** The invoice's own method, else the subscription's, else the customer's (docs.stripe.com/billing/collection-method). */
function methodFor(world: World, invoice: Stripe.Invoice): string | null {
  const customer = requireObject(world, "customer", idOf(invoice.customer) ?? "");
  return (
    idOf(invoice.default_payment_method) ??
    idOf(subscriptionOf(world, invoice)?.default_payment_method) ??
    idOf(customer.invoice_settings.default_payment_method)
  );
}

function chargeable(
  world: World,
  intent: Stripe.PaymentIntent,
  methodId: string | null,
  { automatic }: Collection,
): Stripe.PaymentMethod | null {
  const method = methodId === null ? undefined : world.store.get("payment_method", methodId);
  if (method === undefined || (automatic && mustNotRetry(intent, method))) return null;
  return method;
}

/** After such a decline the schedule goes on, but only another method is really charged, as the SDK's docs say. */
function mustNotRetry(intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): boolean {
  const error = intent.last_payment_error;
  return error?.advice_code === "do_not_try_again" && idOf(error.payment_method) === method.id;
}

/** A bank that wants the customer's confirmation leaves the payment waiting for it, not refused. */
function verdictOf(
  world: World,
  invoice: Stripe.Invoice,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { offSession }: Collection,
): Verdict {
  const verdict =
    world.invoiceVerdict?.(world, invoice, method) ??
    verdictFor(world, method, intent.id, { offSession, actionDone: false });
  return verdict.result === "declined" && verdict.declineCode === "authentication_required"
    ? { result: "needs_action", action: "three_d_secure" }
    : verdict;
}

/** What the account does with an invoice whose hour has come: it is finalized, then charged or sent. */
export function advanceInvoice(world: World, draft: Stripe.Invoice): void {
  const open = finalizeInvoice(world, draft);
  if (open.status !== "open" || open.auto_advance !== true) return;
  if (open.collection_method === "send_invoice") {
    changeObject(world, "invoice", open, {}, ["invoice.sent"]);
    return;
  }
  collectInvoice(world, open, { automatic: true, offSession: true });
}
