import type { CommandDetail } from "#core/contracts/commands.ts";

/** In whose right somebody decides, where it is not their own. */
export function mandateWords(mandate: NonNullable<CommandDetail["decide"]["mandate"]>): string {
  if (mandate.by === "break-glass") return `under break-glass as ${mandate.role}`;
  return `standing in for ${mandate.person.name} (${mandate.role})`;
}
