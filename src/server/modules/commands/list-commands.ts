import type { CommandSummary } from "#core/contracts/commands.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCommandsOf } from "./commands.repo.ts";
import { findCommandsAbout } from "./customer-commands.repo.ts";
import { summariseAll } from "./summarise-command.ts";

const MAX_ROWS = 100;

/** The newest commands of one payment, at most 100, in every state. */
export async function listPaymentCommands(
  runtime: Runtime,
  actor: Actor,
  paymentId: string,
): Promise<CommandSummary[]> {
  const rows = await findCommandsOf(runtime.db, runtime.scope, paymentId, MAX_ROWS);
  return await summariseAll(runtime, actor, rows);
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
  return await summariseAll(runtime, actor, rows);
}
