import type { CommandSummary } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { demandStepUp } from "../access/index.ts";
import { type CommandRow, findCommand, lockPersonVelocity, summarise } from "../commands/index.ts";
import type { Asked } from "./compose-override.ts";
import { overrideParams } from "./override-request.ts";
import type { OverrideWork } from "./override-work.ts";
import { type PlacedOverride, placeOverride } from "./place-override.ts";

/** A request as the person's screen sends it: bound to the preview that they saw. */
export interface Requested<Params extends object> extends Asked<Params> {
  readonly previewHash: string;
}

/**
 * Records the override a person decided on: reservation, limits, command with the exact request, audit row and event, all or
 * none. The same id with the same request gives the first result again, so that a lost answer may simply be repeated.
 * Throws COMMAND_ID_REUSED (same id, other request), PREVIEW_STALE (what was previewed is no longer so), POLICY_DENIED,
 * NOTE_REQUIRED, STEP_UP_REQUIRED (where another person must decide), and what `placeOverride` throws.
 */
export async function requestOverride<Params extends object>(
  runtime: Runtime,
  actor: Actor,
  work: OverrideWork<Params>,
  asked: Requested<Params>,
): Promise<CommandSummary> {
  const command = await runtime.db.transaction((tx) =>
    requestOverrideIn(tx, runtime, actor, work, asked),
  );
  return await summarise(runtime, actor, command);
}

async function requestOverrideIn<Params extends object>(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  work: OverrideWork<Params>,
  asked: Requested<Params>,
): Promise<CommandRow> {
  // Two requests of one person wait for each other here, so that a double click finds the first one's command.
  await lockPersonVelocity(tx, actor.userId);
  const earlier = await findCommand(tx, runtime.scope, asked.commandId);
  if (earlier) {
    if (earlier.paramsHash !== sha256(overrideParams(work, runtime.scope, actor.userId, asked)))
      throw new DomainError("COMMAND_ID_REUSED", { commandId: asked.commandId });
    return earlier;
  }
  const placed = await placeOverride(tx, runtime, actor, work, asked);
  demandAsPreviewed(work, asked, placed);
  if (placed.preview.verdict.kind === "approval") await demandStepUp(tx, runtime, actor);
  return placed.command;
}

function demandAsPreviewed<Params extends object>(
  work: OverrideWork<Params>,
  asked: Requested<Params>,
  { preview }: PlacedOverride,
): void {
  const { verdict } = preview;
  if (verdict.kind === "deny")
    throw new DomainError("POLICY_DENIED", {
      rules: verdict.reasons.map(({ rule }) => rule).join(", "),
    });
  if (!asked.note && (work.needsNote(asked.params) || verdict.kind === "approval"))
    throw new DomainError("NOTE_REQUIRED");
  if (preview.previewHash !== asked.previewHash) throw new DomainError("PREVIEW_STALE");
}
