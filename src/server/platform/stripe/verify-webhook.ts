import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_S = 300;
const FUTURE_SKEW_S = 60;
const MOST_SIGNATURES = 10;
const KEY_ID_LENGTH = 8;

/** A signing secret of an endpoint; while one is rolled, two are valid. */
export interface WebhookSecret {
  /** First 8 hex digits of its SHA-256: names it in logs and rows without telling it. */
  readonly keyId: string;
  readonly value: string;
}

export type WebhookVerdict =
  | { readonly kind: "valid"; readonly signedAt: Date; readonly secretKeyId: string }
  | {
      readonly kind: "too_old" | "from_future";
      readonly signedAt: Date;
      readonly secretKeyId: string;
    }
  | { readonly kind: "bad_signature" };

/** Reads a comma-separated list of secrets; white space around one is a slip of the pen. */
export function readWebhookSecrets(list: string): readonly WebhookSecret[] {
  const values = list.split(",").map((value) => value.trim());
  return values
    .filter((value) => value !== "")
    .map((value) => ({
      value,
      keyId: createHash("sha256").update(value).digest("hex").slice(0, KEY_ID_LENGTH),
    }));
}

/**
 * Checks a `Stripe-Signature` header over the exact bytes received, against every secret, in constant time for each pair.
 * The package's own check decodes the bytes to text first, so that different bytes can pass as the same text, and takes
 * signatures from the future; here 300 s of age and 60 s of skew are the limits, and only a right signature learns which.
 */
export function verifyWebhook(
  rawBytes: Uint8Array,
  header: string | null,
  secrets: readonly WebhookSecret[],
  now: Date,
): WebhookVerdict {
  const parsed = readHeader(header ?? "");
  if (parsed === null) return { kind: "bad_signature" };
  const secret = secrets.find(({ value }) => matches(rawBytes, parsed, value));
  if (secret === undefined) return { kind: "bad_signature" };
  const found = { signedAt: new Date(parsed.timestamp * 1000), secretKeyId: secret.keyId };
  const ageS = now.getTime() / 1000 - parsed.timestamp;
  if (ageS > TOLERANCE_S) return { kind: "too_old", ...found };
  if (ageS < -FUTURE_SKEW_S) return { kind: "from_future", ...found };
  return { kind: "valid", ...found };
}

interface SignatureHeader {
  readonly timestamp: number;
  readonly signatures: readonly Buffer[];
}

function readHeader(header: string): SignatureHeader | null {
  const pairs = header.split(",").map((pair) => pair.trim().split("=", 2));
  const valuesOf = (name: string) =>
    pairs.filter(([key]) => key === name).map(([, value]) => value ?? "");
  const [time] = valuesOf("t");
  if (time === undefined || !/^\d{1,11}$/.test(time)) return null;
  const signatures = valuesOf("v1")
    .filter((hex) => /^[0-9a-f]{64}$/.test(hex))
    .slice(0, MOST_SIGNATURES);
  return signatures.length === 0
    ? null
    : { timestamp: Number(time), signatures: signatures.map((hex) => Buffer.from(hex, "hex")) };
}

function matches(rawBytes: Uint8Array, header: SignatureHeader, secret: string): boolean {
  const expected = createHmac("sha256", secret)
    .update(`${header.timestamp}.`)
    .update(rawBytes)
    .digest();
  return header.signatures.some((signature) => timingSafeEqual(signature, expected));
}
