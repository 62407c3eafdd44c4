import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header over the exact bytes sent; `seconds` is real time, as receivers compare it with theirs. */
export function signatureHeader(secret: string, seconds: number, body: string): string {
  const digest = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${digest}`;
}
