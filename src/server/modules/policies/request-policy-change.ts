import { canonicalJson } from "#core/canonical-json.ts";
import type { CommandSummary } from "#core/contracts/commands.ts";
import type { PolicyPreview, RequestPolicyInput } from "#core/contracts/policies.ts";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { demandStepUp } from "../access/index.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import {
  type CommandRow,
  findCommand,
  lockPersonVelocity,
  submitCommand,
  summarise,
} from "../commands/index.ts";
import { type ComposedPolicyChange, composePolicyChange } from "./compose-policy-change.ts";
import { policyBasis } from "./policy-kind.ts";
import { policyParams, readPolicyParams } from "./policy-params.ts";
import { writeFacts } from "./stored-facts.ts";

/** The version of what `requestBody` of such a command means. */
const EFFECT_VERSION = "policy/1";

/** Tries a draft on the last 90 days and says who would have to sign it. Throws what `composePolicyChange` throws. */
export async function previewPolicyChange(
  runtime: Runtime,
  actor: Actor,
  document: PolicyDocument,
): Promise<PolicyPreview> {
  return await runtime.db.transaction(async (tx) => {
    const composed = await composePolicyChange(tx, runtime, actor.role, document);
    const { preview, changes, simulation, draft } = composed;
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "policy.simulated",
      result: "done",
      resource: { type: "policy", id: draft.version },
      details: { sha256: draft.sha256, decisions: simulation.decisions },
    });
    return { preview, changes, simulation };
  });
}

/**
 * Records a change of the policy that a person asks for; others sign it. The same id with the same request gives the first
 * result again. Throws COMMAND_ID_REUSED, PREVIEW_STALE, POLICY_DENIED, STEP_UP_REQUIRED and what `composePolicyChange` throws.
 */
export async function requestPolicyChange(
  runtime: Runtime,
  actor: Actor,
  input: RequestPolicyInput,
): Promise<CommandSummary> {
  const command = await runtime.db.transaction(async (tx) => {
    // Two requests of one person wait for each other here, so that a double click finds the first one's command.
    await lockPersonVelocity(tx, actor.userId);
    const earlier = await findCommand(tx, runtime.scope, input.commandId);
    if (earlier) return sameIntent(runtime, actor, input, earlier);
    const composed = await composePolicyChange(tx, runtime, actor.role, input.document);
    const { verdict, previewHash } = composed.preview;
    if (verdict.kind === "deny")
      throw new DomainError("POLICY_DENIED", {
        rules: verdict.reasons.map(({ rule }) => rule).join(", "),
      });
    if (previewHash !== input.previewHash) throw new DomainError("PREVIEW_STALE");
    await demandStepUp(tx, runtime, actor);
    return await submit(tx, runtime, actor, input, composed);
  });
  return await summarise(runtime, actor, command);
}

function sameIntent(
  { scope }: Runtime,
  actor: Actor,
  { commandId, document, note }: RequestPolicyInput,
  earlier: CommandRow,
): CommandRow {
  const isPolicy = earlier.kind === "policy_change" && earlier.requesterId === actor.userId;
  const replaces = isPolicy ? readPolicyParams(earlier).replaces : 0;
  const hash = sha256(policyParams(scope, actor.userId, { document, note, replaces }));
  if (earlier.paramsHash !== hash) throw new DomainError("COMMAND_ID_REUSED", { commandId });
  return earlier;
}

async function submit(
  tx: Transaction,
  { scope, clock, settings }: Runtime,
  actor: Actor,
  { commandId, document, note }: RequestPolicyInput,
  { preview, facts, inForce, draft }: ComposedPolicyChange,
): Promise<CommandRow> {
  const params = policyParams(scope, actor.userId, { document, note, replaces: inForce.number });
  return await submitCommand(tx, scope, actor, {
    action: "policy.change-requested",
    at: clock.now(),
    counted: null,
    basis: policyBasis(inForce),
    row: {
      id: commandId,
      kind: "policy_change",
      state: "pending_approval",
      requesterId: actor.userId,
      requesterRole: actor.role,
      targetType: "policy",
      targetId: `${draft.number}`,
      amount: 0n,
      currency: facts.baseCurrency,
      amountBase: 0n,
      baseCurrency: facts.baseCurrency,
      reasonCode: "policy_change",
      note,
      params,
      paramsHash: sha256(params),
      preview: canonicalJson(preview),
      previewHash: preview.previewHash,
      policyVersion: preview.verdict.policyVersion,
      policyDecision: { verdict: preview.verdict, facts: writeFacts(facts) },
      idempotencyKey: `cmd/${commandId}/policy_change/1`,
      requestBody: canonicalJson(document),
      apiVersion: EFFECT_VERSION,
      createdAt: clock.now(),
      expiresAt: new Date(clock.realNow().getTime() + settings.approvalTtlMs),
    },
  });
}
