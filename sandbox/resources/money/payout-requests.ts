import { ApiError, invalidParameter } from "../../protocol/api-error.ts";
import {
  type Condition,
  createdConditions,
  equals,
  objectPage,
  PAGE_PARAMS,
  rangeConditions,
} from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { addPayout } from "../payouts.ts";
import { availableIn } from "./balance-sums.ts";
import { bankAccountId } from "./bank-accounts.ts";
import { exponentOf } from "./currencies.ts";
import { moneySettings } from "./money-settings.ts";
import { cancelPayout, reversePayout } from "./payout-outcomes.ts";

const METHODS = ["standard", "instant"] as const;
const SOURCE_TYPES = ["card", "bank_account", "fpx"] as const;
/** Paid out in whole units although charged with two decimals (docs.stripe.com/currencies#special-cases). */
const WHOLE_UNITS = ["huf", "twd", "isk"];

function create({ world, params }: RouteCall): object {
  const currency = params.requiredString("currency").toLowerCase();
  requireDestination(world, params, currency);
  if (params.oneOf("method", METHODS) === "instant")
    throw invalidParameter(null, "This bank account takes no instant payouts.", "method");
  const amount = readAmount(params, currency);
  const available = availableIn(world, currency);
  const source = params.oneOf("source_type", SOURCE_TYPES) ?? "card";
  if (source !== "card" || amount > available) throw insufficient(source);
  return addPayout(world, {
    amount,
    currency,
    automatic: false,
    description: params.string("description") ?? null,
    metadata: params.metadata({}),
    statementDescriptor: params.string("statement_descriptor") ?? null,
    original: null,
  });
}

function readAmount(params: RequestParams, currency: string): number {
  const amount = params.requiredInteger("amount");
  const whole = WHOLE_UNITS.includes(currency) ? 10 ** exponentOf(currency) : 1;
  if (amount >= 1 && amount % whole === 0) return amount;
  throw invalidParameter("parameter_invalid_integer", "Invalid positive integer", "amount");
}

function requireDestination(world: World, params: RequestParams, currency: string): void {
  if (!moneySettings(world).settlementCurrencies.includes(currency))
    throw invalidParameter(
      null,
      `Sorry, you don't have any external accounts in that currency (${currency}).`,
      "currency",
    );
  const destination = params.string("destination");
  if (destination !== undefined && destination !== bankAccountId(world, currency))
    throw invalidParameter(
      "resource_missing",
      `No such external account: '${destination}'`,
      "destination",
    );
}

function insufficient(source: string): ApiError {
  return new ApiError(400, {
    type: "invalid_request_error",
    code: "balance_insufficient",
    message: `You have insufficient funds in your Stripe account for this transfer. Your ${source} balance is too low.`,
  });
}

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "payout", params, "/v1/payouts", [
    ...equals("status", params.string("status")),
    ...destinationCondition(params.string("destination")),
    ...rangeConditions("arrival_date", params.range("arrival_date")),
    ...createdConditions("payout", params.range("created")),
  ]);
}

function destinationCondition(destination: string | undefined): Condition[] {
  if (destination === undefined) return [];
  return [{ sql: "json_extract(doc, '$.destination') = ?", values: [destination] }];
}

function update({ world, params, id }: RouteCall): object {
  const payout = requireObject(world, "payout", id);
  return changeObject(world, "payout", payout, { metadata: params.metadata(payout.metadata) }, [
    "payout.updated",
  ]);
}

export const payoutRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/payouts",
    accepts: [
      "amount",
      "currency",
      "description",
      "destination",
      "metadata",
      "method",
      "source_type",
      "statement_descriptor",
    ],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/payouts",
    accepts: [...PAGE_PARAMS, "arrival_date", "created", "status", "destination"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/payouts/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "payout", id),
  },
  { method: "POST", path: "/v1/payouts/:id", accepts: ["metadata"], handle: update },
  {
    method: "POST",
    path: "/v1/payouts/:id/cancel",
    accepts: [],
    handle: ({ world, id }) => cancelPayout(world, id),
  },
  {
    method: "POST",
    path: "/v1/payouts/:id/reverse",
    accepts: ["metadata"],
    handle: ({ world, params, id }) => reversePayout(world, id, params.metadata({})),
  },
];
