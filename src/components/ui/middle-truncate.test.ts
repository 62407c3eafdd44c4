import { expect, test } from "vitest";
import { middleTruncate } from "./middle-truncate.ts";

test.each([
  ["pi_3NxkQ81aZ0b7VhM2T8fQ2", "pi_3Nxk…8fQ2"],
  ["cs_test_a1b2c3d4e5f6g7h8", "cs_test_a1b2…g7h8"],
  ["9f3c0000aaaabbbb77ab", "9f3c…77ab"],
])("cuts %s in the middle", (value, shown) => {
  expect(middleTruncate(value)).toBe(shown);
});

test("does not cut what would not get shorter", () => {
  expect(middleTruncate("pi_12345678")).toBe("pi_12345678");
});
