import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { cancelRefund } from "../refund-outcomes.ts";
import { addRefund, REFUND_REASONS } from "../refunds.ts";

/** How long the customer takes to answer, where the sandbox plays the customer. */
const CUSTOMER_ANSWERS_AFTER_MS = 86_400_000;

function chargeToRefund(world: World, params: RequestParams): Stripe.Charge {
  const chargeId = params.string("charge");
  const intentId = params.string("payment_intent");
  if (chargeId !== undefined) {
    const charge = requireObject(world, "charge", chargeId, "charge");
    if (intentId !== undefined && idOf(charge.payment_intent) !== intentId)
      throw refused("The charge does not belong to the payment_intent given.", { param: "charge" });
    return charge;
  }
  if (intentId === undefined)
    throw invalidParameter(
      "parameter_missing",
      "One of the following params should be provided for this request: payment_intent or charge.",
      "payment_intent",
    );
  const intent = requireObject(world, "payment_intent", intentId, "payment_intent");
  const charge = world.store.get("charge", idOf(intent.latest_charge) ?? "");
  if (charge === undefined || charge.status !== "succeeded") {
    throw refused(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      { code: "charge_not_refundable", param: "payment_intent" },
    );
  }
  return charge;
}

function create({ world, params }: RouteCall): object {
  const amount = params.integer("amount");
  if (amount !== undefined && amount < 1)
    throw invalidParameter("parameter_invalid_integer", "Invalid positive integer", "amount");
  const reason = params.oneOf("reason", REFUND_REASONS) ?? null;
  const email = params.string("instructions_email");
  requireNoCashBalance(params);
  const charge = chargeToRefund(world, params);
  requireSameCurrency(params, charge);
  // Our own rule: who is written to is asked, and a card needs no asking.
  const asks = email !== undefined && charge.id.startsWith("py_");
  const course = { turn: "asks_customer", afterMs: CUSTOMER_ANSWERS_AFTER_MS } as const;
  return addRefund(world, charge, {
    amount,
    reason,
    metadata: params.metadata({}),
    takesBack: {
      reversesTransfer: params.boolean("reverse_transfer") ?? false,
      refundsFee: params.boolean("refund_application_fee") ?? false,
    },
    ...(asks ? { instructionsEmail: email, course } : {}),
  });
}

/** Customers of the sandbox hold no cash balance, so none can be refunded. */
function requireNoCashBalance(params: RequestParams): void {
  if (params.oneOf("origin", ["customer_balance"]) === undefined) return;
  throw refused("The customer has no cash balance to refund.", { param: "origin" });
}

function requireSameCurrency(params: RequestParams, charge: Stripe.Charge): void {
  const currency = params.string("currency")?.toLowerCase();
  if (currency === undefined || currency === charge.currency) return;
  throw invalidParameter(
    null,
    `The currency of the refund must be that of the charge, ${charge.currency}.`,
    "currency",
  );
}

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "refund", params, "/v1/refunds", [
    ...equals("charge", params.string("charge")),
    ...equals("payment_intent", params.string("payment_intent")),
    ...createdConditions("refund", params.range("created")),
  ]);
}

function update({ world, params, id }: RouteCall): object {
  const refund = requireObject(world, "refund", id);
  return changeObject(world, "refund", refund, { metadata: params.metadata(refund.metadata) }, [
    "refund.updated",
    "charge.refund.updated",
  ]);
}

export const refundRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/refunds",
    accepts: [
      "charge",
      "payment_intent",
      "amount",
      "currency",
      "customer",
      "instructions_email",
      "metadata",
      "origin",
      "reason",
      "refund_application_fee",
      "reverse_transfer",
    ],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/refunds",
    accepts: [...PAGE_PARAMS, "charge", "payment_intent", "created"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/refunds/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "refund", id),
  },
  { method: "POST", path: "/v1/refunds/:id", accepts: ["metadata"], handle: update },
  {
    method: "POST",
    path: "/v1/refunds/:id/cancel",
    accepts: [],
    handle: ({ world, id }) => cancelRefund(world, id),
  },
];
