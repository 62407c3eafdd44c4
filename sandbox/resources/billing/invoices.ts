import type { Stripe } from "stripe";
import { ApiError, refused } from "../../protocol/api-error.ts";
import {
  createdConditions,
  equals,
  objectPage,
  PAGE_PARAMS,
  rangeConditions,
} from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { deleteDraft, markUncollectible, settleOutside, voidInvoice } from "./close-invoice.ts";
import { collectInvoice, finalizeInvoice } from "./collect-invoice.ts";
import { COLLECTION_METHODS } from "./create-subscription.ts";
import { createInvoice, updateInvoice } from "./invoice-params.ts";
import { previewInvoice } from "./invoice-preview.ts";
import { readChargedMethod } from "./subscription-params.ts";
import { onClockOf } from "./test-clock.ts";

const STATUSES = ["draft", "open", "paid", "uncollectible", "void"] as const;
const HOUR_SECONDS = 3_600;

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "invoice", params, "/v1/invoices", [
    ...equals("customer", params.string("customer")),
    ...equals("subscription", params.string("subscription")),
    ...equals("status", params.oneOf("status", STATUSES)),
    ...equals("collection_method", params.oneOf("collection_method", COLLECTION_METHODS)),
    ...rangeConditions("due_date", params.range("due_date")),
    ...createdConditions("invoice", params.range("created")),
  ]);
}

/** One step of an invoice, on its clock. */
function step(
  act: (world: World, invoice: Stripe.Invoice, call: RouteCall) => object,
): Route["handle"] {
  return (call) => {
    const invoice = requireObject(call.world, "invoice", call.id);
    return onClockOf(call.world, invoice, () => act(call.world, invoice, call));
  };
}

/** With `auto_advance` the first try follows an hour later, which the account sets as its next attempt. */
function finalize(world: World, invoice: Stripe.Invoice, { params }: RouteCall): object {
  const advances = params.boolean("auto_advance") ?? invoice.auto_advance ?? false;
  const open = finalizeInvoice(world, { ...invoice, auto_advance: advances });
  if (open.status !== "open" || !advances || open.collection_method !== "charge_automatically")
    return open;
  const next = world.clock.nowSeconds() + HOUR_SECONDS;
  world.timers.set("invoice-retries", `${open.id} ${next}`, next * 1000);
  return changeObject(world, "invoice", open, { next_payment_attempt: next }, []);
}

function send(world: World, invoice: Stripe.Invoice): object {
  if (invoice.collection_method !== "send_invoice")
    throw refused(
      "You can only manually send an invoice if its collection method is `send_invoice`.",
    );
  const open = invoice.status === "draft" ? finalizeInvoice(world, invoice) : invoice;
  return changeObject(world, "invoice", open, {}, ["invoice.sent"]);
}

function pay(world: World, invoice: Stripe.Invoice, { params }: RouteCall): object {
  if (invoice.status === "paid") throw refused("Invoice is already paid");
  const customer = idOf(invoice.customer) ?? "";
  const paymentMethod = readChargedMethod(world, params, customer, "payment_method");
  const outside = params.boolean("paid_out_of_band") ?? false;
  const offSession = params.boolean("off_session") ?? true;
  const open = invoice.status === "draft" ? finalizeInvoice(world, invoice) : invoice;
  if (open.status === "paid") return open;
  if (open.status === "void")
    throw refused("This invoice cannot be paid: it is void.", {
      code: "status_transition_invalid",
    });
  if (outside) return settleOutside(world, open);
  const declined = collectInvoice(world, open, { automatic: false, offSession, paymentMethod });
  if (declined !== null) throw declined;
  if (isWaiting(world, invoice.id)) throw REQUIRES_ACTION;
  return requireObject(world, "invoice", invoice.id);
}

/** Whether the customer is asked to confirm, rather than a bank to pay. */
function isWaiting(world: World, invoice: string): boolean {
  const [payment] = world.store.find("invoice_payment", {
    conditions: equals("invoice", invoice),
    order: "oldest",
    limit: 1,
  });
  const intent = world.store.get("payment_intent", idOf(payment?.payment.payment_intent) ?? "");
  return intent?.status === "requires_action";
}

const REQUIRES_ACTION = new ApiError(
  402,
  {
    type: "card_error",
    code: "invoice_payment_intent_requires_action",
    message:
      "This payment requires additional user action before it can be completed successfully.",
  },
  { keepsEffects: true },
);

function remove({ world, id }: RouteCall): object {
  deleteDraft(world, requireObject(world, "invoice", id));
  return { id, object: "invoice", deleted: true };
}

/** An invoice's lines are few and stand inside it, so its list is one page. */
function lines({ world, id }: RouteCall): object {
  return requireObject(world, "invoice", id).lines;
}

const BODY_PARAMS = [
  "auto_advance",
  "collection_method",
  "days_until_due",
  "default_payment_method",
  "description",
  "due_date",
  "footer",
  "metadata",
];
const PATH = "/v1/invoices";

export const invoiceRoutes: readonly Route[] = [
  {
    method: "POST",
    path: `${PATH}/create_preview`,
    accepts: ["customer", "subscription", "subscription_details"],
    handle: previewInvoice,
  },
  {
    method: "POST",
    path: PATH,
    accepts: [
      ...BODY_PARAMS,
      "currency",
      "customer",
      "pending_invoice_items_behavior",
      "subscription",
    ],
    handle: createInvoice,
  },
  {
    method: "GET",
    path: PATH,
    accepts: [
      ...PAGE_PARAMS,
      "collection_method",
      "created",
      "customer",
      "due_date",
      "status",
      "subscription",
    ],
    handle: list,
  },
  {
    method: "GET",
    path: `${PATH}/:id`,
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "invoice", id),
  },
  { method: "POST", path: `${PATH}/:id`, accepts: BODY_PARAMS, handle: updateInvoice },
  { method: "DELETE", path: `${PATH}/:id`, accepts: [], handle: remove },
  { method: "GET", path: `${PATH}/:id/lines`, accepts: [...PAGE_PARAMS], handle: lines },
  {
    method: "POST",
    path: `${PATH}/:id/finalize`,
    accepts: ["auto_advance"],
    handle: step(finalize),
  },
  {
    method: "POST",
    path: `${PATH}/:id/pay`,
    accepts: ["off_session", "paid_out_of_band", "payment_method"],
    handle: step(pay),
  },
  { method: "POST", path: `${PATH}/:id/send`, accepts: [], handle: step(send) },
  { method: "POST", path: `${PATH}/:id/void`, accepts: [], handle: step(voidInvoice) },
  {
    method: "POST",
    path: `${PATH}/:id/mark_uncollectible`,
    accepts: [],
    handle: step(markUncollectible),
  },
];
