import { createHash } from "node:crypto";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId, newNonce } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type ChallengeRow, insertChallenge, takeChallengeRow } from "./challenges.repo.ts";

/** What a credential is asked for: to become one's own, to show that one is there, to approve a command, to open break-glass. */
export type ChallengePurpose = "enrol" | "step-up" | "approve" | "break-glass";

/** How long a person may take over a gesture. */
export const CHALLENGE_TTL_MS = 5 * 60_000;

/** What a passkey signs instead of a message: its SHA-256, base64url. */
function challengeOf(message: string): string {
  return createHash("sha256").update(message).digest("base64url");
}

/** What a message is made unique and mortal by. */
export interface MessageSalt {
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly nonce: string;
}

/** Makes a challenge for this person and session: of a message where there is one to write, else of chance alone. */
export async function issueChallenge(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  purpose: ChallengePurpose,
  write: ((salt: MessageSalt) => string) | null = null,
): Promise<ChallengeRow> {
  const now = runtime.clock.realNow();
  const expiresAt = new Date(now.getTime() + CHALLENGE_TTL_MS);
  const nonce = newNonce();
  const message = write && write({ expiresAt: expiresAt.toISOString(), nonce });
  const row = {
    id: newId(),
    personId: actor.userId,
    sessionId: actor.sessionId,
    purpose,
    message,
    challenge: message === null ? nonce : challengeOf(message),
    expiresAt,
  };
  await insertChallenge(tx, row, now);
  return row;
}

/** Takes a challenge, which then serves no more if the transaction commits. Throws CHALLENGE_OVER. */
export async function takeChallenge(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  which: { id: string; purpose: ChallengePurpose },
): Promise<ChallengeRow> {
  const { userId: personId, sessionId } = actor;
  const realNow = runtime.clock.realNow();
  const row = await takeChallengeRow(tx, { ...which, personId, sessionId }, realNow);
  if (!row) throw new DomainError("CHALLENGE_OVER");
  return row;
}
