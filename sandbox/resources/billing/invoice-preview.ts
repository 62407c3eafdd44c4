import type { Stripe } from "stripe";
import { ApiError } from "../../protocol/api-error.ts";
import type { RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import { requireObject } from "../change-object.ts";
import { readChangedItems } from "./change-items.ts";
import { invoiceItemLine } from "./invoice-lines.ts";
import { draftInvoice, pendingItems } from "./new-invoice.ts";
import { addProrations, PRORATION_BEHAVIORS } from "./proration.ts";
import { previewRenewal } from "./subscription-cycle.ts";
import { onClockOf } from "./test-clock.ts";

/** Carries what a preview found out past the point where all it did is undone. */
class Previewed extends Error {
  readonly invoice: Stripe.Invoice;

  constructor(invoice: Stripe.Invoice) {
    super("previewed");
    this.invoice = invoice;
  }
}

/** `POST /v1/invoices/create_preview`: the change is really made, the invoice read off, and everything undone. */
export function previewInvoice(call: RouteCall): object {
  const { world } = call;
  try {
    return world.store.attempt(
      () => {
        throw new Previewed(previewOf(call));
      },
      () => false,
    );
  } catch (error) {
    if (error instanceof Previewed) return error.invoice;
    throw error;
  }
}

function previewOf({ world, params }: RouteCall): Stripe.Invoice {
  const id = params.string("subscription");
  if (id === undefined) return previewCustomer({ world }, params.requiredString("customer"));
  const found = requireObject(world, "subscription", id, "subscription");
  return onClockOf(world, found, () => {
    const groups = params.groups("subscription_details.items");
    if (groups === undefined) return previewRenewal(world, found);
    const behavior = params.oneOf("subscription_details.proration_behavior", PRORATION_BEHAVIORS);
    const items = readChangedItems(world, found, groups);
    if (behavior !== "none") addProrations(world, found, items);
    const changed = { ...found, items: { ...found.items, data: items } };
    return behavior === "always_invoice"
      ? previewCustomer({ world }, idOf(found.customer) ?? "", changed)
      : previewRenewal(world, changed);
  });
}

/** An invoice over what has gathered for a customer, with a subscription also what has gathered for that. */
function previewCustomer(
  { world }: Pick<RouteCall, "world">,
  customerId: string,
  subscription: Stripe.Subscription | null = null,
): Stripe.Invoice {
  const customer = requireObject(world, "customer", customerId, "customer");
  const items = pendingItems(world, customer.id, subscription?.id ?? null);
  const [first] = items;
  if (first === undefined)
    throw new ApiError(404, {
      type: "invalid_request_error",
      code: "invoice_upcoming_none",
      message: `No upcoming invoices for customer: ${customerId}`,
    });
  const now = world.clock.nowSeconds();
  return draftInvoice(world, {
    id: world.ids.next("upcoming_in_1", 23),
    customer,
    subscription,
    reason: subscription === null ? "manual" : "subscription_update",
    collectionMethod: "charge_automatically",
    autoAdvance: true,
    currency: first.currency,
    lines: items.map((item) => invoiceItemLine(world, item)),
    period: { start: now, end: now },
    dueDate: null,
    finalizesAt: null,
  });
}
