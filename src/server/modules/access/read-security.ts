import { proofMethods, type Security } from "#core/contracts/credentials.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findStepUp } from "./access.repo.ts";
import { findPasskeys, findTotp } from "./credentials.repo.ts";
import { isFreshSignIn } from "./demand-enrolment.ts";

/** What the person has to prove themselves with, and whether this session is proven. */
export async function readSecurity(runtime: Runtime, actor: Actor): Promise<Security> {
  const { db, clock, settings } = runtime;
  const [passkeys, totp, proven, fresh] = await Promise.all([
    findPasskeys(db, actor.userId),
    findTotp(db, actor.userId, "confirmed"),
    findStepUp(db, actor.sessionId),
    isFreshSignIn(db, runtime, actor),
  ]);
  const until = proven && new Date(proven.at.getTime() + settings.stepUpMs);
  const method = proofMethods.find((name) => name === proven?.method);
  return {
    passkeys: passkeys.map(({ id, name, synced, createdAt, lastUsedAt }) => ({
      id,
      name,
      synced,
      createdAt,
      lastUsedAt,
    })),
    totp: totp && { createdAt: totp.createdAt },
    needsPassword: passkeys.length === 0 && totp === null && !fresh,
    stepUp:
      proven && until && method && until > clock.realNow()
        ? { at: proven.at, until, method }
        : null,
  };
}
