import type { AccountScope } from "#core/mode.ts";
import type { Clock } from "#server/platform/clock/clock.ts";
import { openDatabase } from "#server/platform/db/database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import type { Runtime, Settings } from "#server/platform/runtime.ts";
import type { TestDatabase } from "./test-database.ts";
import { TEST_SIGNING } from "./test-signing.ts";

export const TEST_SCOPE: AccountScope = { accountId: "acct_test", livemode: false };
const TEST_SETTINGS: Settings = {
  holdMs: 50,
  caseLeaseMs: 60_000,
  approvalTtlMs: 60_000,
  stepUpMs: 300_000,
  customerReturnUrl: "https://shop.example.com/saved",
};
const POOL = 20;

/** A clock whose business time the test moves; real time stays real. */
export interface TestClock extends Clock {
  set(now: Date): void;
  advance(ms: number): void;
}

/** Starts at `start`, or at the real present where a test does not care. */
export function testClock(start: Date = new Date()): TestClock {
  let now = start;
  return {
    now: () => now,
    realNow: () => new Date(),
    speed: () => 0,
    set: (next) => {
      now = next;
    },
    advance: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

/** The runtime of a process with one database role's rights, as the composition root would build it. The caller closes `db`. */
export function testRuntime(
  database: Pick<TestDatabase, "urls">,
  role: keyof TestDatabase["urls"],
  overrides: Partial<Pick<Runtime, "clock" | "scope">> & { settings?: Partial<Settings> } = {},
): Runtime {
  return {
    db: openDatabase(database.urls[role], POOL, `test-${role}`),
    clock: overrides.clock ?? testClock(),
    log: createLogger("test", "silent"),
    scope: overrides.scope ?? TEST_SCOPE,
    settings: { ...TEST_SETTINGS, ...overrides.settings },
    signing: TEST_SIGNING,
  };
}
