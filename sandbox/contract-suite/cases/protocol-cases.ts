import type { ContractCase } from "../contract-case.ts";

const ERRORS = "https://docs.stripe.com/error-codes";
const PAYMENT = { amount: 1_000, currency: "eur" };

function refused(
  name: string,
  params: Readonly<Record<string, unknown>>,
  holds: Readonly<Record<string, string | RegExp>>,
): ContractCase {
  const path = "/v1/payment_intents";
  const error = { type: "invalid_request_error", ...holds };
  return {
    name,
    source: ERRORS,
    steps: [{ method: "POST", path, params, status: 400, holds: error }],
  };
}

/** The rules that every endpoint shares: errors, idempotency, pages, expansion. */
export const protocolCases: readonly ContractCase[] = [
  refused(
    "an unknown parameter is refused",
    { ...PAYMENT, colour: "red" },
    { code: "parameter_unknown", param: "colour" },
  ),
  refused(
    "an unknown nested parameter is refused by its whole name",
    { ...PAYMENT, shipping: { address: { town: "Delft" } } },
    { code: "parameter_unknown", param: "shipping[address][town]" },
  ),
  refused(
    "a missing parameter is named",
    { currency: "eur" },
    { code: "parameter_missing", param: "amount" },
  ),
  refused(
    "an amount that is no integer is refused",
    { ...PAYMENT, amount: "ten" },
    { code: "parameter_invalid_integer", param: "amount" },
  ),
  refused(
    "an amount below the minimum is refused",
    { ...PAYMENT, amount: 1 },
    { code: "amount_too_small" },
  ),
  {
    name: "an object that is not there is 404",
    source: ERRORS,
    steps: [
      {
        method: "GET",
        path: "/v1/charges/ch_contract_suite_none",
        status: 404,
        holds: { type: "invalid_request_error", code: "resource_missing", param: "id" },
      },
    ],
  },
  {
    name: "a request again under its key is the same request, and another one under it is refused",
    source: "https://docs.stripe.com/api/idempotent_requests",
    steps: [
      {
        method: "POST",
        path: "/v1/customers",
        params: { name: "Contract Suite" },
        idempotencyKey: "customer",
        as: "customer",
        status: 200,
        holds: { object: "customer" },
      },
      {
        method: "POST",
        path: "/v1/customers",
        params: { name: "Contract Suite" },
        idempotencyKey: "customer",
        status: 200,
        holds: { id: "{customer.id}" },
      },
      {
        method: "POST",
        path: "/v1/customers",
        params: { name: "Somebody Else" },
        idempotencyKey: "customer",
        status: 400,
        holds: { type: "idempotency_error" },
      },
      {
        method: "DELETE",
        path: "/v1/customers/{customer.id}",
        status: 200,
        holds: { id: "{customer.id}", deleted: true },
      },
      {
        method: "GET",
        path: "/v1/customers/{customer.id}",
        status: 200,
        holds: { id: "{customer.id}", deleted: true },
      },
    ],
  },
  {
    name: "lists are newest first and go on after a cursor",
    source: "https://docs.stripe.com/api/pagination",
    steps: [
      {
        method: "POST",
        path: "/v1/customers",
        params: { name: "First" },
        as: "first",
        status: 200,
        holds: {},
      },
      {
        method: "POST",
        path: "/v1/customers",
        params: { name: "Second" },
        as: "second",
        status: 200,
        holds: {},
      },
      {
        method: "GET",
        path: "/v1/customers",
        params: { limit: 1, starting_after: "{second.id}" },
        status: 200,
        holds: { object: "list", url: "/v1/customers", data: [{ id: "{first.id}" }] },
      },
      {
        method: "GET",
        path: "/v1/customers",
        params: { limit: 101 },
        status: 400,
        holds: { param: "limit" },
      },
      { method: "DELETE", path: "/v1/customers/{first.id}", status: 200, holds: {} },
      { method: "DELETE", path: "/v1/customers/{second.id}", status: 200, holds: {} },
    ],
  },
  {
    name: "what cannot be expanded is refused",
    source: "https://docs.stripe.com/api/expanding_objects",
    steps: [
      {
        method: "POST",
        path: "/v1/customers",
        params: { name: "Contract Suite", expand: ["email"] },
        status: 400,
        holds: { type: "invalid_request_error" },
      },
    ],
  },
];
