import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { addPrice, addProduct } from "./catalog.ts";
import { readCurrency, readRecurring } from "./price-params.ts";

function create({ world, params }: RouteCall): object {
  const id = params.string("id");
  if (id !== undefined && world.store.get("product", id) !== undefined) {
    throw refused(`Product already exists.`, { code: "resource_already_exists", param: "id" });
  }
  const product = addProduct(world, {
    id: id ?? null,
    name: params.requiredString("name"),
    description: params.nullableString("description") ?? null,
    active: params.boolean("active") ?? true,
    metadata: params.metadata({}),
  });
  if (!params.has("default_price_data")) return product;
  const price = addPrice(world, {
    product: product.id,
    unitAmount: params.requiredInteger("default_price_data.unit_amount"),
    currency: readCurrency(params, "default_price_data.currency"),
    recurring: readRecurring(params, "default_price_data.recurring"),
  });
  return changeObject(world, "product", product, { default_price: price.id }, ["product.updated"]);
}

function update({ world, params, id }: RouteCall): object {
  const product = requireObject(world, "product", id);
  const change: Partial<Stripe.Product> = {};
  const name = params.string("name");
  const description = params.nullableString("description");
  const active = params.boolean("active");
  const preferred = params.string("default_price");
  if (name !== undefined) change.name = name;
  if (description !== undefined) change.description = description;
  if (active !== undefined) change.active = active;
  if (preferred !== undefined)
    change.default_price = requireObject(world, "price", preferred, "default_price").id;
  return changeObject(
    world,
    "product",
    product,
    {
      ...change,
      metadata: params.metadata(product.metadata),
      updated: world.clock.nowSeconds(),
    },
    ["product.updated"],
  );
}

function remove({ world, id }: RouteCall): object {
  const product = requireObject(world, "product", id);
  const prices = world.store.find("price", {
    conditions: equals("product", id),
    order: "oldest",
    limit: 1,
  });
  if (prices.length > 0)
    throw refused("This product cannot be deleted because it has one or more user-created prices.");
  world.store.remove("product", id);
  emitEvent(world, "product.deleted", product);
  return { id, object: "product", deleted: true };
}

function list({ world, params }: RouteCall): object {
  const active = params.boolean("active");
  return objectPage(world.store, "product", params, "/v1/products", [
    ...equals("active", active === undefined ? undefined : Number(active)),
    ...createdConditions("product", params.range("created")),
  ]);
}

const BODY_PARAMS = ["name", "description", "active", "metadata"];

export const productRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/products",
    accepts: [...BODY_PARAMS, "id", "default_price_data"],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/products",
    accepts: [...PAGE_PARAMS, "active", "created"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/products/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "product", id),
  },
  {
    method: "POST",
    path: "/v1/products/:id",
    accepts: [...BODY_PARAMS, "default_price"],
    handle: update,
  },
  { method: "DELETE", path: "/v1/products/:id", accepts: [], handle: remove },
];
