import { beforeAll, describe, expect, it } from "vitest";
import { bundlesAreCurrent, stripeVersion } from "./generated-files.ts";
import { handWrittenEnums } from "./hand-written-enums.ts";
import { routeBundle, schemaBundle } from "./load-bundle.ts";
import { buildSchemaBundle, schemaAtPath } from "./object-schemas.ts";
import { loadSdkProgram } from "./sdk-program.ts";
import { buildRouteBundle } from "./sdk-routes.ts";

beforeAll(() => {
  schemaBundle();
}, 60_000);

describe("the generated bundles", () => {
  it("belong to the installed SDK and say the same when generated again", () => {
    const sdk = loadSdkProgram();
    expect(bundlesAreCurrent()).toBe(true);
    expect(schemaBundle().stripeVersion).toBe(stripeVersion());
    expect(JSON.stringify(buildSchemaBundle(sdk, stripeVersion()))).toBe(
      JSON.stringify(schemaBundle()),
    );
    expect(JSON.stringify(buildRouteBundle(sdk))).toBe(JSON.stringify(routeBundle()));
  }, 60_000);

  it("leave no status of any object open to every string", () => {
    const { objects, schemas } = schemaBundle();
    const open = Object.entries(objects).filter(([, { live }]) => {
      const status = live === null ? undefined : schemaAtPath(schemas[live] ?? {}, "status");
      return [status?.["type"]].flat().includes("string");
    });
    expect(open.map(([object]) => object)).toEqual([]);
  });

  it("carry each hand-written list with the page it comes from", () => {
    const { objects, schemas } = schemaBundle();
    expect(new Set(handWrittenEnums.map(({ object, path }) => `${object}.${path}`)).size).toBe(
      handWrittenEnums.length,
    );
    for (const { object, path, values, source } of handWrittenEnums) {
      const schema = schemaAtPath(schemas[objects[object]?.live ?? ""] ?? {}, path);
      expect(schema?.["enum"]).toEqual(expect.arrayContaining([...values]));
      expect(source).toMatch(/^https:\/\/docs\.stripe\.com\/api\//);
    }
  });

  it("ask for integers, but for the numbers that Stripe sends with a fraction", () => {
    const { objects, schemas } = schemaBundle();
    const typeAt = (object: string, path: string): unknown =>
      schemaAtPath(schemas[objects[object]?.live ?? ""] ?? {}, path)?.["type"];
    expect(typeAt("charge", "amount")).toBe("integer");
    expect(typeAt("balance_transaction", "exchange_rate")).toEqual(["null", "number"]);
    expect(typeAt("coupon", "percent_off")).toEqual(["null", "number"]);
    const rates = schemaAtPath(schemas[objects["exchange_rate"]?.live ?? ""] ?? {}, "rates");
    expect(rates?.["additionalProperties"]).toEqual({ type: "number" });
  });
});
