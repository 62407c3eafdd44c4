import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { addPrice, addProduct } from "./catalog.ts";
import { readCurrency, readRecurring } from "./price-params.ts";

const TAX_BEHAVIORS = ["exclusive", "inclusive", "unspecified"] as const;
const TYPES = ["one_time", "recurring"] as const;

function create({ world, params }: RouteCall): object {
  const currency = readCurrency(params, "currency");
  const unitAmount = params.requiredInteger("unit_amount");
  if (unitAmount < 0)
    throw invalidParameter(
      "parameter_invalid_integer",
      "Invalid non-negative integer",
      "unit_amount",
    );
  const recurring = readRecurring(params, "recurring");
  const lookupKey = params.string("lookup_key") ?? null;
  requireFreeKey(world, lookupKey, null);
  return addPrice(world, {
    product: productOf({ world, params }),
    unitAmount,
    currency,
    recurring,
    active: params.boolean("active") ?? true,
    nickname: params.string("nickname") ?? null,
    lookupKey,
    taxBehavior: params.oneOf("tax_behavior", TAX_BEHAVIORS) ?? "unspecified",
    metadata: params.metadata({}),
  });
}

function productOf({ world, params }: Pick<RouteCall, "world" | "params">): string {
  const id = params.string("product");
  if (id !== undefined) return requireObject(world, "product", id, "product").id;
  return addProduct(world, { name: params.requiredString("product_data.name") }).id;
}

function requireFreeKey(world: World, key: string | null, owner: string | null): void {
  if (key === null) return;
  const [taken] = world.store.find("price", {
    conditions: equals("lookup_key", key),
    order: "oldest",
    limit: 1,
  });
  if (taken === undefined || taken.id === owner) return;
  throw refused(
    `A price (\`${taken.id}\`) already uses that lookup key. Transfer the lookup key by passing \`transfer_lookup_key=true\`.`,
    { param: "lookup_key" },
  );
}

function update({ world, params, id }: RouteCall): object {
  const price = requireObject(world, "price", id);
  const change: Partial<Stripe.Price> = {};
  const active = params.boolean("active");
  const nickname = params.nullableString("nickname");
  const key = params.nullableString("lookup_key");
  const tax = params.oneOf("tax_behavior", TAX_BEHAVIORS);
  if (active !== undefined) change.active = active;
  if (nickname !== undefined) change.nickname = nickname;
  if (tax !== undefined) change.tax_behavior = tax;
  if (key !== undefined) {
    requireFreeKey(world, key, id);
    change.lookup_key = key;
  }
  return changeObject(
    world,
    "price",
    price,
    { ...change, metadata: params.metadata(price.metadata) },
    ["price.updated"],
  );
}

function list({ world, params }: RouteCall): object {
  const active = params.boolean("active");
  const keys = params.strings("lookup_keys");
  return objectPage(world.store, "price", params, "/v1/prices", [
    ...equals("active", active === undefined ? undefined : Number(active)),
    ...equals("currency", params.string("currency")),
    ...equals("product", params.string("product")),
    ...equals("type", params.oneOf("type", TYPES)),
    ...equals("interval", params.string("recurring.interval")),
    ...(keys === undefined
      ? []
      : [{ sql: `lookup_key IN (${keys.map(() => "?").join(", ")})`, values: keys }]),
    ...createdConditions("price", params.range("created")),
  ]);
}

const CHANGEABLE = ["active", "nickname", "lookup_key", "tax_behavior", "metadata"];

export const priceRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/prices",
    accepts: [...CHANGEABLE, "currency", "unit_amount", "product", "product_data", "recurring"],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/prices",
    accepts: [
      ...PAGE_PARAMS,
      "active",
      "created",
      "currency",
      "lookup_keys",
      "product",
      "recurring",
      "type",
    ],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/prices/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "price", id),
  },
  { method: "POST", path: "/v1/prices/:id", accepts: CHANGEABLE, handle: update },
];
