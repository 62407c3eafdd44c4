import { canonicalJson } from "#core/canonical-json.ts";
import type { BooksPreview } from "#core/contracts/books-changes.ts";
import type { CommandSummary } from "#core/contracts/commands.ts";
import type { Control } from "#core/contracts/operations.ts";
import { DomainError } from "#core/errors.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { demandStepUp } from "../access/index.ts";
import {
  type CommandRow,
  findCommand,
  lockPersonVelocity,
  submitCommand,
  summarise,
} from "../commands/index.ts";
import { writeFacts } from "../policies/index.ts";
import { type ControlWorks, workOf } from "./control-kinds.ts";
import { controlParams, hashedControl } from "./control-params.ts";
import type { ControlPlan } from "./control-work.ts";
import { judgeControl } from "./judge-control.ts";

/** The version of what `requestBody` of such a command means. */
const EFFECT_VERSION = "control/1";

/** Says what it would do and who must sign. Writes nothing. Throws what the kind's plan throws. */
export async function previewControl(
  runtime: Runtime,
  actor: Actor,
  works: ControlWorks,
  control: Control,
): Promise<BooksPreview> {
  return await runtime.db.transaction(
    async (tx) => (await compose(tx, runtime, actor, works, control)).preview,
  );
}

/**
 * Records what a person asks for; another person decides. The same id with the same request gives the first result again.
 * Throws COMMAND_ID_REUSED, PREVIEW_STALE, POLICY_DENIED, STEP_UP_REQUIRED, and what the kind's plan throws.
 */
export async function requestControl(
  runtime: Runtime,
  actor: Actor,
  works: ControlWorks,
  input: { commandId: string; control: Control; note: string; previewHash: string },
): Promise<CommandSummary> {
  const { scope } = runtime;
  const command = await runtime.db.transaction(async (tx) => {
    // Two requests of one person wait for each other here, so that a double click finds the first one's command.
    await lockPersonVelocity(tx, actor.userId);
    const earlier = await findCommand(tx, scope, input.commandId);
    if (earlier) {
      if (earlier.paramsHash !== sha256(controlParams(scope, actor.userId, input)))
        throw new DomainError("COMMAND_ID_REUSED", { commandId: input.commandId });
      return earlier;
    }
    const composed = await compose(tx, runtime, actor, works, input.control);
    const { verdict, previewHash } = composed.preview;
    if (verdict.kind === "deny")
      throw new DomainError("POLICY_DENIED", {
        rules: verdict.reasons.map(({ rule }) => rule).join(", "),
      });
    if (previewHash !== input.previewHash) throw new DomainError("PREVIEW_STALE");
    await demandStepUp(tx, runtime, actor);
    return await submit(tx, runtime, actor, works, { ...input, ...composed });
  });
  return await summarise(runtime, actor, command);
}

interface Composed {
  readonly judged: OverrideFacts;
  readonly plan: ControlPlan;
  readonly preview: BooksPreview;
}

async function compose(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  works: ControlWorks,
  control: Control,
): Promise<Composed> {
  const plan = await workOf(works, control).plan(tx, runtime, control);
  const { verdict, facts: judged } = await judgeControl(tx, runtime.scope, {
    kind: control.kind,
    role: actor.role,
    baseCurrency: plan.base.currency,
    at: runtime.clock.now(),
    stale: null,
  });
  const { title, href, facts, effect } = plan;
  const shown = { title, href, facts, postings: [], verdict, holdMs: runtime.settings.holdMs };
  return { plan, judged, preview: hashedControl(shown, { kind: control.kind, effect }) };
}

async function submit(
  tx: Transaction,
  { scope, clock, settings }: Runtime,
  actor: Actor,
  works: ControlWorks,
  request: Composed & { commandId: string; control: Control; note: string },
): Promise<CommandRow> {
  const { commandId, control, note, plan, preview } = request;
  const params = controlParams(scope, actor.userId, { control, note });
  return await submitCommand(tx, scope, actor, {
    action: workOf(works, control).audit,
    at: clock.now(),
    counted: null,
    basis: [],
    row: {
      id: commandId,
      kind: control.kind,
      state: "pending_approval",
      requesterId: actor.userId,
      requesterRole: actor.role,
      targetType: plan.target.type,
      targetId: plan.target.id,
      amount: plan.amount.amountMinor,
      currency: plan.amount.currency,
      amountBase: plan.base.amount,
      baseCurrency: plan.base.currency,
      reasonCode: control.kind,
      note,
      params,
      paramsHash: sha256(params),
      preview: canonicalJson(preview),
      previewHash: preview.previewHash,
      policyVersion: preview.verdict.policyVersion,
      policyDecision: { verdict: preview.verdict, facts: writeFacts(request.judged) },
      idempotencyKey: `cmd/${commandId}/${control.kind}/1`,
      requestBody: canonicalJson(plan.effect),
      apiVersion: EFFECT_VERSION,
      createdAt: clock.now(),
      exclusive: true,
      expiresAt: new Date(clock.realNow().getTime() + settings.approvalTtlMs),
    },
  });
}
