import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import * as z from "zod/mini";
import { readApprovalMessage } from "./approval-message.ts";
import { readBreakGlassMessage } from "./break-glass-message.ts";
import type { Evidence } from "./evidence.ts";

/** Why evidence does not hold; `null` is a signature that does. */
export type EvidenceFault =
  | "message unreadable"
  | "challenge is not the message's"
  | "client data unreadable"
  | "not a signature of a passkey"
  | "another challenge was signed"
  | "signed at another address"
  | "signed for another site"
  | "person not verified"
  | "key unreadable"
  | "signature wrong";

type Signed = NonNullable<Evidence["signed"]>;

const FLAGS_AT = 32;
const PRESENT = 0x01;
const VERIFIED = 0x04;
/** RP id hash, flags, counter. */
const SHORTEST_AUTHENTICATOR_DATA = 37;

const clientDataSchema = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.optional(z.boolean()),
});

/**
 * Checks evidence from itself alone: no network, no state, no WebAuthn library (W3C Web Authentication Level 3, section 7.2).
 * A one-time code signs nothing: of its evidence only message and challenge can be checked. Whose key it is, and what its
 * message is about, is for the caller to compare.
 */
export function checkEvidence(evidence: Evidence): EvidenceFault | null {
  const { format, message, challenge, signed } = evidence;
  const read = format === "countersign-approval/1" ? readApprovalMessage : readBreakGlassMessage;
  if (read(message) === null) return "message unreadable";
  if (createHash("sha256").update(message).digest("base64url") !== challenge)
    return "challenge is not the message's";
  if ((signed === null) !== (evidence.method === "totp")) return "not a signature of a passkey";
  if (signed === null) return null;
  return (
    clientDataFault(evidence, signed) ??
    authenticatorFault(evidence, signed) ??
    signatureFault(signed)
  );
}

const bytes = (base64url: string): Buffer => Buffer.from(base64url, "base64url");

function clientDataFault(
  { challenge, origin }: Evidence,
  { clientData }: Signed,
): EvidenceFault | null {
  let json: unknown;
  try {
    json = JSON.parse(bytes(clientData).toString("utf8"));
  } catch {
    return "client data unreadable";
  }
  const read = clientDataSchema.safeParse(json);
  if (!read.success) return "client data unreadable";
  if (read.data.type !== "webauthn.get") return "not a signature of a passkey";
  if (read.data.challenge !== challenge) return "another challenge was signed";
  if (read.data.origin !== origin || read.data.crossOrigin === true)
    return "signed at another address";
  return null;
}

function authenticatorFault({ rpId }: Evidence, signed: Signed): EvidenceFault | null {
  const data = bytes(signed.authenticatorData);
  const rpIdHash = createHash("sha256").update(rpId).digest();
  if (data.length < SHORTEST_AUTHENTICATOR_DATA || !data.subarray(0, FLAGS_AT).equals(rpIdHash))
    return "signed for another site";
  const flags = data.readUInt8(FLAGS_AT);
  if ((flags & PRESENT) === 0 || (flags & VERIFIED) === 0) return "person not verified";
  return null;
}

function signatureFault(signed: Signed): EvidenceFault | null {
  const key = readKey(signed);
  const digest = DIGESTS.get(signed.algorithm);
  if (!key || !digest || key.asymmetricKeyType !== digest.keyType) return "key unreadable";
  const hash = createHash("sha256").update(bytes(signed.clientData)).digest();
  const content = Buffer.concat([bytes(signed.authenticatorData), hash]);
  try {
    return verify(digest.name, content, key, bytes(signed.signature)) ? null : "signature wrong";
  } catch {
    return "signature wrong";
  }
}

/** COSE algorithm to Node's digest and type of key. */
const DIGESTS: ReadonlyMap<number, { name: string | null; keyType: string }> = new Map([
  [-7, { name: "sha256", keyType: "ec" }],
  [-257, { name: "sha256", keyType: "rsa" }],
  [-8, { name: null, keyType: "ed25519" }],
]);

/**
 * Another spelling of the same key is refused, so that each byte of what is stored counts. It is compared by way of JWK:
 * OpenSSL writes a point in the form in which it read it, the hybrid one of X9.62 among them.
 */
function readKey({ publicKey }: Signed): KeyObject | null {
  try {
    const read = createPublicKey({ key: bytes(publicKey), format: "der", type: "spki" });
    const key = createPublicKey({ key: read.export({ format: "jwk" }), format: "jwk" });
    const written = key.export({ format: "der", type: "spki" });
    return written.equals(bytes(publicKey)) ? key : null;
  } catch {
    return null;
  }
}
