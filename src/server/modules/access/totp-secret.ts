import type { Runtime } from "#server/platform/runtime.ts";
import { open, seal } from "#server/platform/secrets/seal.ts";
import type { TotpRow } from "./credentials.repo.ts";
import { signingOf } from "./signing.ts";

/** The row's id is part of what is sealed, so that a secret cannot be moved to another person. */
const contextOf = (id: string): string => `totp_secret.sealed:${id}`;

export function sealTotpSecret(runtime: Runtime, id: string, secret: string) {
  return seal(signingOf(runtime).sealingKey, contextOf(id), secret);
}

export function openTotpSecret(runtime: Runtime, { id, sealed }: TotpRow): string {
  return open(signingOf(runtime).sealingKey, contextOf(id), sealed);
}
