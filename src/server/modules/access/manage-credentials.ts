import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { findPersonByEmail } from "./access.repo.ts";
import { endCredentials, removeTotpRow, updatePasskey } from "./credentials.repo.ts";
import { recordCredential } from "./record-credential.ts";
import { demandStepUp } from "./step-up.ts";

/** Gives one's passkey another name. Throws NOT_FOUND. */
export async function renamePasskey(
  runtime: Runtime,
  actor: Actor,
  { passkeyId, name }: { passkeyId: string; name: string },
): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    if (!(await updatePasskey(tx, { id: passkeyId, personId: actor.userId }, { name })))
      throw new DomainError("NOT_FOUND", { passkeyId });
    await recordCredential(tx, actor, "credential.renamed", passkeyId, { type: "passkey" });
  });
}

/** Ends one's passkey: it proves nothing any more, and what it signed stays evidence. Throws STEP_UP_REQUIRED, NOT_FOUND. */
export async function removePasskey(
  runtime: Runtime,
  actor: Actor,
  passkeyId: string,
): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    await demandStepUp(tx, runtime, actor);
    const removedAt = runtime.clock.realNow();
    if (!(await updatePasskey(tx, { id: passkeyId, personId: actor.userId }, { removedAt })))
      throw new DomainError("NOT_FOUND", { passkeyId });
    await recordCredential(tx, actor, "credential.removed", passkeyId, { type: "passkey" });
  });
}

/** Ends one's one-time codes. Throws STEP_UP_REQUIRED, NOT_FOUND. */
export async function removeTotp(runtime: Runtime, actor: Actor): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    await demandStepUp(tx, runtime, actor);
    if (!(await removeTotpRow(tx, actor.userId, "confirmed", runtime.clock.realNow())))
      throw new DomainError("NOT_FOUND");
    await recordCredential(tx, actor, "credential.removed", actor.userId, { type: "totp" });
  });
}

/**
 * Ends all that a person proves themselves with, for who lost it: an admin does this at the command line, after making sure who
 * asks. Out: how many; null for nobody of that address.
 */
export async function forgetCredentials(
  runtime: Pick<Runtime, "db" | "clock">,
  email: string,
): Promise<number | null> {
  const person = await findPersonByEmail(runtime.db, email.trim().toLowerCase());
  if (!person) return null;
  return await runtime.db.transaction(async (tx) => {
    const ended = await endCredentials(tx, person.id, runtime.clock.realNow());
    await recordAudit(tx, {
      actor: systemActor("installer"),
      action: "credential.removed",
      result: "done",
      resource: { type: "person", id: person.id },
      details: { ended, reason: "recovery" },
    });
    return ended;
  });
}
