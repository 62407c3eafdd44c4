import type { Stripe } from "stripe";
import { ApiError, invalidParameter, noSuch, refused } from "../protocol/api-error.ts";
import { equals, objectPage, PAGE_PARAMS } from "../protocol/list-page.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import type { Route, RouteCall } from "../protocol/route.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { changeObject, requireObject } from "./change-object.ts";
import { declineOf } from "./decline-codes.ts";
import {
  addTestCard,
  billingFromParams,
  METHOD_TYPES,
  paymentMethodFromParams,
  REDISPLAYS,
} from "./new-payment-method.ts";
import { cardRefused, expiryProblem } from "./setup/card-data.ts";
import { setDefaultMethod } from "./setup/default-method.ts";
import { endMandates } from "./setup/mandates.ts";
import { type TestCard, testCardByToken } from "./test-cards.ts";

/** A saved method by its id, or a fresh one for `pm_card_…`. */
export function methodByIdOrToken(world: World, id: string, param?: string): Stripe.PaymentMethod {
  const card = id.startsWith("pm_card_") ? testCardByToken(id) : undefined;
  return card === undefined
    ? requireObject(world, "payment_method", id, param)
    : addTestCard(world, card);
}

/** Saves the method with a customer. A test card that declines is declined here too, unless it is made to pass. */
export function attachPaymentMethod(
  world: World,
  method: Stripe.PaymentMethod,
  customerId: string,
): Stripe.PaymentMethod {
  if (method.customer !== null) {
    if (method.customer === customerId) return method;
    throw refused("The payment method you provided has already been attached to a customer.", {
      code: "payment_method_unexpected_state",
    });
  }
  if (world.store.column("payment_method", method.id, "consumed") === 1) {
    throw refused(
      "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.",
      { code: "payment_method_unexpected_state" },
    );
  }
  const decline = cardOfMethod(world, method)?.decline;
  if (decline !== undefined && !decline.attaches) throw attachDeclined(decline.code);
  return changeObject(world, "payment_method", method, { customer: customerId }, [
    "payment_method.attached",
  ]);
}

/** The test card behind a method; undefined for what is no card, or acts on instruction only. */
export function cardOfMethod(world: World, method: Stripe.PaymentMethod): TestCard | undefined {
  const token = world.store.column("payment_method", method.id, "behaviour");
  return method.type === "card" && typeof token === "string" ? testCardByToken(token) : undefined;
}

function attachDeclined(declineCode: string): ApiError {
  const { code, message } = declineOf(declineCode);
  return new ApiError(402, { type: "card_error", code, decline_code: declineCode, message });
}

/** Takes the method away from its customer; it cannot come back. */
export function detachPaymentMethod(
  world: World,
  method: Stripe.PaymentMethod,
): Stripe.PaymentMethod {
  if (method.customer === null) {
    throw refused(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
      { code: "payment_method_unexpected_state" },
    );
  }
  world.store.setColumn("payment_method", method.id, "consumed", 1);
  endMandates(world, method.id);
  const owner = world.store.get("customer", idOf(method.customer) ?? "");
  if (owner?.invoice_settings.default_payment_method === method.id)
    setDefaultMethod(world, owner.id, null);
  return changeObject(world, "payment_method", method, { customer: null }, [
    "payment_method.detached",
  ]);
}

function createPaymentMethod({ world, params }: RouteCall): object {
  return paymentMethodFromParams(world, params, "");
}

function attach({ world, params, id }: RouteCall): object {
  const customer = params.requiredString("customer");
  requireObject(world, "customer", customer, "customer");
  return attachPaymentMethod(world, methodByIdOrToken(world, id), customer);
}

/** The card with the date of expiry that the request names, which must be still to come. */
function changedCard(
  world: World,
  params: RequestParams,
  { card }: Stripe.PaymentMethod,
): Partial<Stripe.PaymentMethod> {
  const month = params.integer("card.exp_month");
  const year = params.integer("card.exp_year");
  if (month === undefined && year === undefined) return {};
  if (card === undefined)
    throw invalidParameter("parameter_unknown", "Only a card has an expiry date.", "card");
  const date = { expMonth: month ?? card.exp_month, expYear: year ?? card.exp_year };
  const problem = expiryProblem(date, world.clock.nowMs());
  if (problem !== null) throw cardRefused(problem);
  return { card: { ...card, exp_month: date.expMonth, exp_year: date.expYear } };
}

function update({ world, params, id }: RouteCall): object {
  const method = requireObject(world, "payment_method", id);
  if (method.customer === null)
    throw refused("You must save this PaymentMethod to a customer before you can update it.", {
      code: "payment_method_unexpected_state",
    });
  const redisplay = params.oneOf("allow_redisplay", REDISPLAYS);
  return changeObject(
    world,
    "payment_method",
    method,
    {
      ...changedCard(world, params, method),
      ...(redisplay === undefined ? {} : { allow_redisplay: redisplay }),
      billing_details: billingFromParams(params, "billing_details", method.billing_details),
      metadata: params.metadata(method.metadata),
    },
    ["payment_method.updated"],
  );
}

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "payment_method", params, "/v1/payment_methods", [
    ...equals("customer", params.string("customer")),
    ...equals("type", params.oneOf("type", METHOD_TYPES)),
    ...(params.has("customer") ? [] : [{ sql: "customer IS NULL", values: [] }]),
  ]);
}

function listOfCustomer({ world, params, id }: RouteCall): object {
  requireObject(world, "customer", id);
  return objectPage(world.store, "payment_method", params, `/v1/customers/${id}/payment_methods`, [
    ...equals("customer", id),
    ...equals("type", params.oneOf("type", METHOD_TYPES)),
  ]);
}

function retrieveOfCustomer({ world, id, child }: RouteCall): object {
  requireObject(world, "customer", id);
  const method = requireObject(world, "payment_method", child);
  if (method.customer === id) return method;
  throw noSuch("PaymentMethod", child, "payment_method", 404);
}

const CREATE_PARAMS = ["type", "allow_redisplay", ...METHOD_TYPES, "billing_details", "metadata"];

export const paymentMethodRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/payment_methods",
    accepts: CREATE_PARAMS,
    handle: createPaymentMethod,
  },
  {
    method: "GET",
    path: "/v1/payment_methods",
    accepts: [...PAGE_PARAMS, "customer", "type"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/payment_methods/:id",
    accepts: [],
    handle: ({ world, id }) => methodByIdOrToken(world, id),
  },
  {
    method: "POST",
    path: "/v1/payment_methods/:id",
    accepts: ["allow_redisplay", "billing_details", "card", "metadata"],
    handle: update,
  },
  { method: "POST", path: "/v1/payment_methods/:id/attach", accepts: ["customer"], handle: attach },
  {
    method: "POST",
    path: "/v1/payment_methods/:id/detach",
    accepts: [],
    handle: ({ world, id }) =>
      detachPaymentMethod(world, requireObject(world, "payment_method", id)),
  },
  {
    method: "GET",
    path: "/v1/customers/:id/payment_methods",
    accepts: [...PAGE_PARAMS, "type"],
    handle: listOfCustomer,
  },
  {
    method: "GET",
    path: "/v1/customers/:id/payment_methods/:child",
    accepts: [],
    handle: retrieveOfCustomer,
  },
];
