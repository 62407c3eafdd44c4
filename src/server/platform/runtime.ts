import type { AccountScope } from "#core/mode.ts";
import type { Clock } from "./clock/clock.ts";
import type { Database } from "./db/database.ts";
import type { Logger } from "./log/logger.ts";

/** What every use case may rely on: built once for a process by the composition root, and by tests. */
export interface Runtime {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly scope: AccountScope;
  readonly settings: Settings;
  /** Null in processes in which nobody signs. */
  readonly signing: SigningSettings | null;
}

/** What people's credentials belong to and how their secrets are kept. */
export interface SigningSettings {
  /** The address of the console as browsers write it: "https://countersign.example.com". */
  readonly origin: string;
  /** Its host, which passkeys are bound to. */
  readonly rpId: string;
  /** 32 bytes that seal the secrets of one-time codes. */
  readonly sealingKey: Uint8Array;
}

/** Times that tests set to milliseconds. */
export interface Settings {
  readonly holdMs: number;
  readonly caseLeaseMs: number;
  readonly approvalTtlMs: number;
  /** How long a proof of being there counts for what needs a fresh one. */
  readonly stepUpMs: number;
  /** Where a customer goes after they saved a payment method at Stripe; empty in processes that ask for no links. */
  readonly customerReturnUrl: string;
}
