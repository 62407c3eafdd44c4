import { expect, test } from "vitest";
import { nextRowIndex } from "./next-row-index.ts";

test.each([
  ["j", -1, 5, 0],
  ["j", 0, 5, 1],
  ["ArrowDown", 4, 5, 4],
  ["k", 3, 5, 2],
  ["ArrowUp", 0, 5, 0],
  ["k", -1, 5, 0],
  ["Home", 3, 5, 0],
  ["End", 0, 5, 4],
])("%s from row %d of %d leads to %d", (key, from, count, to) => {
  expect(nextRowIndex(key, from, count)).toBe(to);
});

test("other keys and empty lists move nothing", () => {
  expect(nextRowIndex("x", 0, 5)).toBeNull();
  expect(nextRowIndex("j", -1, 0)).toBeNull();
});
