import type { CommandSummary } from "#core/contracts/commands.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type CommandRow, findCommandsOf, findPeople } from "./commands.repo.ts";
import { commandSummary } from "./commands.views.ts";
import { findCommandsAbout } from "./customer-commands.repo.ts";

const MAX_ROWS = 100;

/** The newest commands of one payment, at most 100, in every state. */
export async function listPaymentCommands(
  runtime: Runtime,
  actor: Actor,
  paymentId: string,
): Promise<CommandSummary[]> {
  const rows = await findCommandsOf(runtime.db, runtime.scope, paymentId, MAX_ROWS);
  return await summaries(runtime, actor, rows);
}

/**
 * The newest commands about a customer, their payments, subscriptions, invoices and disputes, at most 100, in every
 * state.
 */
export async function listCustomerCommands(
  runtime: Runtime,
  actor: Actor,
  customerId: string,
): Promise<CommandSummary[]> {
  const rows = await findCommandsAbout(runtime.db, runtime.scope, customerId, MAX_ROWS);
  return await summaries(runtime, actor, rows);
}

async function summaries(
  runtime: Runtime,
  actor: Actor,
  rows: readonly CommandRow[],
): Promise<CommandSummary[]> {
  const people = await findPeople(
    runtime.db,
    rows.map((row) => row.requesterId),
  );
  const realNow = runtime.clock.realNow();
  return rows.map((row) => commandSummary(row, { actor, people, realNow }));
}
