import { createHmac } from "node:crypto";

/**
 * The `Stripe-Signature` header over the exact bytes sent, with one `v1` for each secret: while a secret is being rolled
 * there are two. `seconds` is real time, as receivers compare it with theirs.
 */
export function signatureHeader(secrets: readonly string[], seconds: number, body: string): string {
  const signed = secrets.map(
    (secret) => `v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`,
  );
  return [`t=${seconds}`, ...signed].join(",");
}
