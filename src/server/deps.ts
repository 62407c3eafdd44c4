import { type Clock, systemClock } from "./platform/clock/clock.ts";
import { startSandboxClock } from "./platform/clock/sandbox-clock.ts";
import { openDatabase } from "./platform/db/database.ts";
import type { Environment } from "./platform/env/variables.ts";
import { createLogger } from "./platform/log/logger.ts";
import type { Runtime, Settings } from "./platform/runtime.ts";

const DEFAULT_SETTINGS: Settings = {
  holdMs: 10_000,
  caseLeaseMs: 600_000,
  approvalTtlMs: 86_400_000,
};

/** Builds what every use case relies on, once for a process. `close` ends its connections and timers. */
export async function createRuntime(
  processName: string,
  env: Environment<"web"> | Environment<"ingest"> | Environment<"worker">,
): Promise<Runtime & { close(): Promise<void> }> {
  const log = createLogger(processName, env.LOG_LEVEL);
  const db = openDatabase(env.DATABASE_URL, env.DATABASE_POOL, `countersign-${processName}`);
  const clock = await openClock(env.SANDBOX_CLOCK_URL);
  return {
    db,
    log,
    clock,
    scope: { accountId: env.STRIPE_ACCOUNT_ID, livemode: env.STRIPE_LIVEMODE },
    settings: {
      holdMs: "HOLD_MS" in env ? env.HOLD_MS : DEFAULT_SETTINGS.holdMs,
      caseLeaseMs: "CASE_LEASE_MS" in env ? env.CASE_LEASE_MS : DEFAULT_SETTINGS.caseLeaseMs,
      approvalTtlMs: "APPROVAL_TTL_MS" in env ? env.APPROVAL_TTL_MS : DEFAULT_SETTINGS.approvalTtlMs,
    },
    close: async () => {
      clock.stop();
      await db.close();
    },
  };
}

async function openClock(url: string | undefined): Promise<Clock & { stop(): void }> {
  if (url === undefined) return { ...systemClock, stop: () => undefined };
  return startSandboxClock(url);
}
