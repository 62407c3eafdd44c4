import { describe, expect, it } from "vitest";
import { signerRoles, signerWords } from "./signer-words.ts";

describe("who must sign", () => {
  it.each([
    [1, ["finance"], "finance", "a finance reviewer"],
    [1, ["finance", "manager"], "finance or manager", "a finance reviewer or a manager"],
    [2, ["admin", "manager"], "admin and manager", "an admin and a manager"],
    [2, ["manager"], "2 people, among them manager", "2 people, among them a manager"],
    // Stored before signatures were counted.
    [0, ["finance"], "finance", "a finance reviewer"],
  ])("%i of %j", (approvals, approverRoles, roles, words) => {
    expect(signerRoles({ approvals, approverRoles })).toBe(roles);
    expect(signerWords({ approvals, approverRoles })).toBe(words);
  });
});
