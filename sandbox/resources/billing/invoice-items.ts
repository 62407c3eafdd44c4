import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { invoiceItemLine } from "./invoice-lines.ts";
import { totalsOf } from "./new-invoice.ts";
import { addInvoiceItem } from "./new-invoice-item.ts";
import { readCurrency, readPrice } from "./price-params.ts";
import { readCustomer, readQuantity } from "./subscription-params.ts";
import { onClockOf } from "./test-clock.ts";

interface Worth {
  readonly amount: number;
  readonly quantity: number;
  readonly currency: string;
  readonly price: Stripe.Price | null;
}

/** What an item comes to: an amount, or a price per unit times a quantity. */
function readWorth(world: World, params: RequestParams): Worth {
  const quantity = readQuantity(params) ?? 1;
  const named = params.string("pricing.price");
  const price =
    named === undefined
      ? readPrice(world, params)
      : requireObject(world, "price", named, "pricing[price]");
  if (price !== null) {
    if (price.recurring !== null)
      throw refused(
        "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.",
        { param: "pricing[price]" },
      );
    const amount = (price.unit_amount ?? 0) * quantity;
    return { amount, quantity, currency: price.currency, price };
  }
  const amount = params.requiredInteger("amount");
  return { amount, quantity: 1, currency: readCurrency(params, "currency"), price: null };
}

function create({ world, params }: RouteCall): object {
  const customer = readCustomer(world, params);
  const draft = params.string("invoice");
  const subscription = params.string("subscription");
  return onClockOf(world, customer, () => {
    const now = world.clock.nowSeconds();
    const invoice = draft === undefined ? null : requireDraft(world, draft);
    if (subscription !== undefined)
      requireObject(world, "subscription", subscription, "subscription");
    const item = addInvoiceItem(world, {
      customer: customer.id,
      ...readWorth(world, params),
      description: params.nullableString("description") ?? null,
      period: {
        start: params.integer("period.start") ?? now,
        end: params.integer("period.end") ?? now,
      },
      proration: false,
      subscription: subscription === undefined ? null : { subscription },
      invoice: invoice?.id ?? null,
      metadata: params.metadata({}),
    });
    if (invoice !== null)
      changeLines(world, invoice, [...invoice.lines.data, lineOf(world, item, invoice.id)]);
    return item;
  });
}

function lineOf(world: World, item: Stripe.InvoiceItem, invoice: string): Stripe.InvoiceLineItem {
  return { ...invoiceItemLine(world, item), invoice };
}

function requireDraft(world: World, id: string): Stripe.Invoice {
  const invoice = requireObject(world, "invoice", id, "invoice");
  if (invoice.status === "draft") return invoice;
  throw refused("This invoice is no longer a draft: its items cannot be changed.", {
    code: "invoice_not_editable",
    param: "invoice",
  });
}

function changeLines(world: World, invoice: Stripe.Invoice, lines: Stripe.InvoiceLineItem[]): void {
  const customer = requireObject(world, "customer", idOf(invoice.customer) ?? "");
  changeObject(
    world,
    "invoice",
    invoice,
    { ...totalsOf(lines, customer.balance), lines: { ...invoice.lines, data: lines } },
    ["invoice.updated"],
  );
}

function update({ world, params, id }: RouteCall): object {
  const item = requireObject(world, "invoiceitem", id);
  const invoiceId = idOf(item.invoice);
  const amount = params.integer("amount");
  const quantity = readQuantity(params);
  const description = params.nullableString("description");
  if (amount !== undefined && item.pricing !== null)
    throw invalidParameter(null, "An item with a price has no amount of its own.", "amount");
  const unit = Math.round(item.amount / item.quantity);
  return onClockOf(world, item, () => {
    const invoice = invoiceId === null ? null : requireDraft(world, invoiceId);
    const worth = amount ?? unit * (quantity ?? item.quantity);
    const changed = changeObject(
      world,
      "invoiceitem",
      item,
      {
        amount: worth,
        net_amount: worth,
        quantity: quantity ?? item.quantity,
        ...(description === undefined ? {} : { description }),
        metadata: params.metadata(item.metadata),
      },
      [],
    );
    if (invoice !== null)
      changeLines(
        world,
        invoice,
        invoice.lines.data.map((line) =>
          isLineOf(line, id) ? lineOf(world, changed, invoice.id) : line,
        ),
      );
    return changed;
  });
}

function isLineOf(line: Stripe.InvoiceLineItem, item: string): boolean {
  return line.parent?.invoice_item_details?.invoice_item === item;
}

function remove({ world, id }: RouteCall): object {
  const item = requireObject(world, "invoiceitem", id);
  const invoiceId = idOf(item.invoice);
  return onClockOf(world, item, () => {
    const invoice = invoiceId === null ? null : requireDraft(world, invoiceId);
    if (invoice !== null)
      changeLines(
        world,
        invoice,
        invoice.lines.data.filter((line) => !isLineOf(line, id)),
      );
    world.store.remove("invoiceitem", id);
    emitEvent(world, "invoiceitem.deleted", item);
    return { id, object: "invoiceitem", deleted: true };
  });
}

function list({ world, params }: RouteCall): object {
  const pending = params.boolean("pending");
  return objectPage(world.store, "invoiceitem", params, "/v1/invoiceitems", [
    ...equals("customer", params.string("customer")),
    ...equals("invoice", params.string("invoice")),
    ...(pending === undefined
      ? []
      : [{ sql: pending ? "invoice IS NULL" : "invoice IS NOT NULL", values: [] }]),
    ...createdConditions("invoiceitem", params.range("created")),
  ]);
}

export const invoiceItemRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/invoiceitems",
    accepts: [
      "customer",
      "amount",
      "currency",
      "description",
      "invoice",
      "metadata",
      "period",
      "price_data",
      "pricing",
      "quantity",
      "subscription",
    ],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/invoiceitems",
    accepts: [...PAGE_PARAMS, "created", "customer", "invoice", "pending"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/invoiceitems/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "invoiceitem", id),
  },
  {
    method: "POST",
    path: "/v1/invoiceitems/:id",
    accepts: ["amount", "description", "metadata", "quantity"],
    handle: update,
  },
  { method: "DELETE", path: "/v1/invoiceitems/:id", accepts: [], handle: remove },
];
