import type { OverridePreview } from "#core/contracts/overrides.ts";
import { isCounted } from "#core/override-kinds.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { STRIPE_API_VERSION } from "#server/platform/stripe/stripe-client.ts";
import {
  type CommandRow,
  lockPersonVelocity,
  type Requester,
  submitCommand,
} from "../commands/index.ts";
import { writeFacts } from "../policies/index.ts";
import { type Asked, composeOverride } from "./compose-override.ts";
import { writePreview } from "./override-preview.ts";
import { overrideKey, overrideParams } from "./override-request.ts";
import type { OverridePlan, OverrideWork } from "./override-work.ts";

/** An override that stands if the transaction commits. */
export interface PlacedOverride {
  readonly command: CommandRow;
  readonly preview: OverridePreview;
}

/**
 * Everything a request for an override does, in the caller's transaction: works it out, reserves, judges, stores the command
 * with the exact request. A preview runs this and rolls back, so that it can never promise what the request would not do.
 * Throws COMMAND_ALREADY_OPEN, SERVICE_UNAVAILABLE, and what the kind's plan throws. A denial by policy is a verdict in the
 * preview; the request refuses it.
 */
export async function placeOverride<Params extends object>(
  tx: Transaction,
  runtime: Runtime,
  actor: Requester,
  work: OverrideWork<Params>,
  asked: Asked<Params>,
): Promise<PlacedOverride> {
  await lockPersonVelocity(tx, actor.userId);
  const composed = await composeOverride(tx, runtime, actor, work, asked);
  const { plan, amount, base, subjects, facts, preview } = composed;
  const command = await submitCommand(tx, runtime.scope, actor, {
    action: work.audit,
    at: facts.at,
    counted: isCounted(work.kind) ? subjects : null,
    basis: plan.basis,
    row: {
      ...identity(work, runtime, actor, asked, plan),
      ...timing(work, runtime, asked, preview),
      amount: amount.amountMinor,
      currency: amount.currency,
      amountBase: base.amount?.amountMinor ?? null,
      baseCurrency: base.baseCurrency,
      preview: writePreview(preview),
      previewHash: preview.previewHash,
      policyVersion: preview.verdict.policyVersion,
      policyDecision: { verdict: preview.verdict, facts: writeFacts(facts) },
      requestBody: preview.sends.body,
    },
  });
  return { command, preview };
}

function identity<Params extends object>(
  work: OverrideWork<Params>,
  { scope, clock }: Runtime,
  actor: Requester,
  asked: Asked<Params>,
  plan: OverridePlan,
) {
  const params = overrideParams(work, scope, actor.userId, asked);
  return {
    id: asked.commandId,
    kind: work.kind,
    requesterId: actor.userId,
    requesterRole: actor.role,
    targetType: plan.target.type,
    targetId: plan.target.id,
    objectId: plan.objectId,
    exclusive: true,
    caseId: plan.caseId,
    reasonCode: work.reasonOf(asked.params),
    note: asked.note ?? null,
    params,
    paramsHash: sha256(params),
    idempotencyKey: overrideKey(work, asked.commandId),
    apiVersion: STRIPE_API_VERSION,
    createdAt: clock.now(),
  };
}

/** When it may be sent, or until when it waits for another person. A chosen time is business time, a hold real time. */
function timing<Params extends object>(
  work: OverrideWork<Params>,
  { clock, settings }: Runtime,
  asked: Asked<Params>,
  { verdict, holdMs }: OverridePreview,
) {
  const at = clock.realNow().getTime();
  const notBefore = work.notBefore(asked.params);
  if (verdict.kind !== "allow")
    return {
      state: "pending_approval" as const,
      notBefore,
      holdUntil: null,
      expiresAt: new Date(at + settings.approvalTtlMs),
    };
  return {
    state: "held" as const,
    notBefore,
    holdUntil: new Date(at + holdMs),
    expiresAt: null,
  };
}
