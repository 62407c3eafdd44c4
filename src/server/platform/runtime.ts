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
}

/** Times that tests set to milliseconds. */
export interface Settings {
  readonly holdMs: number;
  readonly caseLeaseMs: number;
  readonly approvalTtlMs: number;
}
