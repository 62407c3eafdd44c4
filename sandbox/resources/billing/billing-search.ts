import type { Route } from "../../protocol/route.ts";
import type { SearchFields } from "../../protocol/search-condition.ts";
import { SEARCH_PARAMS, searchPage } from "../../protocol/search-page.ts";

// The fields are those of docs.stripe.com/search, query fields for each resource.
const FIELDS = {
  invoice: {
    created: { type: "number" },
    currency: { type: "token" },
    customer: { type: "token" },
    number: { type: "text" },
    receipt_number: { type: "text" },
    status: { type: "text" },
    subscription: { type: "token", path: "parent.subscription_details.subscription" },
    total: { type: "number" },
  },
  price: {
    active: { type: "boolean" },
    currency: { type: "token" },
    lookup_key: { type: "text" },
    product: { type: "text" },
    type: { type: "token" },
  },
  product: {
    active: { type: "boolean" },
    description: { type: "text" },
    name: { type: "text" },
    shippable: { type: "boolean" },
    url: { type: "text" },
  },
  subscription: { created: { type: "number" }, status: { type: "text" } },
} satisfies Record<string, SearchFields>;

function searchRoute(kind: keyof typeof FIELDS): Route {
  const url = `/v1/${kind}s/search`;
  return {
    method: "GET",
    path: url,
    accepts: SEARCH_PARAMS,
    handle: ({ world, params }) => searchPage(world, kind, params, { url, fields: FIELDS[kind] }),
  };
}

/** They stand before the routes that take an id in the same place. */
export const billingSearchRoutes: readonly Route[] = [
  searchRoute("invoice"),
  searchRoute("price"),
  searchRoute("product"),
  searchRoute("subscription"),
];
