import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { AssertionDto, AttestationDto } from "#core/contracts/credentials.ts";
import { type Cbor, cbor } from "./cbor.ts";
import { TEST_SIGNING } from "./test-signing.ts";

/** What a test lets an authenticator or browser get wrong. */
export interface Oddity {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly crossOrigin?: boolean;
}

/** A passkey in memory that signs for real, as a browser would hand it over. */
export interface SoftwareAuthenticator {
  readonly credentialId: string;
  /** COSE. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly publicKeySpki: Uint8Array<ArrayBuffer>;
  readonly algorithm: number;
  /** PKCS #8, for an authenticator of a browser that shall hold the same key. */
  readonly privateKey: Buffer;
  /** Makes itself known: the answer to an enrolment. */
  attest(challenge: string, oddity?: Oddity): AttestationDto;
  /** Signs; its counter rises each time. */
  assert(challenge: string, oddity?: Oddity): AssertionDto;
}

export type KeyKind = "ES256" | "RS256" | "EdDSA";

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 } as const;
const CREDENTIAL_ID_BYTES = 32;

/** A new authenticator with a key of its own; unattested ("none"), as platform authenticators mostly are. */
export function createAuthenticator(kind: KeyKind = "ES256"): SoftwareAuthenticator {
  const { privateKey, publicKey } = KEYS[kind].make();
  const id = randomBytes(CREDENTIAL_ID_BYTES);
  const cose = cbor(KEYS[kind].cose(publicKey));
  const credentialId = id.toString("base64url");
  let counter = 0;
  const authenticatorData = (flags: number, oddity: Oddity): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(oddity.counter ?? counter);
    const verified = oddity.userVerified === false ? 0 : FLAGS.verified;
    const rpIdHash = sha256(oddity.rpId ?? TEST_SIGNING.rpId);
    return Buffer.concat([rpIdHash, Buffer.from([flags | FLAGS.present | verified]), count]);
  };
  return {
    credentialId,
    publicKey: new Uint8Array(cose),
    publicKeySpki: new Uint8Array(publicKey.export({ type: "spki", format: "der" })),
    algorithm: KEYS[kind].algorithm,
    privateKey: privateKey.export({ type: "pkcs8", format: "der" }),
    attest: (challenge, oddity = {}) => {
      const length = Buffer.from([0, id.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose]);
      const authData = Buffer.concat([authenticatorData(FLAGS.attested, oddity), attested]);
      const object = new Map<string, Cbor>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]);
      return {
        id: credentialId,
        clientDataJSON: clientData("webauthn.create", challenge, oddity).toString("base64url"),
        attestationObject: cbor(object).toString("base64url"),
        transports: ["internal"],
      };
    },
    assert: (challenge, oddity = {}) => {
      counter += 1;
      const authData = authenticatorData(0, oddity);
      const data = clientData("webauthn.get", challenge, oddity);
      const signed = Buffer.concat([authData, sha256(data)]);
      return {
        id: credentialId,
        clientDataJSON: data.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: sign(KEYS[kind].digest, signed, privateKey).toString("base64url"),
      };
    },
  };
}

const sha256 = (content: string | Uint8Array): Buffer =>
  createHash("sha256").update(content).digest();

function clientData(type: string, challenge: string, oddity: Oddity): Buffer {
  const { origin = TEST_SIGNING.origin, crossOrigin = false } = oddity;
  return Buffer.from(JSON.stringify({ type: oddity.type ?? type, challenge, origin, crossOrigin }));
}

const part = (key: KeyObject, name: "x" | "y" | "n" | "e"): Buffer =>
  Buffer.from(key.export({ format: "jwk" })[name] ?? "", "base64url");

/** COSE (RFC 9053): 1 key type, 3 algorithm, -1 curve or modulus, -2 x or exponent, -3 y. */
const KEYS = {
  ES256: {
    algorithm: -7,
    digest: "sha256",
    make: () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
    cose: (key: KeyObject) =>
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, part(key, "x")],
        [-3, part(key, "y")],
      ]),
  },
  RS256: {
    algorithm: -257,
    digest: "sha256",
    make: () => generateKeyPairSync("rsa", { modulusLength: 2_048 }),
    cose: (key: KeyObject) =>
      new Map<number, Cbor>([
        [1, 3],
        [3, -257],
        [-1, part(key, "n")],
        [-2, part(key, "e")],
      ]),
  },
  EdDSA: {
    algorithm: -8,
    digest: null,
    make: () => generateKeyPairSync("ed25519"),
    cose: (key: KeyObject) =>
      new Map<number, Cbor>([
        [1, 1],
        [3, -8],
        [-1, 6],
        [-2, part(key, "x")],
      ]),
  },
} as const;
