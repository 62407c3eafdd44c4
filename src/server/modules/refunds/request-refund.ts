import type { CommandSummary } from "#core/contracts/commands.ts";
import type { RequestRefundInput } from "#core/contracts/refunds.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { demandStepUp } from "../access/index.ts";
import { type CommandRow, findCommand, lockPersonVelocity, summarise } from "../commands/index.ts";
import { recordRefundDecision } from "../reviews/index.ts";
import { type PlacedRefund, placeRefund } from "./place-refund.ts";
import { refundParams } from "./refund-request.ts";

/**
 * Records the refund a person decided on: reservation, limit, command with the exact request, audit row, event, and the
 * decision of its case, all or none. The same id with the same request gives the first result again, so that a lost answer may simply be repeated.
 * Throws COMMAND_ID_REUSED (same id, other request), PREVIEW_STALE (what was previewed is no longer so), POLICY_DENIED,
 * NOTE_REQUIRED (for `other`, and where another person must decide), STEP_UP_REQUIRED (where another must decide), and what `placeRefund` and `recordRefundDecision` throw.
 */
export async function requestRefund(
  runtime: Runtime,
  actor: Actor,
  input: RequestRefundInput,
): Promise<CommandSummary> {
  const command = await runtime.db.transaction((tx) => requestRefundIn(tx, runtime, actor, input));
  return await summarise(runtime, actor, command);
}

async function requestRefundIn(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  input: RequestRefundInput,
): Promise<CommandRow> {
  // Two requests of one person wait for each other here, so that a double click finds the first one's command.
  await lockPersonVelocity(tx, actor.userId);
  const earlier = await findCommand(tx, runtime.scope, input.commandId);
  if (earlier) return sameIntent(runtime, actor, input, earlier);
  const placed = await placeRefund(tx, runtime, actor, input);
  demandAsPreviewed(input, placed);
  if (placed.preview.verdict.kind === "approval") await demandStepUp(tx, runtime, actor);
  if (input.caseId !== undefined) {
    const { caseId, commandId, paymentId, note: reason } = input;
    await recordRefundDecision(tx, runtime, actor, { caseId, commandId, paymentId, reason });
  }
  return placed.command;
}

function sameIntent(
  runtime: Runtime,
  actor: Actor,
  input: RequestRefundInput,
  earlier: CommandRow,
): CommandRow {
  const hash = sha256(refundParams(runtime.scope, actor.userId, input));
  if (earlier.paramsHash !== hash)
    throw new DomainError("COMMAND_ID_REUSED", { commandId: input.commandId });
  return earlier;
}

function demandAsPreviewed(input: RequestRefundInput, { preview }: PlacedRefund): void {
  const { verdict } = preview;
  if (verdict.kind === "deny")
    throw new DomainError("POLICY_DENIED", {
      rules: verdict.reasons.map(({ rule }) => rule).join(", "),
    });
  if (!input.note && (input.reason === "other" || verdict.kind === "approval"))
    throw new DomainError("NOTE_REQUIRED");
  if (preview.previewHash !== input.previewHash) throw new DomainError("PREVIEW_STALE");
}
