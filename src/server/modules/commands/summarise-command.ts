import type { CommandSummary } from "#core/contracts/commands.ts";
import { invariant } from "#core/invariant.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type CommandRow, findPeople } from "./commands.repo.ts";
import { commandSummary } from "./commands.views.ts";
import { findPowers } from "./find-powers.ts";

/** Stored commands as `actor` sees them, in the order they came. */
export async function summariseAll(
  runtime: Runtime,
  actor: Actor,
  rows: readonly CommandRow[],
): Promise<CommandSummary[]> {
  const { db, scope, clock } = runtime;
  const realNow = clock.realNow();
  const [people, powers] = await Promise.all([
    findPeople(
      db,
      rows.map((row) => row.requesterId),
    ),
    findPowers(db, scope, actor, realNow),
  ]);
  return rows.map((row) => commandSummary(row, { actor, people, powers, realNow }));
}

/** A stored command as `actor` sees it. */
export async function summarise(
  runtime: Runtime,
  actor: Actor,
  command: CommandRow,
): Promise<CommandSummary> {
  const [summary] = await summariseAll(runtime, actor, [command]);
  invariant(summary, "a command has a summary");
  return summary;
}
