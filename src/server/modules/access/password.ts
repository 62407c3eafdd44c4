import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

/**
 * argon2id with 19 MiB, 2 passes, 1 lane.
 * Source: OWASP Password Storage Cheat Sheet, argon2id minimum configuration.
 */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const SALT_BYTES = 16;

/** Hashes a password for storage as `argon2id$salt$tag` in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive("argon2id", { ...PARAMETERS, message: password, nonce: salt });
  return `argon2id$${salt.toString("base64url")}$${tag.toString("base64url")}`;
}

/** Whether `password` is the one behind `stored`; constant time, false for a malformed hash. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, salt, tag] = stored.split("$");
  if (scheme !== "argon2id" || salt === undefined || tag === undefined) return false;
  const expected = Buffer.from(tag, "base64url");
  const nonce = Buffer.from(salt, "base64url");
  const actual = await derive("argon2id", { ...PARAMETERS, message: password, nonce });
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
