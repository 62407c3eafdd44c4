import type { AuditAction } from "#core/audit-actions.ts";
import type { Canonical } from "#core/canonical-json.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { type AuditActor, recordAudit } from "../audit/index.ts";
import { type CommandEvent, isReleased, nextState } from "./command-states.ts";
import { type CommandChange, type CommandRow, updateCommand } from "./commands.repo.ts";
import { countAgain, releaseMoved } from "./velocity.repo.ts";

const AUDIT: Record<CommandEvent, AuditAction> = {
  sign: "command.approved",
  approve: "command.approved",
  reject: "command.rejected",
  expire: "command.expired",
  cancel: "command.cancelled",
  claim: "command.sent",
  "require-approval": "command.returned",
  refuse: "command.settled",
  return: "command.returned",
  lose: "command.unanswered",
  decline: "command.settled",
  "give-up": "command.stuck",
  disprove: "command.disproved",
  "answered-pending": "command.settled",
  "answered-succeeded": "command.settled",
  "answered-failed": "command.settled",
};

/** An event that happens to a command: who caused it, when, and which columns it sets besides the state. */
export interface Occurrence {
  readonly event: CommandEvent;
  readonly by: AuditActor;
  /** Real time. */
  readonly at: Date;
  readonly change?: CommandChange;
  readonly reason?: string;
  readonly details?: { readonly [key: string]: Canonical };
}

/**
 * The one way a command's state changes: the transition if the table lists it and nobody was faster, its audit row, the
 * event for open screens, and the rolling sums where the money will not move, or did after all. Throws COMMAND_STATE_CHANGED.
 */
export async function changeCommand(
  tx: Transaction,
  scope: AccountScope,
  read: CommandRow,
  occurrence: Occurrence,
): Promise<CommandRow> {
  const { event, by, at } = occurrence;
  const state = nextState(read.state, event);
  invariant(state !== null, `${event} cannot happen to a command in ${read.state}`);
  const released = isReleased(state);
  const changed = await updateCommand(tx, read, state, {
    ...occurrence.change,
    closedAt: released || state === "succeeded" ? at : null,
  });
  if (!changed) throw new DomainError("COMMAND_STATE_CHANGED", { state: read.state });
  if (released) await releaseMoved(tx, read.id, at);
  else if (isReleased(read.state)) await countAgain(tx, read.id);
  await recordAudit(tx, {
    actor: by,
    action: AUDIT[event],
    result: "done",
    resource: { type: read.targetType, id: read.targetId },
    commandId: read.id,
    ...(occurrence.reason === undefined ? {} : { reason: occurrence.reason }),
    details: {
      event,
      from: read.state,
      to: state,
      version: changed.version,
      ...occurrence.details,
    },
  });
  await appendEvent(tx, scope, {
    topic: "command.changed",
    key: read.targetId,
    payload: { version: 1, commandId: read.id, kind: read.kind, state },
  });
  return changed;
}
