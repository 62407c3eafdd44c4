import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { addFailedSignIn, clearFailedSignIns } from "./access.repo.ts";
import { refuseAfter, subjectHash } from "./attempt-limit.ts";

const MAX_REFUSED_PROOFS = 10;

/**
 * Runs work that checks a proof of this person, in a transaction of its own. A refused proof rolls the work back, is written
 * down and counted; after ten of them in a quarter of an hour nothing is checked any more. Throws TOO_MANY_ATTEMPTS and
 * what the work throws.
 */
export async function guardProofs<T>(
  runtime: Runtime,
  actor: Actor,
  work: () => Promise<T>,
): Promise<T> {
  const subject = subjectHash("proof", actor.userId);
  const now = runtime.clock.realNow();
  await refuseAfter(runtime.db, subject, MAX_REFUSED_PROOFS, now);
  try {
    const result = await work();
    await clearFailedSignIns(runtime.db.prisma, subject);
    return result;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "PROOF_REFUSED") throw error;
    await runtime.db.transaction(async (tx) => {
      await addFailedSignIn(tx, [subject], now);
      await recordAudit(tx, {
        actor: personActor(actor),
        action: "credential.refused",
        result: "denied",
        resource: { type: "person", id: actor.userId },
        details: { ...error.facts },
      });
    });
    throw error;
  }
}
