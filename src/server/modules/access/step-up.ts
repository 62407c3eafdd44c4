import type { ProofDto, SignatureRequest } from "#core/contracts/credentials.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { findStepUp, setStepUp } from "./access.repo.ts";
import { type AcceptedProof, checkProof } from "./check-proof.ts";
import { guardProofs } from "./guard-proofs.ts";
import { recordCredential } from "./record-credential.ts";
import { requestSignature } from "./request-signature.ts";

/** Begins the proof that a person is there. Out: what their browser is to ask for. */
export async function beginStepUp(runtime: Runtime, actor: Actor): Promise<SignatureRequest> {
  return await runtime.db.transaction(async (tx) => {
    const wanted = { purpose: "step-up", write: null, takesCode: true } as const;
    const { request } = await requestSignature(tx, runtime, actor, wanted);
    const { challengeId } = request;
    await recordCredential(tx, actor, "credential.challenged", challengeId, { type: "step-up" });
    return request;
  });
}

/** Proves that the person of this session is there now. Out: until when that counts. Throws what `checkProof` throws. */
export async function stepUp(
  runtime: Runtime,
  actor: Actor,
  proof: ProofDto,
): Promise<{ until: Date }> {
  return await guardProofs(runtime, actor, () =>
    runtime.db.transaction(async (tx) => {
      const accepted = await checkProof(tx, runtime, actor, "step-up", proof);
      return await markSteppedUp(tx, runtime, actor, accepted);
    }),
  );
}

/** Marks the session as proven now, in the transaction of the proof. */
export async function markSteppedUp(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  { method, credentialRef }: Pick<AcceptedProof, "method" | "credentialRef">,
): Promise<{ until: Date }> {
  const at = runtime.clock.realNow();
  await setStepUp(tx, actor.sessionId, { at, method });
  await recordAudit(tx, {
    actor: personActor(actor),
    action: "session.stepped-up",
    result: "done",
    resource: { type: "session", id: actor.sessionId },
    details: { method, credentialId: credentialRef },
  });
  return { until: new Date(at.getTime() + runtime.settings.stepUpMs) };
}

/**
 * Refuses what needs a fresh proof of being there, unless this session has one. For a person's request wherever the policy
 * asks for another person, and for whatever else moves much at once. Throws STEP_UP_REQUIRED.
 */
export async function demandStepUp(tx: Transaction, runtime: Runtime, actor: Actor): Promise<void> {
  const proven = await findStepUp(tx, actor.sessionId);
  const age = proven === null ? null : runtime.clock.realNow().getTime() - proven.at.getTime();
  if (age === null || age > runtime.settings.stepUpMs) throw new DomainError("STEP_UP_REQUIRED");
}
