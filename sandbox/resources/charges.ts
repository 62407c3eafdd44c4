import type { Stripe } from "stripe";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../protocol/list-page.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import type { Route, RouteCall } from "../protocol/route.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { bookMovement } from "./balance-transactions.ts";
import { changeObject, requireObject } from "./change-object.ts";
import { directFeeDetails, shareCapture } from "./connect/capture-parts.ts";
import { type Decline, declineOf } from "./decline-codes.ts";
import { outcomeOf, type Verdict } from "./issuer-verdict.ts";
import { settlementOf } from "./money/exchange-rates.ts";
import { availableOn, feeFor } from "./money-rules.ts";
import { chargeMethodDetails, pricedMethod } from "./payment-method-details.ts";
import { without } from "./without.ts";

/** How long a bank holds an uncaptured authorization. */
export const AUTHORIZATION_LIFE_SECONDS = 7 * 86_400;
const BLOCKED: Decline = {
  code: "card_declined",
  declineCode: "fraudulent",
  message: "Your card was declined.",
  advice: "do_not_try_again",
  networkCode: null,
};

export interface ChargeAttempt {
  readonly intent: Stripe.PaymentIntent;
  readonly method: Stripe.PaymentMethod;
  readonly verdict: Exclude<Verdict, { result: "needs_action" }>;
  readonly captures: boolean;
  readonly authenticated: boolean;
}

/** The decline that a failed verdict stands for; null for an attempt that goes on. */
export function declineOfVerdict(verdict: Verdict): Decline | null {
  if (verdict.result === "declined") return declineOf(verdict.declineCode);
  return verdict.result === "blocked" ? BLOCKED : null;
}

/** Saves the charge that an attempt leaves, and books the money when it is captured at once. Emits nothing. */
export function addCharge(world: World, attempt: ChargeAttempt): Stripe.Charge {
  const { intent, method, verdict } = attempt;
  const own = method.type === "card" || method.type === "link" ? "ch_3" : "py_3";
  const id = world.ids.next(own, 23);
  const decline = declineOfVerdict(verdict);
  const charge: Stripe.Charge = {
    ...chargeBase(intent, method),
    id,
    created: world.clock.nowSeconds(),
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    outcome: outcomeOf(verdict, decline ?? { advice: null, networkCode: null }),
    ...(decline === null ? acceptedParts(world, id, attempt) : refusedParts(id, attempt)),
  };
  world.store.insert("charge", charge);
  if (charge.status !== "succeeded" || !charge.captured) return charge;
  const atOnce = verdict.result === "approved" && verdict.availableAtOnce === true;
  return bookCapture(world, charge, method, atOnce);
}

type AttemptParts = Pick<
  Stripe.Charge,
  "amount_captured" | "captured" | "paid" | "payment_method_details" | "receipt_url" | "status"
>;

function refusedParts(chargeId: string, { method, authenticated }: ChargeAttempt): AttemptParts {
  const shape = { chargeId, authorizedAmount: null, authenticated, captureBefore: null };
  return {
    amount_captured: 0,
    captured: false,
    paid: false,
    payment_method_details: chargeMethodDetails(method, shape),
    receipt_url: null,
    status: "failed",
  };
}

function acceptedParts(world: World, chargeId: string, attempt: ChargeAttempt): AttemptParts {
  const { intent, method, verdict, captures, authenticated } = attempt;
  const pending = verdict.result === "debit_pending";
  const until = world.clock.nowSeconds() + AUTHORIZATION_LIFE_SECONDS;
  return {
    amount_captured: captures ? intent.amount : 0,
    captured: captures,
    paid: true,
    payment_method_details: chargeMethodDetails(method, {
      chargeId,
      authorizedAmount: pending ? null : intent.amount,
      authenticated,
      captureBefore: captures ? null : until,
    }),
    receipt_url: `https://pay.example.com/receipts/${chargeId}`,
    status: pending ? "pending" : "succeeded",
  };
}

function chargeBase(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Omit<
  Stripe.Charge,
  "id" | "created" | "failure_code" | "failure_message" | "outcome" | keyof AttemptParts
> {
  return {
    object: "charge",
    amount: intent.amount,
    amount_refunded: 0,
    application: intent.application,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? "EXAMPLE SHOP",
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: idOf(intent.on_behalf_of),
    payment_intent: intent.id,
    payment_method: method.id,
    receipt_email: intent.receipt_email,
    receipt_number: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    transfer_data: transferDataOf(intent),
    transfer_group: intent.transfer_group,
  };
}

function transferDataOf({
  transfer_data: data,
}: Stripe.PaymentIntent): Stripe.Charge.TransferData | null {
  if (data === null || data === undefined) return null;
  return { amount: data.amount ?? null, destination: idOf(data.destination) ?? "" };
}

/** Books what a capture brings: the captured amount, converted where its currency is, less Stripe's fee. Emits nothing. */
export function bookCapture(
  world: World,
  charge: Stripe.Charge,
  method: Stripe.PaymentMethod,
  atOnce: boolean,
): Stripe.Charge {
  const priced = pricedMethod(method);
  const now = world.clock.nowSeconds();
  const settlement = settlementOf(world, charge.amount_captured, charge.currency);
  const transaction = bookMovement(world, {
    type: charge.id.startsWith("ch_") ? "charge" : "payment",
    ...settlement,
    feeDetails: [
      ...feeFor(world, settlement, priced),
      ...directFeeDetails(world, charge, settlement),
    ],
    source: charge.id,
    description: charge.description,
    availableOn: atOnce ? now : availableOn(now, priced),
  });
  const shared = shareCapture(world, charge, transaction);
  return changeObject(
    world,
    "charge",
    charge,
    { balance_transaction: transaction.id, ...shared },
    [],
  );
}

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "charge", params, "/v1/charges", [
    ...equals("customer", params.string("customer")),
    ...equals("payment_intent", params.string("payment_intent")),
    ...equals("transfer_group", params.string("transfer_group")),
    ...createdConditions("charge", params.range("created")),
  ]);
}

/** What the merchant reports: an empty `user_report` takes it back. */
function readFraudDetails(
  params: RequestParams,
  { fraud_details: current }: Stripe.Charge,
): Stripe.Charge.FraudDetails | null {
  const path = "fraud_details.user_report";
  if (params.unsets(path)) {
    return without(current ?? {}, "user_report");
  }
  const report = params.oneOf(path, ["fraudulent", "safe"]);
  return report === undefined ? current : { ...current, user_report: report };
}

function update({ world, params, id }: RouteCall): object {
  const charge = requireObject(world, "charge", id);
  const description = params.nullableString("description");
  const receipt = params.nullableString("receipt_email");
  const fraudDetails = readFraudDetails(params, charge);
  return changeObject(
    world,
    "charge",
    charge,
    {
      ...(description === undefined ? {} : { description }),
      ...(receipt === undefined ? {} : { receipt_email: receipt }),
      fraud_details: fraudDetails,
      metadata: params.metadata(charge.metadata),
    },
    ["charge.updated"],
  );
}

export const chargeRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/charges",
    accepts: [...PAGE_PARAMS, "created", "customer", "payment_intent", "transfer_group"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/charges/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "charge", id),
  },
  {
    method: "POST",
    path: "/v1/charges/:id",
    accepts: ["description", "metadata", "receipt_email", "fraud_details"],
    handle: update,
  },
];
