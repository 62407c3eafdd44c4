import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { AuditActor } from "../audit/index.ts";
import { changeCommand } from "./change-command.ts";
import { type CommandRow, lockCommand } from "./commands.repo.ts";
import { nextState } from "./command-states.ts";

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
export async function settleCommand(tx: Transaction, scope: AccountScope, settlement: Settlement, by: { actor: AuditActor; at: Date }): Promise<CommandRow | null> {
  const command = await lockCommand(tx, scope, settlement.commandId);
  if (!command || command.firstSentAt === null) return null;
  if (command.resultId !== null && command.resultId !== settlement.objectId) return null;
  const event = `answered-${settlement.answer}` as const;
  // A failed object stays failed: only a command that failed without an object may be corrected by one.
  const corrects = command.state !== "failed" || command.resultId === null;
  if (!corrects || nextState(command.state, event) === null) return command;
  if (nextState(command.state, event) === command.state) return command;
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
