import { PERMISSIONS, type Permission } from "#core/permissions.ts";

function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}

/** The permissions of a session that this version knows; a name it does not know opens nothing. */
export function heldPermissions(names: readonly string[]): readonly Permission[] {
  return names.filter(isPermission);
}
