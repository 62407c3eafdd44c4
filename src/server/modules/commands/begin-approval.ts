import type { ApprovalRequest, SeenCommand } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { hasCredential, requestSignature } from "../access/index.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { approvalMessage } from "./approval-message.ts";
import { takesCode } from "./code-limit.ts";
import type { CommandKinds } from "./command-kind.ts";
import { readDecidable } from "./decidable-command.ts";

/**
 * Begins a yes: says what exactly is to be signed, for five minutes and once. Decides nothing. Throws what `readDecidable`
 * throws, STEP_UP_REQUIRED for a person with nothing to sign with, PASSKEY_REQUIRED for one with codes alone where the
 * amount wants a signature.
 */
export async function beginApproval(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  seen: SeenCommand,
): Promise<ApprovalRequest> {
  return await runtime.db.transaction(async (tx) => {
    const decidable = await readDecidable(tx, runtime, actor, kinds, {
      seen,
      decision: "approved",
    });
    const { command, binding } = decidable;
    if (!(await hasCredential(tx, actor.userId))) throw new DomainError("STEP_UP_REQUIRED");
    const { request, message } = await requestSignature(tx, runtime, actor, {
      purpose: "approve",
      write: (salt) => approvalMessage(binding, salt),
      takesCode: takesCode(command),
    });
    if (request.passkeys.length === 0 && !request.totp) throw new DomainError("PASSKEY_REQUIRED");
    invariant(message, "an approval has a message");
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "command.approval-begun",
      result: "done",
      resource: { type: command.targetType, id: command.targetId },
      commandId: command.id,
      details: { challenge: request.challenge },
    });
    return { ...request, message };
  });
}
