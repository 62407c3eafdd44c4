import { createPublicKey, type JsonWebKey } from "node:crypto";
import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { cose, decodeCredentialPublicKey } from "@simplewebauthn/server/helpers";
import type { AssertionDto, AttestationDto } from "#core/contracts/credentials.ts";
import type { SigningSettings } from "../runtime.ts";

/** What authenticators speak and Node verifies by itself, the preferred one first (COSE: ES256, EdDSA, RS256). */
export const PASSKEY_ALGORITHMS: readonly number[] = [
  cose.COSEALG.ES256,
  cose.COSEALG.EdDSA,
  cose.COSEALG.RS256,
];

/** A key that an authenticator has just made. */
export interface NewPasskey {
  readonly credentialId: string;
  /** COSE. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** DER SubjectPublicKeyInfo. */
  readonly publicKeySpki: Uint8Array<ArrayBuffer>;
  readonly algorithm: number;
  readonly counter: bigint;
  readonly synced: boolean;
}

/** A stored key, as far as checking what it signed needs it. */
interface StoredKey {
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: bigint;
}

/**
 * Checks a new passkey: made for this challenge, address and relying party, with the person verified. Null when it was not.
 * Who made the authenticator is not asked (attestation "none"): any that verifies its person will do.
 */
export async function readAttestation(
  { origin, rpId }: SigningSettings,
  challenge: string,
  { id, clientDataJSON, attestationObject }: AttestationDto,
): Promise<NewPasskey | null> {
  const result = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: "public-key",
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
  }).catch(() => null);
  if (!result?.verified) return null;
  const { credential, credentialBackedUp } = result.registrationInfo;
  const publicKey = new Uint8Array(credential.publicKey);
  return {
    credentialId: credential.id,
    publicKey,
    counter: BigInt(credential.counter),
    synced: credentialBackedUp,
    ...spkiOf(publicKey),
  };
}

/**
 * Checks what a passkey signed: this challenge, address and relying party, the person verified, the counter risen.
 * Out: the new counter; null when any of it is not so.
 */
export async function readAssertion(
  { origin, rpId }: SigningSettings,
  challenge: string,
  key: StoredKey,
  { id, clientDataJSON, authenticatorData, signature }: AssertionDto,
): Promise<{ counter: bigint } | null> {
  const result = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: "public-key",
      response: { clientDataJSON, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    credential: {
      id: key.credentialId,
      publicKey: key.publicKey,
      counter: Number(key.counter),
    },
    requireUserVerification: true,
  }).catch(() => null);
  if (!result?.verified) return null;
  return { counter: BigInt(result.authenticationInfo.newCounter) };
}

/** The same key in the form that any tool reads, and its algorithm. Throws for one that {@link PASSKEY_ALGORITHMS} leaves out. */
function spkiOf(publicKey: Uint8Array<ArrayBuffer>): {
  publicKeySpki: Uint8Array<ArrayBuffer>;
  algorithm: number;
} {
  const key = decodeCredentialPublicKey(publicKey);
  const algorithm = key.get(cose.COSEKEYS.alg);
  if (algorithm === undefined) throw new TypeError("the key names no algorithm");
  const spki = createPublicKey({ key: jwkOf(key), format: "jwk" }).export({
    type: "spki",
    format: "der",
  });
  return { publicKeySpki: new Uint8Array(spki), algorithm };
}

const text = (bytes: Uint8Array | undefined): string =>
  Buffer.from(bytes ?? new Uint8Array()).toString("base64url");

function jwkOf(key: cose.COSEPublicKey): JsonWebKey {
  const { COSEKEYS } = cose;
  if (cose.isCOSEPublicKeyEC2(key))
    return { kty: "EC", crv: "P-256", x: text(key.get(COSEKEYS.x)), y: text(key.get(COSEKEYS.y)) };
  if (cose.isCOSEPublicKeyOKP(key))
    return { kty: "OKP", crv: "Ed25519", x: text(key.get(COSEKEYS.x)) };
  if (cose.isCOSEPublicKeyRSA(key))
    return { kty: "RSA", n: text(key.get(COSEKEYS.n)), e: text(key.get(COSEKEYS.e)) };
  throw new TypeError("the key is of no known type");
}
