import { describe, expect, it } from "vitest";
import { afterDone, neighbour } from "./neighbour.ts";

const ids = ["a", "b", "c"];

describe("moving in the queue", () => {
  it.each([
    [null, 1, "a"],
    ["a", 1, "b"],
    ["c", 1, "c"],
    ["a", -1, "a"],
    ["c", -1, "b"],
    ["gone", 1, "a"],
  ] as const)("from %s by %d is %s", (from, step, to) =>
    expect(neighbour(ids, from, step)).toBe(to),
  );

  it("has nowhere to go in an empty queue", () => expect(neighbour([], "a", 1)).toBeNull());

  it("advances after a decision, and steps back at the end", () => {
    expect(afterDone(ids, "a")).toBe("b");
    expect(afterDone(ids, "c")).toBe("b");
    expect(afterDone(["a"], "a")).toBeNull();
  });
});
