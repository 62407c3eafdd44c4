import { Secret, TOTP } from "otpauth";

const STEP_SECONDS = 30;
/** RFC 4226, section 4: at least 128 bits, 160 recommended. */
const SECRET_BYTES = 20;
/** A clock may be off by one step, and a person may be slow: RFC 6238, section 5.2. */
const WINDOW = 1;

/** A new secret, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that an authenticator app opens. */
export function totpUri(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/** The time step of a right code; null for a wrong one. `lastStep` and all before it count no more. */
export function stepOfCode(
  secret: string,
  code: string,
  at: Date,
  lastStep: bigint | null,
): bigint | null {
  const totp = totpOf(secret, "");
  const timestamp = at.getTime();
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  if (delta === null) return null;
  const step = BigInt(totp.counter({ timestamp }) + delta);
  return lastStep !== null && step <= lastStep ? null : step;
}

/** SHA-1 with six digits and 30 seconds, which is what every app takes; its HMAC is not weakened by SHA-1's collisions. */
function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: "Countersign",
    label,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: STEP_SECONDS,
  });
}
