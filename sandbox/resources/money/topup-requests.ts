import { invalidParameter } from "../../protocol/api-error.ts";
import {
  createdConditions,
  equals,
  objectPage,
  PAGE_PARAMS,
  rangeConditions,
} from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { moneySettings } from "./money-settings.ts";
import { addTopup, cancelTopup } from "./topups.ts";

const STATUSES = ["canceled", "failed", "pending", "succeeded"] as const;
/** The test bank account whose debits come back (docs.stripe.com/connect/add-and-pay-out-guide#with-code). */
const FAILING_SOURCE = "btok_us_verified_noAccount";

function create({ world, params }: RouteCall): object {
  const amount = params.requiredInteger("amount");
  const currency = params.requiredString("currency").toLowerCase();
  if (amount < 1)
    throw invalidParameter("parameter_invalid_integer", "Invalid positive integer", "amount");
  if (!moneySettings(world).settlementCurrencies.includes(currency))
    throw invalidParameter(
      null,
      `The account has no bank account to top up from in ${currency}.`,
      "currency",
    );
  return addTopup(world, {
    amount,
    currency,
    description: params.string("description") ?? null,
    metadata: params.metadata({}),
    statementDescriptor: params.string("statement_descriptor") ?? null,
    transferGroup: params.string("transfer_group") ?? null,
    initiatedBy: "user",
    fails: params.string("source") === FAILING_SOURCE,
  });
}

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "topup", params, "/v1/topups", [
    ...equals("status", params.oneOf("status", STATUSES)),
    ...rangeConditions("amount", params.range("amount")),
    ...createdConditions("topup", params.range("created")),
  ]);
}

function update({ world, params, id }: RouteCall): object {
  const topup = requireObject(world, "topup", id);
  const description = params.nullableString("description");
  const change = {
    ...(description === undefined ? {} : { description }),
    metadata: params.metadata(topup.metadata),
  };
  return changeObject(world, "topup", topup, change, []);
}

export const topupRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/topups",
    accepts: [
      "amount",
      "currency",
      "description",
      "metadata",
      "source",
      "statement_descriptor",
      "transfer_group",
    ],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/topups",
    accepts: [...PAGE_PARAMS, "amount", "created", "status"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/topups/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "topup", id),
  },
  { method: "POST", path: "/v1/topups/:id", accepts: ["description", "metadata"], handle: update },
  {
    method: "POST",
    path: "/v1/topups/:id/cancel",
    accepts: [],
    handle: ({ world, id }) => cancelTopup(world, id),
  },
];
