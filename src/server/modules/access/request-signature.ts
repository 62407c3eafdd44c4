import type { SignatureRequest } from "#core/contracts/credentials.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type ChallengePurpose, issueChallenge, type MessageSalt } from "./credential-challenge.ts";
import { findPasskeys, findTotp, type PasskeyRow } from "./credentials.repo.ts";
import { signingOf } from "./signing.ts";

/** What a person is to sign, and whether a one-time code would do. */
export interface SignatureWanted {
  readonly purpose: ChallengePurpose;
  /** Writes what is agreed to; null where being there is all that is asked. */
  readonly write: ((salt: MessageSalt) => string) | null;
  readonly takesCode: boolean;
}

/** What the browser is told to ask for, with the message that stands behind the challenge. */
export interface WantedSignature {
  readonly request: SignatureRequest;
  readonly message: string | null;
}

/** Issues a challenge, and says with which of their credentials the person may answer it; with none, both are empty. */
export async function requestSignature(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  { purpose, write, takesCode }: SignatureWanted,
): Promise<WantedSignature> {
  const passkeys = await findPasskeys(tx, actor.userId);
  const totp = takesCode ? await findTotp(tx, actor.userId, "confirmed") : null;
  const { id, challenge, message } = await issueChallenge(tx, runtime, actor, purpose, write);
  const request = {
    challengeId: id,
    challenge,
    rpId: signingOf(runtime).rpId,
    passkeys: passkeys.map(knownKey),
    totp: totp !== null,
  };
  return { request, message };
}

/** Whether the person has anything to prove themselves with. */
export async function hasCredential(tx: Transaction, personId: string): Promise<boolean> {
  const passkeys = await findPasskeys(tx, personId);
  return passkeys.length > 0 || (await findTotp(tx, personId, "confirmed")) !== null;
}

/** A passkey as the browser needs to know it. */
export function knownKey({ credentialId, transports }: PasskeyRow) {
  return { id: credentialId, transports };
}
