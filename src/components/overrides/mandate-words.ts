import type { CommandDetail } from "#core/contracts/commands.ts";

/** In whose right somebody decides, where it is not their own. */
export function mandateWords(mandate: NonNullable<CommandDetail["decide"]["mandate"]>): string {
  return `standing in for ${mandate.person.name} (${mandate.role})`;
}
