import * as z from "zod/mini";
import { uuidSchema } from "./shared.ts";

const base64url = (maxLength: number) =>
  z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(maxLength));

/** What an authenticator answers is a few hundred bytes; only an attestation with certificates is more. */
const clientDataSchema = base64url(4_000);
const credentialIdSchema = base64url(1_400);

/** Digits of an authenticator app; spaces as people copy them are theirs. */
const codeSchema = z.string().check(
  z.overwrite((text) => text.replaceAll(" ", "")),
  z.regex(/^\d{6}$/),
);
const nameSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
const passwordSchema = z.string().check(z.minLength(1), z.maxLength(1_000));

/** A new passkey, as the browser hands it over (WebAuthn, RegistrationResponseJSON). */
export const attestationSchema = z.object({
  id: credentialIdSchema,
  clientDataJSON: clientDataSchema,
  attestationObject: base64url(20_000),
  transports: z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10)),
});
export type AttestationDto = z.infer<typeof attestationSchema>;

/** What a passkey signed (WebAuthn, AuthenticationResponseJSON). */
export const assertionSchema = z.object({
  id: credentialIdSchema,
  clientDataJSON: clientDataSchema,
  authenticatorData: base64url(4_000),
  signature: base64url(2_000),
});
export type AssertionDto = z.infer<typeof assertionSchema>;

/** How a person proves to be there, for one challenge. */
export const proofSchema = z.discriminatedUnion("method", [
  z.object({ method: z.literal("passkey"), challengeId: uuidSchema, assertion: assertionSchema }),
  z.object({ method: z.literal("totp"), challengeId: uuidSchema, code: codeSchema }),
]);
export type ProofDto = z.infer<typeof proofSchema>;

export const proofMethods = ["passkey", "totp"] as const;
export type ProofMethod = (typeof proofMethods)[number];

const knownKeySchema = z.object({ id: z.string(), transports: z.array(z.string()) });

/** What the browser needs to ask for a signature of one of the person's passkeys. */
export const signatureRequestSchema = z.object({
  challengeId: z.string(),
  challenge: z.string(),
  rpId: z.string(),
  /** Empty for who has no passkey. */
  passkeys: z.array(knownKeySchema),
  /** Whether a one-time code would do: the person has an app, and the policy takes one here. */
  totp: z.boolean(),
});
export type SignatureRequest = z.infer<typeof signatureRequestSchema>;

/** What the browser needs to make a new passkey. */
export const passkeyOfferSchema = z.object({
  challengeId: z.string(),
  challenge: z.string(),
  rpId: z.string(),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  /** COSE algorithms, the preferred one first. */
  algorithms: z.array(z.int()),
  /** The person's own, which are not made twice. */
  passkeys: z.array(knownKeySchema),
});
export type PasskeyOffer = z.infer<typeof passkeyOfferSchema>;

export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Kept by a password manager on more than one device. */
  synced: z.boolean(),
  createdAt: z.date(),
  lastUsedAt: z.nullable(z.date()),
});
export type PasskeyDto = z.infer<typeof passkeySchema>;

/** What a person has to prove themselves with, and whether they did lately. */
export const securityOutput = z.object({
  passkeys: z.array(passkeySchema),
  totp: z.nullable(z.object({ createdAt: z.date() })),
  /** The first credential wants the password, unless the person signed in just now. */
  needsPassword: z.boolean(),
  stepUp: z.nullable(z.object({ at: z.date(), until: z.date(), method: z.enum(proofMethods) })),
});
export type Security = z.infer<typeof securityOutput>;

/** `password`: for the first credential of who did not sign in just now. */
export const beginEnrolmentInput = z.object({ password: z.optional(passwordSchema) });
export const addPasskeyInput = z.object({
  challengeId: uuidSchema,
  name: nameSchema,
  attestation: attestationSchema,
});
export const renamePasskeyInput = z.object({ passkeyId: uuidSchema, name: nameSchema });
export const passkeyRefInput = z.object({ passkeyId: uuidSchema });
export const totpOfferSchema = z.object({
  /** Base32, for typing in. */
  secret: z.string(),
  /** `otpauth://`, which an app on the same device opens. */
  uri: z.string(),
});
export const confirmTotpInput = z.object({ code: codeSchema });
export const stepUpOutput = z.object({ until: z.date() });
