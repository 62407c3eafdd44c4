import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { equals } from "../../protocol/list-page.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { cancelIntent } from "../payment-intent-capture.ts";
import { changeCustomerBalance } from "./customer-balance.ts";
import { paymentOf, settleInvoice } from "./invoice-outcomes.ts";

/** Nobody is to pay through the invoice's payment any more. */
function cancelPayment(world: World, invoice: Stripe.Invoice): void {
  const payment = paymentOf(world, invoice.id);
  if (payment?.status !== "open") return;
  const intentId = idOf(payment.payment.payment_intent) ?? "";
  const now = world.clock.nowSeconds();
  changeObject(
    world,
    "invoice_payment",
    payment,
    {
      status: "canceled",
      status_transitions: { ...payment.status_transitions, canceled_at: now },
    },
    [],
  );
  cancelIntent(world, requireObject(world, "payment_intent", intentId), "void_invoice");
}

function requireOwed(invoice: Stripe.Invoice, verb: string): void {
  if (invoice.status === "open" || invoice.status === "uncollectible") return;
  throw refused(
    `You can only ${verb} open or uncollectible invoices: this one is ${invoice.status ?? "a draft"}.`,
    { code: "status_transition_invalid" },
  );
}

/** As if it had never been: what the customer's balance gave or took goes back. */
export function voidInvoice(world: World, invoice: Stripe.Invoice): Stripe.Invoice {
  requireOwed(invoice, "void");
  cancelPayment(world, invoice);
  const applied = (invoice.ending_balance ?? 0) - invoice.starting_balance;
  if (applied !== 0) {
    changeCustomerBalance(world, idOf(invoice.customer) ?? "", {
      amount: -applied,
      currency: invoice.currency,
      type: "unapplied_from_invoice",
      invoice: invoice.id,
    });
  }
  return changeObject(
    world,
    "invoice",
    invoice,
    {
      status: "void",
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: {
        ...invoice.status_transitions,
        voided_at: world.clock.nowSeconds(),
      },
    },
    ["invoice.voided", "invoice.updated"],
  );
}

/** Bad debt: no more tries, though it can still be paid. */
export function markUncollectible(world: World, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== "open") {
    throw refused(`You can only mark open invoices as uncollectible.`, {
      code: "status_transition_invalid",
    });
  }
  return changeObject(
    world,
    "invoice",
    invoice,
    {
      status: "uncollectible",
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: {
        ...invoice.status_transitions,
        marked_uncollectible_at: world.clock.nowSeconds(),
      },
    },
    ["invoice.marked_uncollectible", "invoice.updated"],
  );
}

/** Paid in some other way: nothing is charged and no payment of the account stands behind it. */
export function settleOutside(world: World, invoice: Stripe.Invoice): Stripe.Invoice {
  requireOwed(invoice, "pay");
  cancelPayment(world, invoice);
  return settleInvoice(world, invoice, { paid: invoice.amount_due, payer: null, offStripe: true });
}

/** Removes a draft; its items wait for another invoice. */
export function deleteDraft(world: World, invoice: Stripe.Invoice): void {
  if (invoice.status !== "draft" || invoice.parent !== null) {
    throw refused("You can only delete draft invoices that belong to no subscription.", {
      code: "invoice_not_editable",
    });
  }
  const items = world.store.find("invoiceitem", {
    conditions: equals("invoice", invoice.id),
    order: "oldest",
    limit: -1,
  });
  for (const item of items) changeObject(world, "invoiceitem", item, { invoice: null }, []);
  world.store.remove("invoice", invoice.id);
  emitEvent(world, "invoice.deleted", invoice);
}
