import type { Route, RouteCall } from "../../protocol/route.ts";
import type { SearchFields } from "../../protocol/search-condition.ts";
import { SEARCH_PARAMS, searchPage } from "../../protocol/search-page.ts";

// The fields are those of docs.stripe.com/search, query fields for each resource.
const CARD = "payment_method_details.card";
const CHARGE_FIELDS: SearchFields = {
  amount: { type: "number" },
  "billing_details.address.postal_code": { type: "token" },
  created: { type: "number" },
  currency: { type: "token" },
  customer: { type: "token" },
  disputed: { type: "boolean" },
  [`${CARD}.brand`]: { type: "token" },
  [`${CARD}.exp_month`]: { type: "token" },
  [`${CARD}.exp_year`]: { type: "token" },
  [`${CARD}.fingerprint`]: { type: "token" },
  [`${CARD}.last4`]: { type: "token" },
  refunded: { type: "boolean" },
  status: { type: "token" },
};
const CUSTOMER_FIELDS: SearchFields = {
  created: { type: "number" },
  email: { type: "text" },
  name: { type: "text" },
  phone: { type: "text" },
};
const PAYMENT_INTENT_FIELDS: SearchFields = {
  amount: { type: "number" },
  created: { type: "number" },
  currency: { type: "token" },
  customer: { type: "token" },
  status: { type: "token" },
};

function searchCharges({ world, params }: RouteCall): object {
  return searchPage(world, "charge", params, { url: "/v1/charges/search", fields: CHARGE_FIELDS });
}

function searchCustomers({ world, params }: RouteCall): object {
  return searchPage(world, "customer", params, {
    url: "/v1/customers/search",
    fields: CUSTOMER_FIELDS,
    conditions: [{ sql: "deleted IS NULL", values: [] }],
  });
}

function searchPaymentIntents({ world, params }: RouteCall): object {
  return searchPage(world, "payment_intent", params, {
    url: "/v1/payment_intents/search",
    fields: PAYMENT_INTENT_FIELDS,
  });
}

/** They stand before the routes that take an id in the same place. */
export const searchRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/charges/search", accepts: SEARCH_PARAMS, handle: searchCharges },
  { method: "GET", path: "/v1/customers/search", accepts: SEARCH_PARAMS, handle: searchCustomers },
  {
    method: "GET",
    path: "/v1/payment_intents/search",
    accepts: SEARCH_PARAMS,
    handle: searchPaymentIntents,
  },
];
