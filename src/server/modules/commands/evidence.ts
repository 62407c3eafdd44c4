import * as z from "zod/mini";
import { canonicalJson } from "#core/canonical-json.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";

/** In the one spelling that these bytes have, so that no character can be changed without meaning. */
const base64url = z
  .string()
  .check(z.refine((text) => Buffer.from(text, "base64url").toString("base64url") === text));

/** Everything that proves one approval, or one opening of break-glass, in a form that leaves the house: text alone, bytes in base64url. */
export const evidenceSchema = z.strictObject({
  format: z.enum(["countersign-approval/1", "countersign-break-glass/1"]),
  method: z.enum(["passkey", "totp"]),
  /** Canonical JSON that was agreed to; the challenge is its SHA-256. */
  message: z.string(),
  challenge: base64url,
  origin: z.string(),
  rpId: z.string(),
  approverId: z.string(),
  credentialRef: z.string(),
  /** Null for a one-time code, which signs nothing. */
  signed: z.nullable(
    z.strictObject({
      credentialId: base64url,
      /** COSE: -7 ES256, -257 RS256, -8 EdDSA. */
      algorithm: z.int(),
      /** DER SubjectPublicKeyInfo. */
      publicKey: base64url,
      clientData: base64url,
      authenticatorData: base64url,
      signature: base64url,
    }),
  ),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** SHA-256 of the evidence. The audit log keeps it, so that no part of the evidence can be changed unseen. */
export function evidenceHash(evidence: Evidence): string {
  return sha256(canonicalJson(evidence));
}
