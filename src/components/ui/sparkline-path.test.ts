import { describe, expect, test } from "vitest";
import { sparklinePath } from "./sparkline-path.ts";

describe("sparkline", () => {
  test("puts the highest value on top and the lowest at the bottom", () => {
    expect(sparklinePath([0, 10], 100, 26)).toEqual({ line: "M1 23L97 3", last: { x: 97, y: 3 } });
  });

  test("lifts the pen over a gap instead of drawing through it", () => {
    expect(sparklinePath([1, null, 2], 106, 26).line).toBe("M1 23M103 3");
  });

  test("draws equal values as a line through the middle", () => {
    expect(sparklinePath([7, 7], 100, 26).line).toBe("M1 13L97 13");
  });

  test("draws nothing for nothing", () => {
    expect(sparklinePath([null, null], 100, 26)).toEqual({ line: "", last: null });
  });
});
