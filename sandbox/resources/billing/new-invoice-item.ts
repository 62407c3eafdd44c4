import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { decimalText } from "./decimal-text.ts";
import { type Period, pricingOf } from "./invoice-lines.ts";

interface InvoiceItemFacts {
  readonly customer: string;
  /** All of it, minor units of `currency`; negative for a credit. */
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly period: Period;
  readonly quantity: number;
  readonly price: Stripe.Price | null;
  readonly proration: boolean;
  readonly subscription: { subscription: string; subscription_item?: string } | null;
  /** The draft it goes to at once; null for the customer's next one. */
  readonly invoice: string | null;
  readonly metadata: Record<string, string>;
}

/** Saves something that an invoice is to charge and tells so by `invoiceitem.created`. */
export function addInvoiceItem(world: World, facts: InvoiceItemFacts): Stripe.InvoiceItem {
  const id = world.ids.next("ii_1", 23);
  const now = world.clock.nowSeconds();
  const customer = requireObject(world, "customer", facts.customer, "customer");
  const { price } = facts;
  const item: Stripe.InvoiceItem = {
    id,
    object: "invoiceitem",
    amount: facts.amount,
    currency: facts.currency,
    customer: customer.id,
    customer_account: null,
    date: now,
    description: facts.description,
    discountable: !facts.proration,
    discounts: [],
    invoice: facts.invoice,
    livemode: false,
    metadata: facts.metadata,
    net_amount: facts.amount,
    parent:
      facts.subscription === null
        ? null
        : { subscription_details: facts.subscription, type: "subscription_details" },
    period: { start: facts.period.start, end: facts.period.end },
    pricing:
      price === null
        ? null
        : pricingOf({
            id: price.id,
            product: idOf(price.product) ?? "",
            unit: price.unit_amount ?? 0,
          }),
    proration: facts.proration,
    quantity: facts.quantity,
    quantity_decimal: decimalText(facts.quantity),
    tax_rates: [],
    test_clock: idOf(customer.test_clock),
  };
  world.store.insertAt("invoiceitem", item, now, {});
  emitEvent(world, "invoiceitem.created", item);
  return item;
}
