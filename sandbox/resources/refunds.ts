import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../protocol/list-page.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import type { Route, RouteCall } from "../protocol/route.ts";
import { base62Of } from "../store/deterministic-ids.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { bookMovement } from "./balance-transactions.ts";
import { addObject, changeObject, requireObject } from "./change-object.ts";
import { formatAmount } from "./money/currencies.ts";
import { settlementOf } from "./money/exchange-rates.ts";
import { requireRoundAmount } from "./payment-intent-params.ts";
import { testCardByToken } from "./test-cards.ts";

/** After this long a refund to one of the special test cards takes its other turn. */
export const REFUND_TURNS_AFTER_MS = 120_000;
const REASONS = ["duplicate", "fraudulent", "requested_by_customer"] as const;

export interface RefundFacts {
  /** Cents; undefined gives back all that is left. */
  readonly amount: number | undefined;
  readonly reason: (typeof REASONS)[number] | null;
  readonly metadata: Record<string, string>;
  /** How it goes on; without it the test card decides, and most refunds are done at once. */
  readonly course?: { readonly turn: "pending" | "fails"; readonly afterMs: number };
}

/** Gives money of a paid charge back. Stripe keeps its fee. Throws 400 when the charge has less left than asked for. */
export function addRefund(world: World, charge: Stripe.Charge, facts: RefundFacts): Stripe.Refund {
  const amount = refundableAmount(charge, facts.amount);
  const other = charge.id.startsWith("py_");
  const id = world.ids.next(other ? "pyr_1" : "re_3", 23);
  const transaction = bookMovement(world, {
    type: other ? "payment_refund" : "refund",
    ...settlementOf(world, -amount, charge.currency),
    feeDetails: [],
    source: id,
    description: charge.description === null ? null : `REFUND FOR CHARGE (${charge.description})`,
    availableOn: settlesWith(world, charge),
  });
  const course = facts.course ?? testCardCourse(world, charge);
  const refund = refundObject(world, charge, { ...facts, id, amount, transaction, course });
  addObject(world, "refund", refund, "refund.created");
  const refunded = charge.amount_refunded + amount;
  const change = { amount_refunded: refunded, refunded: refunded === charge.amount };
  changeObject(world, "charge", charge, change, ["charge.refunded"]);
  if (course !== null) {
    const turn = course.turn === "pending" ? "refund-succeeds" : "refund-fails";
    world.timers.set(turn, id, world.clock.nowMs() + course.afterMs);
  }
  return refund;
}

type Course = NonNullable<RefundFacts["course"]>;

function testCardCourse(world: World, charge: Stripe.Charge): Course | null {
  const method = charge.payment_method ?? "";
  const behaviour = world.store.column("payment_method", method, "behaviour");
  const turn = typeof behaviour === "string" ? testCardByToken(behaviour)?.refund : undefined;
  return turn === undefined ? null : { turn, afterMs: REFUND_TURNS_AFTER_MS };
}

function refundObject(
  world: World,
  charge: Stripe.Charge,
  made: {
    id: string;
    amount: number;
    transaction: Stripe.BalanceTransaction;
    course: Course | null;
    reason: RefundFacts["reason"];
    metadata: Record<string, string>;
  },
): Stripe.Refund {
  const pending = made.course?.turn === "pending";
  return {
    id: made.id,
    object: "refund",
    amount: made.amount,
    balance_transaction: made.transaction.id,
    charge: charge.id,
    created: world.clock.nowSeconds(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: destinationDetails(charge, made.id),
    metadata: made.metadata,
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: made.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: pending ? "pending" : "succeeded",
    ...(pending ? { pending_reason: "processing" } : {}),
    transfer_reversal: null,
  };
}

/** A refund of money that is not available yet waits with it, so that it cannot pull the available balance below zero. */
function settlesWith(world: World, charge: Stripe.Charge): number {
  const booked = world.store.get("balance_transaction", idOf(charge.balance_transaction) ?? "");
  return booked?.status === "pending" ? booked.available_on : world.clock.nowSeconds();
}

function refundableAmount(charge: Stripe.Charge, asked: number | undefined): number {
  if (charge.status !== "succeeded" || !charge.captured) {
    throw refused(
      `This charge (${charge.id}) cannot be refunded: it has not been captured. Cancel its PaymentIntent instead.`,
      { code: "charge_not_refundable", charge: charge.id },
    );
  }
  if (charge.refunded)
    throw refused(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
      charge: charge.id,
    });
  const left = charge.amount - charge.amount_refunded;
  const amount = asked ?? left;
  if (amount > left) {
    throw refused(
      `Refund amount (${formatAmount(amount, charge.currency)}) is greater than unrefunded amount on charge (${formatAmount(left, charge.currency)})`,
      { param: "amount", charge: charge.id },
    );
  }
  requireRoundAmount(amount, charge.currency, "amount");
  return amount;
}

function destinationDetails(
  charge: Stripe.Charge,
  refundId: string,
): Stripe.Refund.DestinationDetails {
  const type = charge.payment_method_details?.type ?? "card";
  if (type !== "card") return { type };
  return {
    type,
    card: {
      reference: base62Of(`acquirer:${refundId}`, 20).toUpperCase(),
      reference_status: "available",
      reference_type: "acquirer_reference_number",
      type: "refund",
    },
  };
}

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
  const facts = {
    amount,
    reason: params.oneOf("reason", REASONS) ?? null,
    metadata: params.metadata({}),
  };
  return addRefund(world, chargeToRefund(world, params), facts);
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

/** Only a refund that waits for the customer can be canceled, and no payment method of the sandbox makes one. */
function cancel({ world, id }: RouteCall): object {
  const refund = requireObject(world, "refund", id);
  throw refused(
    `This refund cannot be canceled because it has a status of ${refund.status ?? "unknown"}. Only refunds with one of the following statuses may be canceled: requires_action.`,
    { code: "status_transition_invalid" },
  );
}

export const refundRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/refunds",
    accepts: ["charge", "payment_intent", "amount", "reason", "metadata"],
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
  { method: "POST", path: "/v1/refunds/:id/cancel", accepts: [], handle: cancel },
];
