import type { AuditAction } from "#core/audit-actions.ts";
import type { BasisLine } from "#core/contracts/commands.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Actor, Role } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { type AuditActor, personActor, recordAudit } from "../audit/index.ts";
import { basisOf, writeBasis } from "./basis.ts";
import { type CommandRow, insertCommand, type NewCommandRow } from "./commands.repo.ts";
import { countMoved, type VelocitySubjects } from "./velocity.repo.ts";

/** Who asks: a person in a session, or for one who is not there the part of ours that carries out what was signed. */
export type Requester =
  | Actor
  | { readonly userId: string; readonly role: Role; readonly behalf: AuditActor };

/**
 * Stores a new command with everything it will ever send, counts it toward the limits of those it counts for, and writes
 * audit row and event: in the transaction in which the kind reserved what it needs. An amount without a base value is not
 * counted, which is why such a command always needs another person; nor is what moves no money (`counted` is null).
 */
export async function submitCommand(
  tx: Transaction,
  scope: AccountScope,
  actor: Requester,
  submission: {
    row: Omit<NewCommandRow, "basis" | "basisHash">;
    /** What it rests on besides the requester's role. */
    basis: readonly BasisLine[];
    action: AuditAction;
    at: Date;
    counted: VelocitySubjects | null;
  },
): Promise<CommandRow> {
  const { lines, hash: basisHash } = basisOf(actor.role, submission.basis);
  const basis = writeBasis(lines);
  const command = await insertCommand(tx, scope, { ...submission.row, basis, basisHash });
  if (submission.counted !== null && command.amountBase !== null) {
    await countMoved(tx, scope, {
      commandId: command.id,
      subjects: submission.counted,
      amountBase: command.amountBase,
      baseCurrency: command.baseCurrency,
      at: submission.at,
    });
  }
  await recordAudit(tx, {
    actor: "behalf" in actor ? actor.behalf : personActor(actor),
    action: submission.action,
    result: "done",
    resource: { type: command.targetType, id: command.targetId },
    commandId: command.id,
    reason: command.reasonCode,
    details: {
      state: command.state,
      amount: command.amount,
      currency: command.currency,
      paramsHash: command.paramsHash,
      previewHash: command.previewHash,
      policyVersion: command.policyVersion,
      idempotencyKey: command.idempotencyKey,
      caseId: command.caseId,
      ...(command.bulkId === null ? {} : { bulkId: command.bulkId }),
    },
  });
  await appendEvent(tx, scope, {
    topic: "command.requested",
    key: command.targetId,
    payload: { version: 1, commandId: command.id, kind: command.kind, state: command.state },
  });
  return command;
}
