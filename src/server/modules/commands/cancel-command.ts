import type { CommandSummary } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type AuditActor, personActor } from "../audit/index.ts";
import { changeCommand } from "./change-command.ts";
import type { CommandKinds } from "./command-kind.ts";
import { type CommandRow, lockCommand } from "./commands.repo.ts";
import { kindOf } from "./kind-of.ts";
import { summarise } from "./summarise-command.ts";

/**
 * Undoes one's own command before it is sent: then it will never be, and what it reserved is free again. The row's lock
 * decides between this and the executor. Throws NOT_FOUND, NOT_PERMITTED (someone else's), UNDO_TOO_LATE once it was
 * claimed for sending or is over, COMMAND_STATE_CHANGED when another version was on screen.
 */
export async function cancelCommand(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  input: { commandId: string; version: number },
): Promise<CommandSummary> {
  const { scope } = runtime;
  const command = await runtime.db.transaction(async (tx) => {
    const read = await lockCommand(tx, scope, input.commandId);
    if (!read) throw new DomainError("NOT_FOUND", { commandId: input.commandId });
    if (read.requesterId !== actor.userId)
      throw new DomainError("NOT_PERMITTED", { permission: "command:cancel-own" });
    if (read.state !== "held" && read.state !== "pending_approval")
      throw new DomainError("UNDO_TOO_LATE", { state: read.state });
    if (read.version !== input.version)
      throw new DomainError("COMMAND_STATE_CHANGED", { state: read.state });
    return await withdrawCommand(tx, runtime, kinds, read, personActor(actor));
  });
  return await summarise(runtime, actor, command);
}

/** Cancels a locked command that is held or waits for a signature: it will never be sent, and what it reserved is free. */
export async function withdrawCommand(
  tx: Transaction,
  { scope, clock }: Runtime,
  kinds: CommandKinds,
  read: CommandRow,
  by: AuditActor,
): Promise<CommandRow> {
  const cancelled = await changeCommand(tx, scope, read, {
    event: "cancel",
    by,
    at: clock.realNow(),
    change: { runAfter: null },
  });
  await kindOf(kinds, read).release(tx, scope, cancelled);
  return cancelled;
}
