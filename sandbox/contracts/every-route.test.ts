import { beforeAll, describe, expect, it } from "vitest";
import { findRoute, ROUTES } from "../protocol/route-table.ts";
import { openAccount } from "../testing/test-account.ts";
import { routeBundle } from "./load-bundle.ts";
import { isSdkRoute, sdkRouteOf, sdkRoutes, unknownParameters } from "./route-inventory.ts";
import type { SdkRoute } from "./sdk-routes.ts";
import { validateResponse } from "./validate-response.ts";

/** How many requests are under way at once: enough to be quick, few enough for a laptop's sockets. */
const AT_ONCE = 24;

beforeAll(() => {
  routeBundle();
}, 60_000);

const concrete = (template: string): string => template.replaceAll(/:(id|child)|\{[^}]*\}/g, "x_1");
const keyOf = (route: SdkRoute | undefined): string => `${route?.method} ${route?.path}`;

describe("every route that the sandbox serves", () => {
  it("is one that the installed client can call", () => {
    const invented = ROUTES.filter(({ method, path }) => !isSdkRoute(method, concrete(path)));
    expect(invented.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect(ROUTES.length).toBeGreaterThan(35);
  });

  it("takes only parameters that the client's types know", () => {
    const unknown = ROUTES.flatMap(({ method, path, accepts }) =>
      unknownParameters(method, concrete(path), accepts).map((name) => `${method} ${path} ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it("is reached by its own path, not by an earlier one that also fits", () => {
    const hidden = ROUTES.filter((route) => {
      const literal = route.path.replaceAll(/:(id|child)/g, "x_1");
      return findRoute(route.method, literal)?.route !== route;
    });
    expect(hidden.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
});

describe("every other route of the client", () => {
  it("is answered with Stripe's error envelope and no effect", { timeout: 30_000 }, async () => {
    const { sandbox } = await openAccount();
    const served = new Set(
      ROUTES.map(({ method, path }) => keyOf(sdkRouteOf(method, concrete(path)))),
    );
    // The few routes of V2 in the inventory are all served, by a table of their own.
    const all = sdkRoutes().filter(({ path }) => path.startsWith("/v1/"));
    const others = all
      .filter((route) => !served.has(keyOf(route)))
      .map(({ method, path }) => ({ method, path: concrete(path) }));
    const wrong: string[] = [];
    const ask = async ({ method, path }: { method: string; path: string }): Promise<void> => {
      const headers = { authorization: "Bearer sk_test_a" };
      const response = await fetch(`${sandbox.url}${path}`, { method, headers });
      const body: unknown = await response.json();
      wrong.push(...validateResponse({ method, path, status: response.status, body }));
      if (response.status !== 404) wrong.push(`${method} ${path} → ${response.status}`);
    };
    for (let start = 0; start < others.length; start += AT_ONCE)
      await Promise.all(others.slice(start, start + AT_ONCE).map(ask));
    expect(wrong).toEqual([]);
    expect(others.length + served.size).toBe(all.length);
  });
});
