import { beforeAll, describe, expect, it } from "vitest";
import { routeBundle } from "./load-bundle.ts";
import { validCharge, validCustomer, validList, validRefund } from "./valid-samples.ts";
import { validateResponse } from "./validate-response.ts";

beforeAll(() => {
  routeBundle();
}, 60_000);

const error = { error: { type: "invalid_request_error", message: "No such charge." } };
const thinEvent = {
  id: "evt_1",
  object: "v2.core.event",
  type: "v1.charge.refunded",
  created: "2026-03-02T10:00:00.000Z",
  livemode: false,
  related_object: { id: "ch_1", type: "charge", url: "/v1/charges/ch_1" },
};
const lastPage = { next_page_url: null, previous_page_url: null };
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
    ["GET", "/v2/core/events", 200, { data: [thinEvent], ...lastPage }],
    ["GET", "/v2/core/events/evt_2", 404, { error: { code: "not_found", message: "No." } }],
    ["DELETE", "/v2/core/event_destinations/ed_1", 200, { id: "ed_1" }],
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
    ["GET /v2/core/events", 200, { data: [thinEvent] }, "body.next_page_url: must be string"],
    ["GET /v2/core/events", 200, { data: [validCharge], ...lastPage }, "V2.Core.Events.EventBase"],
    ["GET /v2/core/events/evt_2", 404, { error: {} }, "body.error.code: must be string"],
    ["DELETE /v2/core/event_destinations/ed_1", 200, { deleted: true }, "body.id: must be string"],
    ["GET /v1/invented", 200, validCharge, "the SDK has no such route"],
  ])("is refused: %s %i (%#)", (request, status, body, expected) => {
    const [method = "", path = ""] = request.split(" ");
    const violations = validateResponse({ method, path, status, body });
    expect(violations).toContainEqual(expect.stringContaining(expected));
    expect(violations.filter((line) => !line.startsWith(`${request} → ${status}: `))).toEqual([]);
  });
});

describe("the kinds of answers", () => {
  it("are known for every route but those that answer with a PDF or with an id alone", () => {
    const silent = routeBundle().routes.filter(({ answer }) => answer === null);
    expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "DELETE /v2/core/event_destinations/{id}",
      "GET /v1/quotes/{id}/pdf",
    ]);
  });
});
