import { budgetLimits, DEFAULT_SETTINGS, type OpenRuntime, openClock } from "../deps.ts";
import { openDatabase } from "../platform/db/database.ts";
import { type CommandRole, commandEnvironment } from "../platform/env/demo-environment.ts";
import { EnvironmentError, readEnvironment } from "../platform/env/read-environment.ts";
import type { Environment } from "../platform/env/variables.ts";
import { createLogger } from "../platform/log/logger.ts";
import { createPace } from "../platform/stripe/rate-budget.ts";
import { createStripeCallLog } from "../platform/stripe/stripe-call.repo.ts";
import { createStripeGateway } from "../platform/stripe/stripe-gateway.ts";
import type { StripeReader } from "../platform/stripe/stripe-reader.ts";

export { type Health, readHealth } from "../platform/db/read-health.ts";
export { demoSandboxUrl } from "../platform/env/demo-environment.ts";
export { EnvironmentError } from "../platform/env/read-environment.ts";

const STRIPE_URL = "https://api.stripe.com";
const CONNECTIONS = 4;

/** What one run of the command line works with; whoever opens it calls `close`. */
export interface CommandLine {
  readonly runtime: OpenRuntime;
  /** Null where no key was given: then nothing can be compared with Stripe now. */
  readonly reader: StripeReader | null;
  readonly stripeUrl: string;
}

/**
 * Opens the installation that a command is about: the one of the environment, else the running demo of `stateFile`.
 * Throws EnvironmentError, in one sentence, when there is none or it cannot be told which account is meant.
 */
export async function openCommandLine(stateFile: string, role: CommandRole): Promise<CommandLine> {
  const env = readEnvironment("cli", commandEnvironment(stateFile, role));
  const log = createLogger("cli", env.LOG_LEVEL === "info" ? "warn" : env.LOG_LEVEL);
  const db = openDatabase(env.DATABASE_URL, CONNECTIONS, "countersign-cli");
  try {
    await db.pool.query("SELECT 1");
    const clock = await openClock(env.SANDBOX_CLOCK_URL);
    const close = async (): Promise<void> => {
      clock.stop();
      await db.close();
    };
    const runtime: OpenRuntime = {
      db,
      log,
      clock,
      scope: scopeOf(env),
      settings: DEFAULT_SETTINGS,
      signing: null,
      close,
    };
    return { runtime, reader: readerOf(env, runtime), stripeUrl: env.STRIPE_API_URL ?? STRIPE_URL };
  } catch (error) {
    await db.close();
    if (error instanceof EnvironmentError) throw error;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new EnvironmentError(`the installation cannot be reached: ${reason}`, { cause: error });
  }
}

function scopeOf({ STRIPE_ACCOUNT_ID: accountId, STRIPE_LIVEMODE: livemode }: Environment<"cli">) {
  if (accountId === undefined || livemode === undefined) {
    throw new EnvironmentError("set STRIPE_ACCOUNT_ID and STRIPE_LIVEMODE beside DATABASE_URL");
  }
  return { accountId, livemode };
}

function readerOf(env: Environment<"cli">, runtime: OpenRuntime): StripeReader | null {
  const { STRIPE_API_KEY: apiKey, COUNTERSIGN_ENCRYPTION_KEY: key } = env;
  if (apiKey === undefined || key === undefined) return null;
  const callLog = createStripeCallLog(
    runtime.db,
    runtime.scope,
    Buffer.from(key, "base64"),
    runtime.log,
  );
  const connection = { apiKey, apiUrl: env.STRIPE_API_URL, timeoutMs: env.STRIPE_TIMEOUT_MS };
  const pace = createPace(runtime, budgetLimits(env), true);
  return createStripeGateway({ ...connection, clock: runtime.clock, callLog, pace });
}
