import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPersonById, findSignInTime } from "./access.repo.ts";
import { isPassword } from "./password.ts";
import { hasCredential } from "./request-signature.ts";
import { demandStepUp } from "./step-up.ts";

/**
 * Refuses an enrolment that could be somebody else's at an open screen: a first credential wants the password or a sign-in of
 * the last minutes, any other a fresh proof with one that is there. Throws PROOF_REFUSED (the password is missing or
 * wrong), STEP_UP_REQUIRED.
 */
export async function demandEnrolment(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  password: string | undefined,
): Promise<void> {
  if (await hasCredential(tx, actor.userId)) return await demandStepUp(tx, runtime, actor);
  if (await isFreshSignIn(tx, runtime, actor)) return;
  const person = await findPersonById(tx, actor.userId);
  const isRight = password !== undefined && (await isPassword(password, person.passwordHash));
  if (!isRight) throw new DomainError("PROOF_REFUSED", { method: "password" });
}

/** Whether the person entered the password for this session as lately as a proof may be old. */
export async function isFreshSignIn(
  db: Database | Transaction,
  { clock, settings }: Runtime,
  actor: Actor,
): Promise<boolean> {
  const at = await findSignInTime(db, actor.sessionId);
  return at !== null && clock.realNow().getTime() - at.getTime() <= settings.stepUpMs;
}
