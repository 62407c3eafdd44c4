import { ROLES } from "#core/roles.ts";
import { ROLE_TITLES } from "./en.ts";

/** The name of a role; a role this version does not know is shown as it is written. */
export function roleTitle(role: string): string {
  const known = ROLES.find((one) => one === role);
  return known ? ROLE_TITLES[known] : role;
}
