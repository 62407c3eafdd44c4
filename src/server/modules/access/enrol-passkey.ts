import type * as z from "zod/mini";
import type { addPasskeyInput, PasskeyOffer } from "#core/contracts/credentials.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { PASSKEY_ALGORITHMS, readAttestation } from "#server/platform/auth/webauthn.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPersonById } from "./access.repo.ts";
import { issueChallenge, takeChallenge } from "./credential-challenge.ts";
import { findPasskeys, insertPasskey } from "./credentials.repo.ts";
import { demandEnrolment } from "./demand-enrolment.ts";
import { guardProofs } from "./guard-proofs.ts";
import { recordCredential } from "./record-credential.ts";
import { knownKey } from "./request-signature.ts";
import { signingOf } from "./signing.ts";
import { markSteppedUp } from "./step-up.ts";

const MAX_PASSKEYS = 10;

/** Begins a new passkey, for whoever may add one. Throws CREDENTIAL_LIMIT and what `demandEnrolment` throws. */
export async function beginPasskey(
  runtime: Runtime,
  actor: Actor,
  password: string | undefined,
): Promise<PasskeyOffer> {
  return await guardProofs(runtime, actor, () =>
    runtime.db.transaction(async (tx) => {
      await demandEnrolment(tx, runtime, actor, password);
      const passkeys = await findPasskeys(tx, actor.userId);
      if (passkeys.length >= MAX_PASSKEYS)
        throw new DomainError("CREDENTIAL_LIMIT", { limit: MAX_PASSKEYS });
      const { id: challengeId, challenge } = await issueChallenge(tx, runtime, actor, "enrol");
      const { email, name } = await findPersonById(tx, actor.userId);
      await recordCredential(tx, actor, "credential.challenged", challengeId, { type: "passkey" });
      const handle = Buffer.from(actor.userId.replaceAll("-", ""), "hex").toString("base64url");
      return {
        challengeId,
        challenge,
        rpId: signingOf(runtime).rpId,
        user: { id: handle, name: email, displayName: name },
        algorithms: [...PASSKEY_ALGORITHMS],
        passkeys: passkeys.map(knownKey),
      };
    }),
  );
}

/**
 * Keeps a new passkey. Making it was itself a proof of being there, so the session counts as proven.
 * Throws CHALLENGE_OVER, PROOF_REFUSED, CREDENTIAL_LIMIT (somebody has this very key).
 */
export async function addPasskey(
  runtime: Runtime,
  actor: Actor,
  input: z.infer<typeof addPasskeyInput>,
): Promise<void> {
  await guardProofs(runtime, actor, () =>
    runtime.db.transaction(async (tx) => {
      const { challenge } = await takeChallenge(tx, runtime, actor, {
        id: input.challengeId,
        purpose: "enrol",
      });
      const made = await readAttestation(signingOf(runtime), challenge, input.attestation);
      if (!made) throw new DomainError("PROOF_REFUSED", { method: "passkey" });
      const row = {
        ...made,
        id: newId(),
        personId: actor.userId,
        name: input.name,
        transports: input.attestation.transports,
        createdAt: runtime.clock.realNow(),
      };
      if (!(await insertPasskey(tx, row))) throw new DomainError("CREDENTIAL_LIMIT", { limit: 1 });
      await recordCredential(tx, actor, "credential.added", row.id, {
        type: "passkey",
        algorithm: made.algorithm,
      });
      await markSteppedUp(tx, runtime, actor, { method: "passkey", credentialRef: row.id });
    }),
  );
}
