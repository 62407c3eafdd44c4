import type { SigningSettings } from "#server/platform/runtime.ts";

/** What the credentials of tests belong to: browsers let passkeys work on localhost without TLS. */
export const TEST_SIGNING: SigningSettings = {
  origin: "http://localhost:3000",
  rpId: "localhost",
  sealingKey: new Uint8Array(32).fill(7),
};
