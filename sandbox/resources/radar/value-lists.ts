import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { ensureDefaultLists, isDefaultList } from "./block-lists.ts";
import { ITEM_TYPES } from "./list-item-values.ts";

const PATH = "/v1/radar/value_lists";
/** How many items a list shows of itself; the others are read from the list of items. */
const SHOWN_ITEMS = 10;

function renderList(world: World, list: Stripe.Radar.ValueList): Stripe.Radar.ValueList {
  const items = world.store.find("value_list_item", {
    conditions: [{ sql: "value_list = ?", values: [list.id] }],
    order: "newest",
    limit: SHOWN_ITEMS + 1,
  });
  return {
    ...list,
    list_items: {
      ...list.list_items,
      data: items.slice(0, SHOWN_ITEMS),
      has_more: items.length > SHOWN_ITEMS,
    },
  };
}

/** Finds a list by its id. */
export function requireList(world: World, id: string, param?: string): Stripe.Radar.ValueList {
  ensureDefaultLists(world);
  return requireObject(world, "value_list", id, param);
}

function refuseTaken(world: World, alias: string, except: string | null): void {
  ensureDefaultLists(world);
  const [taken] = world.store.find("value_list", {
    conditions: [{ sql: "alias = ?", values: [alias] }],
    order: "newest",
    limit: 1,
  });
  if (taken === undefined || taken.id === except) return;
  throw refused(`A value list with the alias ${alias} exists already.`, {
    code: "resource_already_exists",
    param: "alias",
  });
}

function create({ world, params }: RouteCall): object {
  const alias = params.requiredString("alias");
  const name = params.requiredString("name");
  const itemType = params.oneOf("item_type", ITEM_TYPES) ?? "string";
  const metadata = params.metadata({});
  refuseTaken(world, alias, null);
  const id = world.ids.next("rsl_1", 23);
  const list: Stripe.Radar.ValueList = {
    id,
    object: "radar.value_list",
    alias,
    created: world.clock.nowSeconds(),
    created_by: "payments@shop.example.com",
    item_type: itemType,
    list_items: {
      object: "list",
      data: [],
      has_more: false,
      url: `/v1/radar/value_list_items?value_list=${id}`,
    },
    livemode: false,
    metadata,
    name,
  };
  world.store.insert("value_list", list);
  return list;
}

function list({ world, params }: RouteCall): object {
  ensureDefaultLists(world);
  const contains = params.string("contains");
  const page = objectPage(world.store, "value_list", params, PATH, [
    ...equals("alias", params.string("alias")),
    ...(contains === undefined
      ? []
      : [
          {
            sql: "id IN (SELECT value_list FROM value_list_item WHERE value = ?)",
            values: [contains],
          },
        ]),
    ...createdConditions("value_list", params.range("created")),
  ]);
  return { ...page, data: page.data.map((one) => renderList(world, one)) };
}

function update({ world, params, id }: RouteCall): object {
  const before = requireList(world, id);
  const alias = params.string("alias") ?? before.alias;
  if (alias !== before.alias) {
    refuseReferenced(before);
    refuseTaken(world, alias, id);
  }
  const name = params.string("name") ?? before.name;
  const change = { alias, name, metadata: params.metadata(before.metadata) };
  return renderList(world, changeObject(world, "value_list", before, change, []));
}

function remove({ world, id }: RouteCall): object {
  refuseReferenced(requireList(world, id));
  world.store.sql("DELETE FROM value_list_item WHERE value_list = ?").run(id);
  world.store.sql("DELETE FROM value_list WHERE id = ?").run(id);
  return { id, object: "radar.value_list", deleted: true };
}

function refuseReferenced({ alias }: Stripe.Radar.ValueList): void {
  if (isDefaultList(alias)) {
    throw refused(`The value list ${alias} is used by a rule and stays as it is.`);
  }
}

export const valueListRoutes: readonly Route[] = [
  {
    method: "POST",
    path: PATH,
    accepts: ["alias", "name", "item_type", "metadata"],
    handle: create,
  },
  {
    method: "GET",
    path: PATH,
    accepts: [...PAGE_PARAMS, "alias", "contains", "created"],
    handle: list,
  },
  {
    method: "GET",
    path: `${PATH}/:id`,
    accepts: [],
    handle: ({ world, id }) => renderList(world, requireList(world, id)),
  },
  { method: "POST", path: `${PATH}/:id`, accepts: ["alias", "name", "metadata"], handle: update },
  { method: "DELETE", path: `${PATH}/:id`, accepts: [], handle: remove },
];
