import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { addObject, requireObject } from "../change-object.ts";
import { listValue } from "./list-item-values.ts";
import { requireList } from "./value-lists.ts";

const PATH = "/v1/radar/value_list_items";

function create({ world, params }: RouteCall): object {
  const given = params.requiredString("value");
  const list = requireList(world, params.requiredString("value_list"), "value_list");
  const value = listValue(list.item_type, given);
  const twin = { conditions: [...equals("value_list", list.id), ...equals("value", value)] };
  if (world.store.find("value_list_item", { ...twin, order: "newest", limit: 1 }).length > 0) {
    throw refused(`The value ${value} is in the list ${list.alias} already.`, {
      code: "resource_already_exists",
      param: "value",
    });
  }
  const item: Stripe.Radar.ValueListItem = {
    id: world.ids.next("rsli_1", 23),
    object: "radar.value_list_item",
    created: world.clock.nowSeconds(),
    created_by: list.created_by,
    livemode: false,
    value,
    value_list: list.id,
  };
  return addObject(world, "value_list_item", item, null);
}

function list({ world, params }: RouteCall): object {
  const owner = requireList(world, params.requiredString("value_list"), "value_list");
  const like = params.string("value");
  return objectPage(world.store, "value_list_item", params, PATH, [
    ...equals("value_list", owner.id),
    ...(like === undefined ? [] : [{ sql: "instr(lower(value), lower(?)) > 0", values: [like] }]),
    ...createdConditions("value_list_item", params.range("created")),
  ]);
}

function remove({ world, id }: RouteCall): object {
  requireObject(world, "value_list_item", id);
  world.store.sql("DELETE FROM value_list_item WHERE id = ?").run(id);
  return { id, object: "radar.value_list_item", deleted: true };
}

export const valueListItemRoutes: readonly Route[] = [
  { method: "POST", path: PATH, accepts: ["value", "value_list"], handle: create },
  {
    method: "GET",
    path: PATH,
    accepts: [...PAGE_PARAMS, "value_list", "value", "created"],
    handle: list,
  },
  {
    method: "GET",
    path: `${PATH}/:id`,
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "value_list_item", id),
  },
  { method: "DELETE", path: `${PATH}/:id`, accepts: [], handle: remove },
];
