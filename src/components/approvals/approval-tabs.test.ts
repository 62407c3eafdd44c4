import { describe, expect, it } from "vitest";
import { isPermitted } from "#core/permissions.ts";
import { ROLES, type Role } from "#core/roles.ts";
import { tabsFor } from "./approval-tabs.ts";

const tabsOf = (role: Role) =>
  tabsFor({
    decide: isPermitted(role, "approval:decide"),
    ask: isPermitted(role, "refund:request"),
  });

describe("the tabs of approvals", () => {
  it("are what each role can use", () => {
    expect(tabsOf("support")).toEqual(["mine"]);
    expect(tabsOf("finance")).toEqual(["waiting", "mine", "decided"]);
    expect(tabsOf("manager")).toEqual(["waiting", "decided"]);
    expect(tabsOf("auditor")).toEqual(["waiting", "decided"]);
  });

  it("leave no role without one", () => {
    expect(ROLES.filter((role) => tabsOf(role).length === 0)).toEqual([]);
  });
});
