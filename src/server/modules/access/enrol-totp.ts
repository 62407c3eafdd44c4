import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newTotpSecret, stepOfCode, totpUri } from "#server/platform/auth/totp.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPersonById } from "./access.repo.ts";
import { CHALLENGE_TTL_MS } from "./credential-challenge.ts";
import { confirmTotpRow, findTotp, insertTotp, removeTotpRow } from "./credentials.repo.ts";
import { demandEnrolment } from "./demand-enrolment.ts";
import { guardProofs } from "./guard-proofs.ts";
import { recordCredential } from "./record-credential.ts";
import { markSteppedUp } from "./step-up.ts";
import { openTotpSecret, sealTotpSecret } from "./totp-secret.ts";

/**
 * Makes a secret for an authenticator app, which counts once its first code was given; one begun before is void.
 * Throws CREDENTIAL_LIMIT (one app at a time) and what `demandEnrolment` throws.
 */
export async function beginTotp(
  runtime: Runtime,
  actor: Actor,
  password: string | undefined,
): Promise<{ secret: string; uri: string }> {
  return await guardProofs(runtime, actor, () =>
    runtime.db.transaction(async (tx) => {
      await demandEnrolment(tx, runtime, actor, password);
      if (await findTotp(tx, actor.userId, "confirmed"))
        throw new DomainError("CREDENTIAL_LIMIT", { limit: 1 });
      const now = runtime.clock.realNow();
      await removeTotpRow(tx, actor.userId, "begun", now);
      const [id, secret] = [newId(), newTotpSecret()];
      const sealed = sealTotpSecret(runtime, id, secret);
      await insertTotp(tx, { id, personId: actor.userId, createdAt: now, sealed });
      await recordCredential(tx, actor, "credential.challenged", id, { type: "totp" });
      const { email } = await findPersonById(tx, actor.userId);
      return { secret, uri: totpUri(secret, email) };
    }),
  );
}

/** Confirms the app by its first code; the session counts as proven. Throws CHALLENGE_OVER, PROOF_REFUSED. */
export async function confirmTotp(runtime: Runtime, actor: Actor, code: string): Promise<void> {
  await guardProofs(runtime, actor, () =>
    runtime.db.transaction(async (tx) => {
      const now = runtime.clock.realNow();
      const row = await findTotp(tx, actor.userId, "begun");
      if (!row || now.getTime() - row.createdAt.getTime() > CHALLENGE_TTL_MS)
        throw new DomainError("CHALLENGE_OVER");
      const step = stepOfCode(openTotpSecret(runtime, row), code, now, null);
      if (step === null) throw new DomainError("PROOF_REFUSED", { method: "totp" });
      await confirmTotpRow(tx, row.id, { confirmedAt: now, lastStep: step });
      await recordCredential(tx, actor, "credential.added", row.id, { type: "totp" });
      await markSteppedUp(tx, runtime, actor, { method: "totp", credentialRef: row.id });
    }),
  );
}
