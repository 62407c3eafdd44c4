import { beforeAll, describe, expect, it } from "vitest";
import { routeBundle } from "./load-bundle.ts";
import {
  isSdkRoute,
  knownParameters,
  sdkRouteOf,
  sdkRoutes,
  unknownParameters,
} from "./route-inventory.ts";

beforeAll(() => {
  routeBundle();
}, 60_000);

describe("the SDK's routes", () => {
  it("are V1 and the events of V2, each listed once", () => {
    const names = sdkRoutes().map(({ method, path }) => `${method} ${path}`);
    expect(names.length).toBeGreaterThan(500);
    expect(new Set(names).size).toBe(names.length);
    expect(
      names.filter((name) => !/^(GET|POST|DELETE) \/(v1\/[a-z]|v2\/core\/event)/.test(name)),
    ).toEqual([]);
  });

  it("know a concrete path by its template, the literal one first", () => {
    expect(sdkRouteOf("POST", "/v1/refunds/re_1/cancel")?.path).toBe("/v1/refunds/{id}/cancel");
    expect(sdkRouteOf("GET", "/v1/customers/search?query=x")?.path).toBe("/v1/customers/search");
    expect(sdkRouteOf("GET", "/v1/customers/cus_1")?.path).toMatch(/^\/v1\/customers\/\{/);
  });

  it.each([
    ["GET", "/v1/refunds", true],
    ["POST", "/v1/payment_intents/{intent}/confirm", true],
    ["DELETE", "/v1/refunds/re_1", false],
    ["GET", "/v1/refunds/", false],
    ["GET", "/v1/nothing", false],
    ["PUT", "/v1/refunds", false],
  ])("%s %s: %s", (method, path, known) => {
    expect(isSdkRoute(method, path)).toBe(known);
  });
});

describe("the parameters of a route", () => {
  it("come from the SDK's request types, nested ones included", () => {
    const refund = knownParameters("POST", "/v1/refunds");
    expect(refund).toContain("payment_intent");
    expect(refund).toContain("metadata[*]");
    expect(knownParameters("GET", "/v1/charges")).toContain("created[gte]");
    expect(knownParameters("GET", "/v1/balance_transactions")).toContain("starting_after");
    expect(knownParameters("GET", "/v1/nothing")).toBeUndefined();
  });

  it("are told from invented ones, with indexes and free keys understood", () => {
    const sent = [
      "amount",
      "expand[0]",
      "expand[]",
      "metadata[order]",
      "metadata",
      "ammount",
      "metadata[a][b]",
    ];
    expect(unknownParameters("POST", "/v1/refunds", sent)).toEqual(["ammount", "metadata[a][b]"]);
    const nested = [
      "payment_method_data[billing_details][address][city]",
      "payment_method_data[colour]",
    ];
    expect(unknownParameters("POST", "/v1/payment_intents", nested)).toEqual([
      "payment_method_data[colour]",
    ]);
    expect(
      unknownParameters("POST", "/v1/subscriptions", ["items[0][price]", "items[0][prise]"]),
    ).toEqual(["items[0][prise]"]);
  });
});
