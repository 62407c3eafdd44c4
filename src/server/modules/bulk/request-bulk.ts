import { canonicalJson } from "#core/canonical-json.ts";
import type { DryRun, PreviewBulkInput, RequestBulkInput } from "#core/contracts/bulk.ts";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import { grantOf } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import { saysTotal } from "#core/typed-total.ts";
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
import { writeFacts } from "../policies/index.ts";
import { bulkBasis } from "./bulk-kind.ts";
import { bulkParams, isSameRequest, readBulkParams } from "./bulk-params.ts";
import { type ComposedBulk, composeBulk, dryRunDto } from "./compose-bulk.ts";

/** The version of what `requestBody` of such a command means. */
const EFFECT_VERSION = "bulk/1";

/** Says what a pasted list would do. Moves and reserves nothing; that it was looked at is recorded. Throws what `composeBulk` throws, and NOT_PERMITTED. */
export async function previewBulk(
  runtime: Runtime,
  actor: Actor,
  input: PreviewBulkInput,
): Promise<DryRun> {
  return await runtime.db.transaction(async (tx) => {
    demandReason(actor, input);
    const dto = dryRunDto(await composeBulk(tx, runtime, actor.role, input));
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "bulk.previewed",
      result: "done",
      resource: { type: "bulk", id: input.commandId },
      details: { included: dto.included, excluded: dto.excluded, notUnderstood: dto.notUnderstood },
    });
    return dto;
  });
}

/**
 * Records a bulk that a person asks for; another one signs it. The same id with the same paste gives the first result again.
 * Throws COMMAND_ID_REUSED, BULK_EMPTY, POLICY_DENIED, NOTE_REQUIRED, PREVIEW_STALE (a payment of it stands otherwise by
 * now), BULK_TOTAL_DIFFERS, STEP_UP_REQUIRED, NOT_PERMITTED, and what `composeBulk` throws.
 */
export async function requestBulk(
  runtime: Runtime,
  actor: Actor,
  input: RequestBulkInput,
): Promise<CommandSummary> {
  const command = await runtime.db.transaction(async (tx) => {
    // Two requests of one person wait for each other here, so that a double click finds the first one's command.
    await lockPersonVelocity(tx, actor.userId);
    const earlier = await findCommand(tx, runtime.scope, input.commandId);
    if (earlier) return sameIntent(actor, input, earlier);
    demandReason(actor, input);
    const composed = await composeBulk(tx, runtime, actor.role, input);
    demandAsShown(input, composed);
    await demandStepUp(tx, runtime, actor);
    return await submit(tx, runtime, actor, input, composed);
  });
  return await summarise(runtime, actor, command);
}

function demandReason({ role }: Actor, { reason }: Pick<RequestBulkInput, "reason">): void {
  const permission = "refund:request-fraudulent";
  if (reason === "fraudulent" && grantOf(role, permission) === null)
    throw new DomainError("NOT_PERMITTED", { permission });
}

function sameIntent(actor: Actor, input: RequestBulkInput, earlier: CommandRow): CommandRow {
  if (earlier.kind === "bulk" && isSameRequest(readBulkParams(earlier), actor.userId, input))
    return earlier;
  throw new DomainError("COMMAND_ID_REUSED", { commandId: input.commandId });
}

function demandAsShown(input: RequestBulkInput, { run, judged }: ComposedBulk): void {
  if (judged === null) throw new DomainError("BULK_EMPTY");
  const { verdict, previewHash } = judged.preview;
  if (verdict.kind === "deny")
    throw new DomainError("POLICY_DENIED", {
      rules: verdict.reasons.map(({ rule }) => rule).join(", "),
    });
  if (input.note === "") throw new DomainError("NOTE_REQUIRED");
  if (previewHash !== input.previewHash) throw new DomainError("PREVIEW_STALE");
  const isTyped = run.totals.every(({ amount }) =>
    input.typed.some((text) => saysTotal(text, amount)),
  );
  if (!isTyped || input.typed.length !== run.totals.length)
    throw new DomainError("BULK_TOTAL_DIFFERS");
}

async function submit(
  tx: Transaction,
  { scope, clock, settings }: Runtime,
  actor: Actor,
  input: RequestBulkInput,
  { run, judged }: ComposedBulk,
): Promise<CommandRow> {
  invariant(judged, "a bulk without rows was asked for");
  const { base, facts, preview, verdict, listHash } = judged;
  const params = bulkParams(scope, actor.userId, input, run);
  const [only, ...others] = run.totals;
  // Lists show one amount: the total where there is one currency, else what it comes to in the base currency.
  const shown = only && others.length === 0 ? only.amount : base.amount;
  return await submitCommand(tx, scope, actor, {
    action: "bulk.requested",
    at: clock.now(),
    counted: null,
    basis: bulkBasis({ rows: run.included.length, listHash }),
    row: {
      id: input.commandId,
      kind: "bulk",
      state: "pending_approval",
      requesterId: actor.userId,
      requesterRole: actor.role,
      targetType: "bulk",
      targetId: input.commandId,
      amount: shown?.amountMinor ?? 0n,
      currency: shown?.currency ?? base.baseCurrency,
      amountBase: base.amount?.amountMinor ?? null,
      baseCurrency: base.baseCurrency,
      reasonCode: input.reason,
      note: input.note,
      params,
      paramsHash: sha256(params),
      preview: canonicalJson(preview),
      previewHash: preview.previewHash,
      policyVersion: verdict.policyVersion,
      policyDecision: { verdict, facts: writeFacts(facts) },
      idempotencyKey: `cmd/${input.commandId}/bulk/1`,
      requestBody: canonicalJson({ list: listHash, rows: run.included.length }),
      apiVersion: EFFECT_VERSION,
      createdAt: clock.now(),
      expiresAt: new Date(clock.realNow().getTime() + settings.approvalTtlMs),
    },
  });
}
