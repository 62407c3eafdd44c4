import { beforeAll, describe, expect, it } from "vitest";
import { routeBundle } from "./load-bundle.ts";
import { validCharge, validCustomer, validList, validRefund } from "./valid-samples.ts";
import { validateResponse } from "./validate-response.ts";

beforeAll(() => {
  routeBundle();
}, 60_000);

const error = { error: { type: "invalid_request_error", message: "No such charge." } };
const deleted = { id: "cus_1", object: "customer", deleted: true };

describe("an answer of the simulator", () => {
  it.each([
    ["GET", "/v1/charges?limit=1", 200, validList],
    ["GET", "/v1/charges/ch_1", 200, validCharge],
    ["GET", "/v1/charges/ch_2", 404, error],
    ["GET", "/v1/customers/cus_1", 200, validCustomer],
    ["GET", "/v1/customers/cus_1", 200, deleted],
    ["DELETE", "/v1/customers/cus_1", 200, deleted],
    ["GET", "/v1/no_such_thing", 404, error],
  ])("is accepted: %s %s %i", (method, path, status, body) => {
    expect(validateResponse({ method, path, status, body })).toEqual([]);
  });

  it.each([
    ["GET /v1/charges/ch_1", 200, validRefund, "body: the SDK expects Charges.Charge here"],
    ["GET /v1/charges", 200, validCharge, "body: the SDK expects a list here"],
    ["GET /v1/refunds", 200, validList, "body.data[0]: the SDK expects Refunds.Refund here"],
    ["GET /v1/events", 200, validList, "body.data[0]: the SDK expects Events.EventBase here"],
    ["DELETE /v1/customers/cus_1", 200, validCustomer, "expects Customers.DeletedCustomer"],
    ["GET /v1/charges/ch_2", 404, { message: "Not Found" }, "body.error: is missing"],
    ["GET /v1/charges/ch_2", 200, error, "value.object: missing is no object"],
    ["GET /v1/invented", 200, validCharge, "the SDK has no such route"],
  ])("is refused: %s %i (%#)", (request, status, body, expected) => {
    const [method = "", path = ""] = request.split(" ");
    const violations = validateResponse({ method, path, status, body });
    expect(violations).toContainEqual(expect.stringContaining(expected));
    expect(violations.filter((line) => !line.startsWith(`${request} → ${status}: `))).toEqual([]);
  });
});

describe("the kinds of answers", () => {
  it("are known for every route but the one that answers with a PDF", () => {
    const silent = routeBundle().routes.filter(({ answer }) => answer === null);
    expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /v1/quotes/{id}/pdf",
    ]);
  });
});
