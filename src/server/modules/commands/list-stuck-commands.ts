import type { CommandSummary } from "#core/contracts/commands.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCommandsIn, findPeople } from "./commands.repo.ts";
import { commandSummary } from "./commands.views.ts";

const MAX_ROWS = 100;

/** Commands of which nobody knows what Stripe did, those that need a person first, the oldest first; at most 100. */
export async function listStuckCommands(runtime: Runtime, actor: Actor): Promise<CommandSummary[]> {
  const { db, scope, clock } = runtime;
  const rows = [
    ...(await findCommandsIn(db, scope, "needs_human", MAX_ROWS)),
    ...(await findCommandsIn(db, scope, "unknown", MAX_ROWS)),
  ].slice(0, MAX_ROWS);
  const people = await findPeople(
    db,
    rows.map((row) => row.requesterId),
  );
  const realNow = clock.realNow();
  return rows.map((row) => commandSummary(row, { actor, people, realNow }));
}
