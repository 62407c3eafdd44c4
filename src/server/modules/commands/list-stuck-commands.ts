import type { CommandSummary } from "#core/contracts/commands.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCommandsIn } from "./commands.repo.ts";
import { summariseAll } from "./summarise-command.ts";

const MAX_ROWS = 100;

/** Commands of which nobody knows what Stripe did, those that need a person first, the oldest first; at most 100. */
export async function listStuckCommands(runtime: Runtime, actor: Actor): Promise<CommandSummary[]> {
  const { db, scope } = runtime;
  const rows = [
    ...(await findCommandsIn(db, scope, "needs_human", MAX_ROWS)),
    ...(await findCommandsIn(db, scope, "unknown", MAX_ROWS)),
  ].slice(0, MAX_ROWS);
  return await summariseAll(runtime, actor, rows);
}
