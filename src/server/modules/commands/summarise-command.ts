import type { CommandSummary } from "#core/contracts/commands.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type CommandRow, findPeople } from "./commands.repo.ts";
import { commandSummary } from "./commands.views.ts";

/** A stored command as `actor` sees it. */
export async function summarise(
  runtime: Runtime,
  actor: Actor,
  command: CommandRow,
): Promise<CommandSummary> {
  const people = await findPeople(runtime.db, [command.requesterId]);
  return commandSummary(command, { actor, people, realNow: runtime.clock.realNow() });
}
