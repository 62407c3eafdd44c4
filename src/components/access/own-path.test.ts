import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

describe("where a sign-in leads", () => {
  it.each([
    ["/payments?query=pi_1", "/payments?query=pi_1"],
    [undefined, "/"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example/", "/"],
    ["javascript:alert(1)", "/"],
  ])("%s → %s", (asked, led) => expect(ownPath(asked)).toBe(led));
});
