import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { decimalText } from "./decimal-text.ts";

export interface Period {
  readonly start: number;
  readonly end: number;
}

/** A line that belongs to no invoice yet. */
export type LooseLine = Omit<Stripe.InvoiceLineItem, "invoice">;

interface LineFacts {
  /** Minor units of `currency`; negative for a credit. */
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly period: Period;
  readonly quantity: number;
  readonly price: { readonly id: string; readonly product: string; readonly unit: number } | null;
  readonly parent: Stripe.InvoiceLineItem.Parent;
  readonly subscription: string | null;
  readonly metadata: Record<string, string>;
}

function newLine(world: World, facts: LineFacts): LooseLine {
  const { amount, currency, description, period, quantity, price } = facts;
  return {
    id: world.ids.next("il_1", 23),
    object: "line_item",
    amount,
    currency,
    description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    livemode: false,
    metadata: facts.metadata,
    parent: facts.parent,
    period: { start: period.start, end: period.end },
    pretax_credit_amounts: [],
    pricing: price === null ? null : pricingOf(price),
    quantity,
    quantity_decimal: decimalText(quantity),
    subscription: facts.subscription,
    subtotal: amount,
    taxes: [],
  };
}

/** How a line or an invoice item names its price; `unit` is in minor units. */
export function pricingOf(price: {
  readonly id: string;
  readonly product: string;
  readonly unit: number;
}): Stripe.InvoiceItem.Pricing {
  return {
    price_details: { price: price.id, product: price.product },
    type: "price_details",
    unit_amount_decimal: decimalText(price.unit),
  };
}

/** What one item costs for a period; nothing while it is on trial. */
export function subscriptionLine(
  world: World,
  item: Stripe.SubscriptionItem,
  period: Period,
  trial: boolean,
): LooseLine {
  const { price } = item;
  const quantity = item.quantity ?? 1;
  const unit = trial ? 0 : (price.unit_amount ?? 0);
  const product = world.store.get("product", idOf(price.product) ?? "")?.name ?? "Subscription";
  return newLine(world, {
    amount: unit * quantity,
    currency: price.currency,
    description: trial ? `Free trial for ${quantity} × ${product}` : `${quantity} × ${product}`,
    period,
    quantity,
    price: { id: price.id, product: idOf(price.product) ?? "", unit },
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: item.subscription,
        subscription_item: item.id,
      },
      type: "subscription_item_details",
    },
    subscription: item.subscription,
    metadata: {},
  });
}

/** The line by which an invoice charges an invoice item. */
export function invoiceItemLine(world: World, item: Stripe.InvoiceItem): LooseLine {
  const subscription = item.parent?.subscription_details?.subscription ?? null;
  const details = item.pricing?.price_details;
  const price = {
    id: idOf(details?.price) ?? "",
    product: details?.product ?? "",
    unit: Math.round(item.amount / item.quantity),
  };
  return newLine(world, {
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    period: item.period,
    quantity: item.quantity,
    price: details === undefined ? null : price,
    parent: {
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: item.proration ? { credited_items: null } : null,
        subscription,
      },
      subscription_item_details: null,
      type: "invoice_item_details",
    },
    subscription,
    metadata: { ...item.metadata },
  });
}
