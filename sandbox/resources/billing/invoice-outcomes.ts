import type { Stripe } from "stripe";
import { equals } from "../../protocol/list-page.ts";
import type { ObjectKind } from "../../store/object-kinds.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { nextTryAt } from "./dunning.ts";
import { afterPaid, becomePastDue, giveUp, watchFirstPayment } from "./subscription-status.ts";

/** The subscription an invoice was made for. */
export function subscriptionOf(world: World, invoice: Stripe.Invoice): Stripe.Subscription | null {
  const id = idOf(invoice.parent?.subscription_details?.subscription);
  return id === null ? null : (world.store.get("subscription", id) ?? null);
}

/** The payment by which an invoice is collected: one from its finalization on, unless nothing was due. */
export function paymentOf(world: World, invoice: string): Stripe.InvoicePayment | null {
  const [payment] = world.store.find("invoice_payment", {
    conditions: equals("invoice", invoice),
    order: "oldest",
    limit: 1,
  });
  return payment ?? null;
}

/** True while a bank decides about the invoice's payment: nobody can take it back then. */
export function isBeingPaid(world: World, invoice: Stripe.Invoice): boolean {
  const payment = paymentOf(world, invoice.id);
  const intentId = idOf(payment?.payment.payment_intent) ?? "";
  return (
    payment?.status === "open" &&
    world.store.get("payment_intent", intentId)?.status === "processing"
  );
}

/**
 * Follows the payment intents of invoices, whoever moved them: the account's own tries, a customer who confirms, a bank
 * that pays a debit days later.
 */
export function followInvoicePayment(
  world: World,
  kind: ObjectKind,
  id: string,
  events: readonly Stripe.Event.Type[],
): void {
  if (kind !== "payment_intent") return;
  const told = events.find((event) => event in OUTCOMES);
  if (told === undefined) return;
  const [payment] = world.store.find("invoice_payment", {
    conditions: equals("payment_intent", id),
    order: "oldest",
    limit: 1,
  });
  if (payment?.status !== "open") return;
  const invoice = requireObject(world, "invoice", idOf(payment.invoice) ?? "");
  const intent = requireObject(world, "payment_intent", id);
  OUTCOMES[told]?.(world, { invoice, payment, intent });
}

interface Attempted {
  readonly invoice: Stripe.Invoice;
  readonly payment: Stripe.InvoicePayment;
  readonly intent: Stripe.PaymentIntent;
}

const OUTCOMES: Readonly<Record<string, (world: World, attempted: Attempted) => void>> = {
  "payment_intent.succeeded": (world, { invoice, payment, intent }) => {
    const now = world.clock.nowSeconds();
    changeObject(
      world,
      "invoice_payment",
      payment,
      {
        amount_paid: intent.amount_received,
        status: "paid",
        status_transitions: { ...payment.status_transitions, paid_at: now },
      },
      ["invoice_payment.paid"],
    );
    settleInvoice(world, counted(world, invoice), {
      paid: intent.amount_received,
      payer: idOf(intent.payment_method),
    });
  },
  "payment_intent.payment_failed": (world, { invoice }) => {
    failInvoice(world, counted(world, invoice), ["invoice.payment_failed"]);
  },
  // Both are sent: docs.stripe.com/billing/subscriptions/webhooks.
  "payment_intent.requires_action": (world, { invoice }) => {
    failInvoice(world, counted(world, invoice), [
      "invoice.payment_action_required",
      "invoice.payment_failed",
    ]);
  },
};

/** Whoever makes the first attempt, it counts; later ones count only when the account makes them by itself. */
function counted(world: World, invoice: Stripe.Invoice): Stripe.Invoice {
  return invoice.attempt_count === 0 ? countAttempt(world, invoice) : invoice;
}

/** One more attempt of the account's own; sets when the next would be due. Saved without an event: its outcome tells. */
export function countAttempt(world: World, invoice: Stripe.Invoice): Stripe.Invoice {
  const made = invoice.attempt_count + 1;
  const now = world.clock.nowSeconds();
  const firstTryAt = Number(world.store.column("invoice", invoice.id, "first_try_at") ?? now);
  if (invoice.attempt_count === 0)
    world.store.setColumn("invoice", invoice.id, "first_try_at", now);
  const retries =
    invoice.collection_method === "charge_automatically" &&
    invoice.auto_advance === true &&
    subscriptionOf(world, invoice)?.status !== "incomplete";
  const next = retries ? nextTryAt(firstTryAt, made) : null;
  return changeObject(
    world,
    "invoice",
    invoice,
    { attempt_count: made, attempted: true, next_payment_attempt: next },
    [],
  );
}

/** An attempt failed: the invoice waits for its next try, or its subscription is given up. */
export function failInvoice(
  world: World,
  invoice: Stripe.Invoice,
  events: readonly Stripe.Event.Type[],
): void {
  const failed = changeObject(world, "invoice", invoice, {}, [...events, "invoice.updated"]);
  const next = failed.next_payment_attempt;
  if (next !== null) world.timers.set("invoice-retries", `${failed.id} ${next}`, next * 1000);
  setDelinquent(world, failed, true);
  const subscription = subscriptionOf(world, failed);
  if (subscription === null || failed.collection_method !== "charge_automatically") return;
  becomePastDue(world, subscription);
  if (subscription.status === "incomplete") watchFirstPayment(world, subscription);
  if (next !== null) return;
  const now = subscriptionOf(world, failed);
  if (now !== null) giveUp(world, now);
}

/** Nothing is owed any more: by a payment (`paid` in minor units), by credit, or outside of the account. */
export function settleInvoice(
  world: World,
  invoice: Stripe.Invoice,
  by: { readonly paid: number; readonly payer: string | null; readonly offStripe?: boolean },
): Stripe.Invoice {
  const now = world.clock.nowSeconds();
  const settled = changeObject(
    world,
    "invoice",
    invoice,
    {
      status: "paid",
      attempted: true,
      amount_paid: by.paid,
      amount_remaining: invoice.amount_due - by.paid,
      ...(by.offStripe === true ? { amount_paid_off_stripe: by.paid } : {}),
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, paid_at: now },
    },
    ["invoice.updated", "invoice.paid", "invoice.payment_succeeded"],
  );
  setDelinquent(world, settled, false);
  const subscription = subscriptionOf(world, settled);
  if (subscription !== null && idOf(subscription.latest_invoice) === settled.id)
    afterPaid(world, subscription, by.payer);
  return settled;
}

function setDelinquent(world: World, invoice: Stripe.Invoice, delinquent: boolean): void {
  const customer = requireObject(world, "customer", idOf(invoice.customer) ?? "");
  if (customer.delinquent === delinquent) return;
  changeObject(world, "customer", customer, { delinquent }, ["customer.updated"]);
}
