import { ROLES, type Role } from "#core/roles.ts";

/** The roles by their names. */
export const ROLE_TITLES = {
  support: "Support agent",
  finance: "Finance reviewer",
  manager: "Manager",
  admin: "Admin",
  auditor: "Auditor",
} as const satisfies Record<Role, string>;

/** The name of a role; a role this version does not know is shown as it is written. */
export function roleTitle(role: string): string {
  const known = ROLES.find((one) => one === role);
  return known ? ROLE_TITLES[known] : role;
}
