import { DomainError } from "#core/errors.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { AuditActor } from "../audit/index.ts";
import { type CommandRow, findPeople } from "../commands/index.ts";
import type { OverrideWork } from "./override-work.ts";
import { placeOverride } from "./place-override.ts";

/** What a person set in motion by asking for `earlier`, now that its time has come. */
export interface FollowUp<Params extends object> {
  readonly earlier: CommandRow;
  readonly work: OverrideWork<Params>;
  readonly params: Params;
  /** The part of ours that noticed. */
  readonly by: AuditActor;
}

/**
 * Places an override that follows from one that a person asked for, in the caller's transaction. It counts as theirs: the
 * policy judges it with their role of now, and where it wants a signature one is waited for. The audit row names
 * the part of ours that noticed. Throws POLICY_DENIED, COMMAND_ALREADY_OPEN, and what the kind's plan throws.
 */
export async function placeFollowUp<Params extends object>(
  tx: Transaction,
  runtime: Runtime,
  { earlier, work, params, by }: FollowUp<Params>,
): Promise<CommandRow> {
  const person = (await findPeople(tx, [earlier.requesterId])).get(earlier.requesterId);
  if (person === undefined || person.disabledAt !== null)
    throw new DomainError("POLICY_DENIED", { rules: "requester.gone" });
  const requester = { userId: person.id, role: person.role, behalf: by };
  const asked = { commandId: newId(), params, note: undefined };
  const { command, preview } = await placeOverride(tx, runtime, requester, work, asked);
  if (preview.verdict.kind === "deny")
    throw new DomainError("POLICY_DENIED", {
      rules: preview.verdict.reasons.map(({ rule }) => rule).join(", "),
    });
  return command;
}
