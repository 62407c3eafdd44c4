import type * as z from "zod/mini";
import type { CommandSummary, decideApprovalInput } from "#core/contracts/commands.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor } from "../audit/index.ts";
import { isSignedFor } from "./approval-authority.ts";
import { insertApproval } from "./approvals.repo.ts";
import { basisNow } from "./basis.ts";
import { changeCommand, type Occurrence } from "./change-command.ts";
import type { CommandKinds } from "./command-kind.ts";
import { type CommandRow, lockCommand } from "./commands.repo.ts";
import { judgeAgain } from "./judge-again.ts";
import { kindOf } from "./kind-of.ts";
import { readDecision } from "./stored-decision.ts";
import { summarise } from "./summarise-command.ts";

type Decision = z.infer<typeof decideApprovalInput>;

/**
 * Another person's yes or no, bound to the request and the preview that they saw. Yes starts the hold, once as many have
 * signed as the policy asks for; no gives back what was reserved. The policy judges again with the facts of now and names
 * who may decide.
 * Throws NOT_FOUND, APPROVER_IS_REQUESTER, APPROVAL_ALREADY_DECIDED, APPROVAL_EXPIRED, COMMAND_STATE_CHANGED (another
 * version), PREVIEW_STALE (another request or preview, or what it rests on has changed), POLICY_DENIED, APPROVER_LACKS_AUTHORITY.
 */
export async function decideApproval(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  input: Decision,
): Promise<CommandSummary> {
  const command = await runtime.db.transaction(async (tx) => {
    const read = await readDecidable(tx, runtime, actor, input);
    const verdict = await judgeAgain(tx, runtime, kinds, read);
    demandAuthority(actor, read, verdict, input.decision);
    const basis = await basisNow(tx, runtime.scope, kinds, read);
    if (basis.hash !== input.basisHash) throw new DomainError("PREVIEW_STALE");
    const isFirst = await insertApproval(tx, {
      id: newId(),
      commandId: read.id,
      approverId: actor.userId,
      approverRole: actor.role,
      decision: input.decision,
      note: input.note ?? null,
      paramsHash: read.paramsHash,
      previewHash: read.previewHash,
      basisHash: basis.hash,
      policyVersion: verdict.policyVersion,
      createdAt: runtime.clock.now(),
    });
    if (!isFirst) throw new DomainError("APPROVAL_ALREADY_DECIDED", { state: read.state });
    const isEnough = verdict.kind !== "approval" || (await isSignedFor(tx, read, verdict, basis));
    const decided = await changeCommand(
      tx,
      runtime.scope,
      read,
      occurrence(runtime, actor, input, { verdict, isEnough }),
    );
    if (input.decision === "rejected")
      await kindOf(kinds, read).release(tx, runtime.scope, decided);
    return decided;
  });
  return await summarise(runtime, actor, command);
}

async function readDecidable(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  input: Decision,
): Promise<CommandRow> {
  const read = await lockCommand(tx, runtime.scope, input.commandId);
  if (!read) throw new DomainError("NOT_FOUND", { commandId: input.commandId });
  if (read.requesterId === actor.userId) throw new DomainError("APPROVER_IS_REQUESTER");
  if (read.state === "expired") throw new DomainError("APPROVAL_EXPIRED");
  if (read.state !== "pending_approval")
    throw new DomainError("APPROVAL_ALREADY_DECIDED", { state: read.state });
  if (read.expiresAt === null || read.expiresAt <= runtime.clock.realNow())
    throw new DomainError("APPROVAL_EXPIRED");
  if (read.version !== input.version)
    throw new DomainError("COMMAND_STATE_CHANGED", { state: read.state });
  if (read.paramsHash !== input.paramsHash || read.previewHash !== input.previewHash)
    throw new DomainError("PREVIEW_STALE");
  return read;
}

/** Whoever the rules of now name; where they would let it pass alone now, whoever they named when it was asked for. */
function demandAuthority(
  actor: Actor,
  read: CommandRow,
  verdict: VerdictDto,
  decision: Decision["decision"],
): void {
  if (verdict.kind === "deny" && decision === "approved") {
    throw new DomainError("POLICY_DENIED", {
      rules: verdict.reasons.map(({ rule }) => rule).join(", "),
    });
  }
  const roles =
    verdict.kind === "approval"
      ? verdict.approverRoles
      : readDecision(read.policyDecision).verdict.approverRoles;
  if (!roles.includes(actor.role))
    throw new DomainError("APPROVER_LACKS_AUTHORITY", { needed: roles.join(", ") });
}

function occurrence(
  runtime: Runtime,
  actor: Actor,
  input: Decision,
  { verdict, isEnough }: { readonly verdict: VerdictDto; readonly isEnough: boolean },
): Occurrence {
  const at = runtime.clock.realNow();
  const approved = input.decision === "approved";
  const yes = isEnough ? "approve" : "sign";
  return {
    event: approved ? yes : "reject",
    by: personActor(actor),
    at,
    ...(approved && isEnough
      ? { change: { holdUntil: new Date(at.getTime() + runtime.settings.holdMs), expiresAt: null } }
      : {}),
    ...(input.note ? { reason: input.note } : {}),
    details: {
      paramsHash: input.paramsHash,
      previewHash: input.previewHash,
      basisHash: input.basisHash,
      policyVersion: verdict.policyVersion,
    },
  };
}
