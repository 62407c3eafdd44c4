import { createHash } from "node:crypto";
import { canonicalJson } from "#core/canonical-json.ts";
import type { Evidence } from "#server/modules/commands/index.ts";
import { createAuthenticator, type KeyKind, type Oddity } from "./software-authenticator.ts";
import { TEST_SIGNING } from "./test-signing.ts";

const HASH = "ab".repeat(32);

/** Evidence of an approval as a browser and an authenticator make it, without a database. */
export function signedEvidence(kind: KeyKind = "ES256", oddity: Oddity = {}): Evidence {
  const message = canonicalJson({
    version: 1,
    commandId: "019ac9f0-0000-7000-8000-000000000001",
    paramsHash: HASH,
    previewHash: HASH,
    basisHash: HASH,
    policyVersion: "2026-11-20",
    expiresAt: "2026-11-28T12:05:00.000Z",
    nonce: "n0nce",
  });
  const challenge = createHash("sha256").update(message).digest("base64url");
  const key = createAuthenticator(kind);
  const { id, clientDataJSON, authenticatorData, signature } = key.assert(challenge, oddity);
  const { origin, rpId } = TEST_SIGNING;
  return {
    format: "countersign-approval/1",
    method: "passkey",
    message,
    challenge,
    origin,
    rpId,
    approverId: "019ac9f0-0000-7000-8000-000000000002",
    credentialRef: "019ac9f0-0000-7000-8000-000000000003",
    signed: {
      credentialId: id,
      algorithm: key.algorithm,
      publicKey: Buffer.from(key.publicKeySpki).toString("base64url"),
      clientData: clientDataJSON,
      authenticatorData,
      signature,
    },
  };
}
