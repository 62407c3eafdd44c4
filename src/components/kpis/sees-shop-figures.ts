import { grantOf } from "#core/permissions.ts";
import { ROLES } from "#core/roles.ts";

/** Whether a role reads the shop's figures, or only its own: it decides what holds the place until they come. */
export function seesShopFigures(role: string): boolean {
  const known = ROLES.find((one) => one === role);
  return known !== undefined && grantOf(known, "kpi:read") === "view";
}
