import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";

/** What the worker follows links with. */
export interface LinkFollower {
  readonly runtime: Runtime;
  readonly reader: StripeReader;
  /** 32 bytes that seal the addresses of pages. */
  readonly sealingKey: Uint8Array;
}
