import { describe, expect, test } from "vitest";
import { appearanceClasses, readAppearance } from "./appearance.ts";

const read = (cookies: Record<string, string>) => readAppearance((name) => cookies[name]);

describe("appearance from cookies", () => {
  test("is system, compact and narrow without cookies", () => {
    expect(appearanceClasses(read({}))).toEqual([]);
  });

  test("turns known values into classes", () => {
    const appearance = read({
      "countersign.theme": "dark",
      "countersign.density": "comfortable",
      "countersign.rail": "expanded",
    });
    expect(appearanceClasses(appearance)).toEqual(["dark", "comfortable", "rail-expanded"]);
  });

  test("lets no foreign value into the class list", () => {
    expect(appearanceClasses(read({ "countersign.theme": "x onload=1" }))).toEqual([]);
  });
});
