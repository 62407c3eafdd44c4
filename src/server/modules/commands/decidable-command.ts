import type { SeenCommand } from "#core/contracts/commands.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCounted } from "./approval-authority.ts";
import { chooseMandate, type Mandate, mandatesOf } from "./approval-mandate.policy.ts";
import type { ApprovalBinding } from "./approval-message.ts";
import { type Basis, basisNow } from "./basis.ts";
import type { CommandKinds } from "./command-kind.ts";
import { type CommandRow, lockCommand } from "./commands.repo.ts";
import { findPowers } from "./find-powers.ts";
import { judgeAgain } from "./judge-again.ts";
import { readDecision } from "./stored-decision.ts";

/** A command that this person may decide now, and what a decision of it is bound to. */
export interface Decidable {
  readonly command: CommandRow;
  readonly verdict: VerdictDto;
  readonly basis: Basis;
  readonly binding: ApprovalBinding;
}

/**
 * Locks the command and judges it with the facts of now. Throws NOT_FOUND, APPROVER_IS_REQUESTER, APPROVAL_ALREADY_DECIDED,
 * APPROVAL_EXPIRED, COMMAND_STATE_CHANGED (another version), PREVIEW_STALE (another request or preview, or what it rests on
 * has changed), POLICY_DENIED (for a yes), APPROVER_LACKS_AUTHORITY.
 */
export async function readDecidable(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  { seen, decision }: { seen: SeenCommand; decision: "approved" | "rejected" },
): Promise<Decidable> {
  const command = await lockUndecided(tx, runtime, actor, seen);
  const verdict = await judgeAgain(tx, runtime, kinds, command);
  demandNoDenial(verdict, decision);
  const basis = await basisNow(tx, runtime.scope, kinds, command);
  const mandate = await demandMandate(tx, runtime, actor, { command, verdict, basis });
  if (basis.hash !== seen.basisHash) throw new DomainError("PREVIEW_STALE");
  const { id: commandId, paramsHash, previewHash } = command;
  const { policyVersion } = verdict;
  const hashes = { paramsHash, previewHash, basisHash: basis.hash };
  const binding = { commandId, ...hashes, policyVersion, mandate };
  return { command, verdict, basis, binding };
}

async function lockUndecided(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  seen: SeenCommand,
): Promise<CommandRow> {
  const read = await lockCommand(tx, runtime.scope, seen.commandId);
  if (!read) throw new DomainError("NOT_FOUND", { commandId: seen.commandId });
  if (read.requesterId === actor.userId) throw new DomainError("APPROVER_IS_REQUESTER");
  if (read.state === "expired") throw new DomainError("APPROVAL_EXPIRED");
  if (read.state !== "pending_approval")
    throw new DomainError("APPROVAL_ALREADY_DECIDED", { state: read.state });
  if (read.expiresAt === null || read.expiresAt <= runtime.clock.realNow())
    throw new DomainError("APPROVAL_EXPIRED");
  if (read.version !== seen.version)
    throw new DomainError("COMMAND_STATE_CHANGED", { state: read.state });
  if (read.paramsHash !== seen.paramsHash || read.previewHash !== seen.previewHash)
    throw new DomainError("PREVIEW_STALE");
  return read;
}

function demandNoDenial(verdict: VerdictDto, decision: "approved" | "rejected"): void {
  if (verdict.kind === "deny" && decision === "approved") {
    throw new DomainError("POLICY_DENIED", {
      rules: verdict.reasons.map(({ rule }) => rule).join(", "),
    });
  }
}

/** The right in which this person decides, as it is now; throws what tells why there is none. */
async function demandMandate(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  { command, verdict, basis }: Pick<Decidable, "command" | "verdict" | "basis">,
): Promise<Mandate> {
  const signed = await findCounted(tx, command, verdict, basis);
  const powers = await findPowers(tx, runtime.scope, actor, runtime.clock.realNow());
  const approverRoles = approverRolesOf(command, verdict);
  const { kind, requesterId } = command;
  const request = { kind, requesterId, approverRoles, signed };
  const mandate = chooseMandate(mandatesOf(actor, powers, request), signed);
  if (mandate) return mandate;
  const hasSigned = signed.some(
    ({ approverId, onBehalfOf }) => approverId === actor.userId || onBehalfOf === actor.userId,
  );
  if (hasSigned) throw new DomainError("APPROVAL_ALREADY_DECIDED", { state: command.state });
  throw new DomainError("APPROVER_LACKS_AUTHORITY", { needed: approverRoles.join(", ") });
}

/** Whoever the rules of now name; where they would let it pass alone now, whoever they named when it was asked for. */
function approverRolesOf(command: CommandRow, verdict: VerdictDto): readonly string[] {
  const { approverRoles } =
    verdict.kind === "approval" ? verdict : readDecision(command.policyDecision).verdict;
  return approverRoles;
}
