import type { CommandSummary } from "#core/contracts/commands.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCommandsOf, findPeople } from "./commands.repo.ts";
import { commandSummary } from "./commands.views.ts";

const MAX_ROWS = 100;

/** The newest commands of one payment, at most 100, in every state. */
export async function listPaymentCommands(
  runtime: Runtime,
  actor: Actor,
  paymentId: string,
): Promise<CommandSummary[]> {
  const rows = await findCommandsOf(runtime.db, runtime.scope, paymentId, MAX_ROWS);
  const people = await findPeople(
    runtime.db,
    rows.map((row) => row.requesterId),
  );
  const realNow = runtime.clock.realNow();
  return rows.map((row) => commandSummary(row, { actor, people, realNow }));
}
