import type * as z from "zod/mini";
import type { CommandSummary, decideApprovalInput } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { guardProofs } from "../access/index.ts";
import { personActor } from "../audit/index.ts";
import { notify } from "../notifications/index.ts";
import { isSignedFor } from "./approval-authority.ts";
import { evidenceRow, takeEvidence } from "./approval-evidence.ts";
import { insertSignature } from "./approval-signatures.repo.ts";
import { insertApproval } from "./approvals.repo.ts";
import { changeCommand, type Occurrence } from "./change-command.ts";
import type { CommandKinds } from "./command-kind.ts";
import type { CommandRow } from "./commands.repo.ts";
import { type Decidable, readDecidable } from "./decidable-command.ts";
import { type Evidence, evidenceHash } from "./evidence.ts";
import { kindOf } from "./kind-of.ts";
import { summarise } from "./summarise-command.ts";

type Decision = z.infer<typeof decideApprovalInput>;

/**
 * Another person's yes or no, bound to the request and the preview that they saw. Yes is signed, its evidence is kept with it,
 * and the hold starts once as many have signed as the policy asks for; no gives back what was reserved. The policy judges
 * again with the facts of now and names who may decide. Throws what `readDecidable` throws, and for a yes what
 * `takeEvidence` throws, and TOO_MANY_ATTEMPTS.
 */
export async function decideApproval(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  input: Decision,
): Promise<CommandSummary> {
  const decide = () =>
    runtime.db.transaction((tx) => decideApprovalIn(tx, runtime, actor, kinds, input));
  const command =
    input.decision === "approved" ? await guardProofs(runtime, actor, decide) : await decide();
  return await summarise(runtime, actor, command);
}

async function decideApprovalIn(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  input: Decision,
): Promise<CommandRow> {
  const { decision } = input;
  const decidable = await readDecidable(tx, runtime, actor, kinds, { seen: input, decision });
  const { command: read, binding, verdict, basis } = decidable;
  const evidence =
    input.decision === "approved"
      ? await takeEvidence(tx, runtime, actor, read, { binding, proof: input.proof })
      : null;
  const approvalId = newId();
  const isFirst = await insertApproval(tx, {
    ...approvalColumns(binding),
    id: approvalId,
    approverId: actor.userId,
    approverRole: actor.role,
    decision,
    note: input.note ?? null,
    createdAt: runtime.clock.now(),
  });
  if (!isFirst) throw new DomainError("APPROVAL_ALREADY_DECIDED", { state: read.state });
  if (evidence) await insertSignature(tx, evidenceRow(approvalId, evidence));
  const isEnough = verdict.kind !== "approval" || (await isSignedFor(tx, read, verdict, basis));
  const happened = occurrence(runtime, actor, input, { binding, evidence, isEnough });
  const decided = await changeCommand(tx, runtime.scope, read, happened);
  if (decision === "rejected") {
    await kindOf(kinds, read).release(tx, runtime.scope, decided);
    const news = { kind: "approval_rejected", subjectId: read.id } as const;
    await notify(tx, runtime, news, [{ personId: read.requesterId }]);
  }
  return decided;
}

/** What of a binding the row of an approval has columns for. */
function approvalColumns({ mandate, ...bound }: Decidable["binding"]) {
  if (mandate.by === "own") return bound;
  const { role: actingRole } = mandate;
  if (mandate.by === "break-glass")
    return { ...bound, actingRole, breakGlassId: mandate.breakGlassId };
  const { delegationId, onBehalfOf } = mandate;
  return { ...bound, actingRole, delegationId, onBehalfOf };
}

interface Happened extends Pick<Decidable, "binding"> {
  readonly evidence: Evidence | null;
  /** Whether as many have signed now as must. */
  readonly isEnough: boolean;
}

function occurrence(
  runtime: Runtime,
  actor: Actor,
  input: Decision,
  { binding, evidence, isEnough }: Happened,
): Occurrence {
  const at = runtime.clock.realNow();
  const approved = input.decision === "approved";
  const yes = isEnough ? "approve" : "sign";
  const { paramsHash, previewHash, basisHash, policyVersion, mandate } = binding;
  return {
    event: approved ? yes : "reject",
    by: personActor(actor),
    at,
    ...(approved && isEnough
      ? { change: { holdUntil: new Date(at.getTime() + runtime.settings.holdMs), expiresAt: null } }
      : {}),
    ...(input.note ? { reason: input.note } : {}),
    details: {
      paramsHash,
      previewHash,
      basisHash,
      policyVersion,
      ...(mandate.by === "own" ? {} : { mandate: { ...mandate } }),
      ...(evidence ? { method: evidence.method, evidenceHash: evidenceHash(evidence) } : {}),
    },
  };
}
