import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { AuditActor } from "../audit/index.ts";
import { changeCommand } from "./change-command.ts";
import { type CommandEvent, nextState } from "./command-states.ts";
import { type CommandRow, lockCommand, setCommandColumns } from "./commands.repo.ts";

/** What Stripe's object says about the command that made it. */
export interface Settlement {
  readonly commandId: string;
  readonly objectId: string;
  readonly objectStatus: string;
  readonly answer: "pending" | "succeeded" | "failed";
  readonly failure: { readonly code: string; readonly message: string } | null;
}

/**
 * Brings a command to what its object at Stripe says. The executor's answer, webhooks and the import all come here, in
 * any order and any number of times. Out: the command, or null when the object is not this command's: unknown id, never
 * sent, or another object is its result already. `at` is real time.
 */
export async function settleCommand(
  tx: Transaction,
  scope: AccountScope,
  settlement: Settlement,
  by: { actor: AuditActor; at: Date },
): Promise<CommandRow | null> {
  const command = await lockCommand(tx, scope, settlement.commandId);
  if (!command || !isOwn(command, settlement)) return null;
  const event = `answered-${settlement.answer}` as const;
  if (!changesAnything(command, event)) return await keepStatus(tx, command, settlement);
  return await changeCommand(tx, scope, command, {
    event,
    by: by.actor,
    at: by.at,
    change: {
      resultId: settlement.objectId,
      resultStatus: settlement.objectStatus,
      failureCode: settlement.failure?.code ?? null,
      failureMessage: settlement.failure?.message ?? null,
      runAfter: null,
      leaseUntil: null,
    },
    details: { objectId: settlement.objectId, objectStatus: settlement.objectStatus },
  });
}

function isOwn(command: CommandRow, { objectId }: Settlement): boolean {
  return (
    command.firstSentAt !== null && (command.resultId === null || command.resultId === objectId)
  );
}

function changesAnything(command: CommandRow, event: CommandEvent): boolean {
  // A failed object stays failed: only a command that was taken for failed without an object is corrected by one.
  if (command.state === "failed" && command.resultId !== null) return false;
  return nextState(command.state, event) !== null;
}

/** Stripe's word for the object may change where our state does not (`pending` to `requires_action`). */
async function keepStatus(
  tx: Transaction,
  command: CommandRow,
  { objectStatus, answer }: Settlement,
): Promise<CommandRow> {
  if (command.state !== "accepted" || answer !== "pending" || command.resultStatus === objectStatus)
    return command;
  return await setCommandColumns(tx, command.id, { resultStatus: objectStatus });
}
