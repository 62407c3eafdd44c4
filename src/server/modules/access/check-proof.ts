import type { ProofDto, ProofMethod } from "#core/contracts/credentials.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { stepOfCode } from "#server/platform/auth/totp.ts";
import { readAssertion } from "#server/platform/auth/webauthn.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type ChallengePurpose, takeChallenge } from "./credential-challenge.ts";
import { countPasskeyUse, findPasskeys, findTotp, takeTotpStep } from "./credentials.repo.ts";
import { signingOf } from "./signing.ts";
import { openTotpSecret } from "./totp-secret.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What a passkey signed, with the key, so that it can be checked without us. */
export interface SignedProof {
  readonly credentialId: string;
  /** COSE: -7 ES256, -257 RS256, -8 EdDSA. */
  readonly algorithm: number;
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Bytes;
  readonly clientData: Bytes;
  readonly authenticatorData: Bytes;
  readonly signature: Bytes;
}

/** A proof that was accepted. `signed` is null for a one-time code, which signs nothing. */
export interface AcceptedProof {
  readonly method: ProofMethod;
  /** What the person agreed to, where that was more than being there. */
  readonly message: string | null;
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  /** The row of the passkey or of the secret. */
  readonly credentialRef: string;
  readonly signed: SignedProof | null;
}

/**
 * Checks a proof against the challenge it answers, which it uses up. Throws CHALLENGE_OVER, and PROOF_REFUSED for a passkey
 * or code that is not this person's, does not fit the challenge, or was used before.
 */
export async function checkProof(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  purpose: ChallengePurpose,
  proof: ProofDto,
): Promise<AcceptedProof> {
  const { origin, rpId } = signingOf(runtime);
  const { challenge, message } = await takeChallenge(tx, runtime, actor, {
    id: proof.challengeId,
    purpose,
  });
  const accepted =
    proof.method === "passkey"
      ? await checkPasskey(tx, runtime, actor, challenge, proof.assertion)
      : await checkCode(tx, runtime, actor, proof.code);
  if (!accepted) throw new DomainError("PROOF_REFUSED", { method: proof.method });
  return { method: proof.method, message, challenge, origin, rpId, ...accepted };
}

async function checkPasskey(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  challenge: string,
  assertion: Extract<ProofDto, { method: "passkey" }>["assertion"],
): Promise<Pick<AcceptedProof, "credentialRef" | "signed"> | null> {
  const passkeys = await findPasskeys(tx, actor.userId);
  const passkey = passkeys.find(({ credentialId }) => credentialId === assertion.id);
  if (!passkey) return null;
  const read = await readAssertion(signingOf(runtime), challenge, passkey, assertion);
  const at = runtime.clock.realNow();
  if (!read || !(await countPasskeyUse(tx, passkey, { counter: read.counter, at }))) return null;
  return {
    credentialRef: passkey.id,
    signed: {
      credentialId: passkey.credentialId,
      algorithm: passkey.algorithm,
      publicKey: passkey.publicKeySpki,
      clientData: bytesOf(assertion.clientDataJSON),
      authenticatorData: bytesOf(assertion.authenticatorData),
      signature: bytesOf(assertion.signature),
    },
  };
}

async function checkCode(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  code: string,
): Promise<Pick<AcceptedProof, "credentialRef" | "signed"> | null> {
  const row = await findTotp(tx, actor.userId, "confirmed");
  if (!row) return null;
  const secret = openTotpSecret(runtime, row);
  const step = stepOfCode(secret, code, runtime.clock.realNow(), row.lastStep);
  if (step === null || !(await takeTotpStep(tx, row.id, step))) return null;
  return { credentialRef: row.id, signed: null };
}

const bytesOf = (base64url: string): Bytes => new Uint8Array(Buffer.from(base64url, "base64url"));
