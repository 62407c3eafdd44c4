import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { changedItem, changeItems } from "./change-items.ts";
import { PRORATION_BEHAVIORS } from "./proration.ts";
import { periodOf } from "./subscription-invoice.ts";
import { newItem, requireItem } from "./subscription-item.ts";
import { readItem } from "./subscription-params.ts";
import { hasEnded } from "./subscription-status.ts";
import { onClockOf } from "./test-clock.ts";

function change(
  world: World,
  subscription: Stripe.Subscription,
  params: RequestParams,
  itemsOf: () => Stripe.SubscriptionItem[],
): Stripe.Subscription {
  if (hasEnded(subscription))
    throw refused("A canceled subscription's items cannot be changed.", {
      code: "invalid_canceled_subscription_fields",
    });
  const behavior = params.oneOf("proration_behavior", PRORATION_BEHAVIORS) ?? "create_prorations";
  return onClockOf(world, subscription, () =>
    changeItems(world, subscription, itemsOf(), behavior),
  );
}

function create({ world, params }: RouteCall): object {
  const id = params.requiredString("subscription");
  const subscription = requireObject(world, "subscription", id, "subscription");
  const changed = change(world, subscription, params, () => [
    ...subscription.items.data,
    newItem(world, id, readItem(world, params), periodOf(subscription)),
  ]);
  const added = changed.items.data.at(-1);
  if (added === undefined) throw new Error(`${id} lost its new item`);
  return added;
}

function update({ world, params, id }: RouteCall): object {
  const { item, subscription } = requireItem(world, id);
  change(world, subscription, params, () =>
    subscription.items.data.map((other) =>
      other.id === item.id ? changedItem(world, item, params) : other,
    ),
  );
  return requireItem(world, id).item;
}

function remove({ world, params, id }: RouteCall): object {
  const { subscription } = requireItem(world, id);
  change(world, subscription, params, () =>
    subscription.items.data.filter((other) => other.id !== id),
  );
  return { id, object: "subscription_item", deleted: true };
}

/** A subscription has few items, so its list is one page. */
function list({ world, params }: RouteCall): object {
  const id = params.requiredString("subscription");
  const { items } = requireObject(world, "subscription", id, "subscription");
  return { ...items, url: "/v1/subscription_items" };
}

const ITEM_PARAMS = ["price", "price_data", "quantity", "metadata", "proration_behavior"];

export const subscriptionItemRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/subscription_items",
    accepts: [...ITEM_PARAMS, "subscription"],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/subscription_items",
    accepts: [...PAGE_PARAMS, "subscription"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/subscription_items/:id",
    accepts: [],
    handle: ({ world, id }) => requireItem(world, id).item,
  },
  {
    method: "POST",
    path: "/v1/subscription_items/:id",
    accepts: [...ITEM_PARAMS, "off_session"],
    handle: update,
  },
  {
    method: "DELETE",
    path: "/v1/subscription_items/:id",
    accepts: ["proration_behavior"],
    handle: remove,
  },
];
