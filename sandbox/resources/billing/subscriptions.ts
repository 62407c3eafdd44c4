import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import {
  type Condition,
  createdConditions,
  equals,
  objectPage,
  PAGE_PARAMS,
} from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { billNow, invoicePending } from "./change-items.ts";
import { COLLECTION_METHODS, CREATE_PARAMS, createSubscription } from "./create-subscription.ts";
import { addProrations } from "./proration.ts";
import { itemsIn, nextEnd, watchPeriod } from "./subscription-cycle.ts";
import { endSubscription, hasEnded } from "./subscription-status.ts";
import { onClockOf } from "./test-clock.ts";
import {
  readCancellationDetails,
  UPDATE_PARAMS,
  updateSubscription,
} from "./update-subscription.ts";

const STATUSES = [
  "active",
  "canceled",
  "incomplete",
  "incomplete_expired",
  "past_due",
  "paused",
  "trialing",
  "unpaid",
  "all",
  "ended",
] as const;

/** Without a status a list leaves out what was canceled, as Stripe's does. */
function statusConditions(params: RequestParams): Condition[] {
  const status = params.oneOf("status", STATUSES);
  if (status === "all") return [];
  if (status === undefined) return [{ sql: "status <> 'canceled'", values: [] }];
  return status === "ended"
    ? [{ sql: "status IN ('canceled', 'incomplete_expired')", values: [] }]
    : equals("status", status);
}

function list({ world, params }: RouteCall): object {
  const price = params.string("price");
  return objectPage(world.store, "subscription", params, "/v1/subscriptions", [
    ...statusConditions(params),
    ...equals("customer", params.string("customer")),
    ...equals("collection_method", params.oneOf("collection_method", COLLECTION_METHODS)),
    ...equals("test_clock", params.string("test_clock")),
    ...(price === undefined
      ? []
      : [
          {
            sql: "EXISTS (SELECT 1 FROM json_each(doc, '$.items.data') WHERE value ->> '$.price.id' = ?)",
            values: [price],
          },
        ]),
    ...createdConditions("subscription", params.range("created")),
  ]);
}

function cancel({ world, params, id }: RouteCall): object {
  const found = requireObject(world, "subscription", id);
  if (hasEnded(found))
    throw refused(`No such subscription: '${id}'`, { code: "resource_missing", param: "id" });
  return onClockOf(world, found, () => {
    if (params.boolean("prorate") === true) addProrations(world, found, []);
    if (params.boolean("invoice_now") === true) invoicePending(world, found);
    const current = requireObject(world, "subscription", id);
    return endSubscription(world, current, {
      ...readCancellationDetails(current, params).cancellation_details,
      reason: "cancellation_requested",
    });
  });
}

/** A subscription that was paused when its trial ended without a method to charge goes on with a new period. */
function resume({ world, id }: RouteCall): object {
  const found = requireObject(world, "subscription", id);
  if (found.status !== "paused")
    throw refused(
      "Only subscriptions whose status is `paused` can be resumed; this one has nothing to resume.",
    );
  return onClockOf(world, found, () => restart(world, found));
}

function restart(world: RouteCall["world"], found: Stripe.Subscription): Stripe.Subscription {
  const now = world.clock.nowSeconds();
  const anchored = { ...found, billing_cycle_anchor: now };
  const period = { start: now, end: nextEnd(anchored, now) };
  const resumed = changeObject(
    world,
    "subscription",
    found,
    { billing_cycle_anchor: now, items: itemsIn(anchored, period), status: "active" },
    ["customer.subscription.updated", "customer.subscription.resumed"],
  );
  billNow(world, resumed, true);
  const billed = requireObject(world, "subscription", found.id);
  watchPeriod(world, billed);
  return billed;
}

export const subscriptionRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/subscriptions",
    accepts: CREATE_PARAMS,
    handle: createSubscription,
  },
  {
    method: "GET",
    path: "/v1/subscriptions",
    accepts: [
      ...PAGE_PARAMS,
      "collection_method",
      "created",
      "customer",
      "price",
      "status",
      "test_clock",
    ],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/subscriptions/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "subscription", id),
  },
  {
    method: "POST",
    path: "/v1/subscriptions/:id",
    accepts: UPDATE_PARAMS,
    handle: updateSubscription,
  },
  {
    method: "DELETE",
    path: "/v1/subscriptions/:id",
    accepts: ["cancellation_details", "invoice_now", "prorate"],
    handle: cancel,
  },
  { method: "POST", path: "/v1/subscriptions/:id/resume", accepts: [], handle: resume },
];
