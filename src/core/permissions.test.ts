import { describe, expect, it } from "vitest";
import {
  grantOf,
  isPermitted,
  PERMISSIONS,
  type Permission,
  permissionsOf,
} from "./permissions.ts";
import { ROLES } from "./roles.ts";

const MOVES_MONEY: readonly Permission[] = ["refund:request", "refund:request-fraudulent"];

describe("the permission table", () => {
  it.each(["manager", "admin", "auditor"] as const)("gives %s no power over money", (role) => {
    for (const permission of MOVES_MONEY) expect(grantOf(role, permission)).toBeNull();
  });

  it("gives the auditor nothing but views, files to take along, and keys of their own", () => {
    const own = new Set(["export:create", "credential:manage-own"]);
    for (const permission of permissionsOf("auditor").filter((name) => !own.has(name)))
      expect(grantOf("auditor", permission)).toBe("view");
  });

  it("shows personal data to no manager", () => {
    expect(isPermitted("manager", "personal-data:read-masked")).toBe(false);
    expect(isPermitted("manager", "personal-data:reveal")).toBe(false);
  });

  it("lets nobody but finance, managers and admins sign, and admins only what names them", () => {
    expect(grantOf("admin", "approval:decide")).toBe("limited");
    expect(ROLES.filter((role) => isPermitted(role, "approval:decide"))).toEqual([
      "finance",
      "manager",
      "admin",
    ]);
  });

  it("lists exactly what is granted", () => {
    const all = Object.keys(PERMISSIONS);
    for (const role of ROLES) {
      const listed: readonly string[] = permissionsOf(role);
      for (const permission of all)
        expect(listed.includes(permission)).toBe(isPermitted(role, permission as Permission));
    }
  });
});
