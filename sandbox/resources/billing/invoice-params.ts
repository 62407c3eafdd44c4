import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import type { RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import { ACCOUNT_CURRENCY } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { COLLECTION_METHODS } from "./create-subscription.ts";
import { addInvoice, nextInvoiceId, pendingItems, takeItems } from "./new-invoice.ts";
import { readCurrency } from "./price-params.ts";
import { readChargedMethod, readCustomer } from "./subscription-params.ts";
import { onClockOf } from "./test-clock.ts";

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

/** `POST /v1/invoices`: a draft, empty unless pending items are to be taken in. */
export function createInvoice({ world, params }: RouteCall): object {
  const customer = readCustomer(world, params);
  const subscriptionId = params.string("subscription");
  return onClockOf(world, customer, () => {
    const subscription =
      subscriptionId === undefined
        ? null
        : requireObject(world, "subscription", subscriptionId, "subscription");
    const id = nextInvoiceId(world);
    const now = world.clock.nowSeconds();
    const collectionMethod =
      params.oneOf("collection_method", COLLECTION_METHODS) ?? "charge_automatically";
    const autoAdvance = params.boolean("auto_advance") ?? false;
    const finalizesAt = autoAdvance ? now + HOUR_SECONDS : null;
    const pending = itemsToTake({ world, params }, customer.id, subscription?.id ?? null);
    const draft = addInvoice(world, {
      id,
      customer,
      subscription,
      reason: subscription === null ? "manual" : "subscription_update",
      collectionMethod,
      autoAdvance,
      currency: currencyFor({ params }, pending, customer),
      lines: takeItems(world, pending, id),
      period: { start: now, end: now },
      dueDate: readDueDate({ params }, now, collectionMethod === "send_invoice"),
      finalizesAt,
      defaultPaymentMethod: readChargedMethod(world, params, customer.id, "default_payment_method"),
      description: params.nullableString("description") ?? null,
      footer: params.nullableString("footer") ?? null,
      metadata: params.metadata({}),
    });
    if (finalizesAt !== null) world.timers.set("invoice-finalizes", id, finalizesAt * 1000);
    return draft;
  });
}

function itemsToTake(
  { world, params }: Pick<RouteCall, "world" | "params">,
  customer: string,
  subscription: string | null,
): Stripe.InvoiceItem[] {
  const takes = params.oneOf("pending_invoice_items_behavior", ["include", "exclude"]);
  if (takes !== "include" && subscription === null) return [];
  return pendingItems(world, customer, subscription);
}

function currencyFor(
  { params }: Pick<RouteCall, "params">,
  [first]: readonly Stripe.InvoiceItem[],
  customer: Stripe.Customer,
): string {
  if (params.has("currency")) return readCurrency(params, "currency");
  return first?.currency ?? customer.currency ?? ACCOUNT_CURRENCY;
}

function readDueDate(
  { params }: Pick<RouteCall, "params">,
  now: number,
  sends: boolean,
): number | null {
  const date = params.integer("due_date");
  const days = params.integer("days_until_due");
  if (!sends) {
    if (date === undefined && days === undefined) return null;
    throw refused(
      "You can only set a due date or days until due if the invoice's collection method is `send_invoice`.",
      { param: date === undefined ? "days_until_due" : "due_date" },
    );
  }
  if (date !== undefined) return date;
  if (days !== undefined) return now + days * DAY_SECONDS;
  throw refused(
    "If `collection_method` is `send_invoice`, you must provide either `days_until_due` or `due_date`.",
    { code: "parameter_missing", param: "days_until_due" },
  );
}

const DRAFT_ONLY = ["collection_method", "days_until_due", "due_date", "description", "footer"];

/** `POST /v1/invoices/:id`: a draft in all its fields; later only how it is collected, and the metadata. */
export function updateInvoice({ world, params, id }: RouteCall): object {
  const invoice = requireObject(world, "invoice", id);
  if (invoice.status !== "draft" && DRAFT_ONLY.some((name) => params.has(name)))
    throw refused("Finalized invoices can't be updated in this way.", {
      code: "invoice_not_editable",
    });
  return onClockOf(world, invoice, () => {
    const now = world.clock.nowSeconds();
    const change: Partial<Stripe.Invoice> = { metadata: params.metadata(invoice.metadata) };
    const advance = params.boolean("auto_advance");
    const collection = params.oneOf("collection_method", COLLECTION_METHODS);
    const customer = idOf(invoice.customer) ?? "";
    const method = readChargedMethod(world, params, customer, "default_payment_method");
    for (const name of ["description", "footer"] as const) {
      const text = params.nullableString(name);
      if (text !== undefined) change[name] = text;
    }
    if (advance !== undefined) change.auto_advance = advance;
    if (collection !== undefined) change.collection_method = collection;
    if (method !== null) change.default_payment_method = method;
    if (["due_date", "days_until_due"].some((name) => params.has(name)))
      change.due_date = readDueDate(
        { params },
        now,
        (collection ?? invoice.collection_method) === "send_invoice",
      );
    if (advance === true && invoice.status === "draft" && invoice.auto_advance !== true) {
      change.automatically_finalizes_at = now + HOUR_SECONDS;
      world.timers.set("invoice-finalizes", id, (now + HOUR_SECONDS) * 1000);
    }
    return changeObject(world, "invoice", invoice, change, ["invoice.updated"]);
  });
}
