import type { CommandDetail } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCounted } from "./approval-authority.ts";
import { findApprovals } from "./approvals.repo.ts";
import { approvalDtos } from "./approvals.views.ts";
import { type AttemptRow, findAttempts } from "./attempts.repo.ts";
import { basisNow, changedSince } from "./basis.ts";
import type { CommandKinds } from "./command-kind.ts";
import { type CommandRow, findCommand, findPeople } from "./commands.repo.ts";
import { commandSummary } from "./commands.views.ts";
import { findPowers } from "./find-powers.ts";
import { kindOf } from "./kind-of.ts";

/** A command with its approvals, attempts, preview and the comparison with the ledger. Throws NOT_FOUND. */
export async function getCommand(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  commandId: string,
): Promise<CommandDetail> {
  const command = await findCommand(runtime.db, runtime.scope, commandId);
  if (!command) throw new DomainError("NOT_FOUND", { commandId });
  const realNow = runtime.clock.realNow();
  const [approvals, attempts, described, standing, powers] = await Promise.all([
    findApprovals(runtime.db, command.id),
    findAttempts(runtime.db, command.id),
    kindOf(kinds, command).describe(runtime, actor, command),
    standingOf(runtime, kinds, command),
    findPowers(runtime.db, runtime.scope, actor, realNow),
  ]);
  const signed = await findCounted(runtime.db, command, command, { hash: standing.basisHash });
  const people = await findPeople(runtime.db, [
    command.requesterId,
    ...approvals.flatMap(({ approverId, onBehalfOf }) => [approverId, onBehalfOf ?? approverId]),
  ]);
  return {
    ...commandSummary(command, { actor, people, powers, realNow }, signed),
    ...described,
    ...standing,
    bulkId: command.bulkId,
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
    approvals: await approvalDtos(runtime, approvals, people),
    attempts: attempts.map(attemptDto),
  };
}

/** What the command rests on; what changed in it is told as long as somebody can still decide. */
async function standingOf(
  runtime: Runtime,
  kinds: CommandKinds,
  command: CommandRow,
): Promise<Pick<CommandDetail, "basisHash" | "changedSince">> {
  if (command.state !== "pending_approval" && command.state !== "held")
    return { basisHash: command.basisHash, changedSince: [] };
  const now = await runtime.db.transaction((tx) => basisNow(tx, runtime.scope, kinds, command));
  return { basisHash: now.hash, changedSince: changedSince(command, now) };
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
