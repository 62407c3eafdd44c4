import type { CommandDetail } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findApprovals } from "./approvals.repo.ts";
import { type AttemptRow, findAttempts } from "./attempts.repo.ts";
import type { CommandKind, CommandKinds, StripeKind } from "./command-kind.ts";
import { type CommandRow, findCommand, findPeople } from "./commands.repo.ts";
import { commandSummary, personDto } from "./commands.views.ts";

/** A command with its approvals, attempts, preview and the comparison with the ledger. Throws NOT_FOUND. */
export async function getCommand(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  commandId: string,
): Promise<CommandDetail> {
  const command = await findCommand(runtime.db, runtime.scope, commandId);
  if (!command) throw new DomainError("NOT_FOUND", { commandId });
  const [approvals, attempts, described] = await Promise.all([
    findApprovals(runtime.db, command.id),
    findAttempts(runtime.db, command.id),
    kindOf(kinds, command).describe(runtime, actor, command),
  ]);
  const people = await findPeople(runtime.db, [
    command.requesterId,
    ...approvals.map((row) => row.approverId),
  ]);
  return {
    ...commandSummary(command, { actor, people, realNow: runtime.clock.realNow() }),
    ...described,
    paramsHash: command.paramsHash,
    previewHash: command.previewHash,
    idempotencyKey: command.idempotencyKey,
    firstSentAt: command.firstSentAt,
    result:
      command.resultId === null ? null : { id: command.resultId, status: command.resultStatus },
    failure:
      command.failureCode === null
        ? null
        : { code: command.failureCode, message: command.failureMessage ?? "" },
    approvals: approvals.map((row) => ({
      approver: personDto(row.approverId, people),
      decision: row.decision === "approved" ? "approved" : "rejected",
      note: row.note,
      at: row.createdAt,
    })),
    attempts: attempts.map(attemptDto),
  };
}

/** The kind that a stored command is of; a command of a kind nobody knows is a broken installation. */
export function kindOf(kinds: CommandKinds, command: CommandRow): CommandKind {
  const kind = kinds[command.kind];
  invariant(kind, `no kind of command is called ${command.kind}`);
  return kind;
}

/** The kind of a command that is sent to Stripe; only such a one is ever executing across transactions. */
export function stripeKindOf(kinds: CommandKinds, command: CommandRow): StripeKind {
  const kind = kindOf(kinds, command);
  invariant(kind.effect === "stripe", `a ${command.kind} is not sent to Stripe`);
  return kind;
}

const OUTCOMES = ["accepted", "rejected", "not_executed", "unknown"] as const;

function attemptDto(row: AttemptRow): CommandDetail["attempts"][number] {
  return {
    n: row.n,
    sentAt: row.sentAt,
    finishedAt: row.finishedAt,
    outcome: OUTCOMES.find((outcome) => outcome === row.outcome) ?? null,
    httpStatus: row.httpStatus,
    requestId: row.stripeRequestId,
    errorCode: row.errorCode,
  };
}
