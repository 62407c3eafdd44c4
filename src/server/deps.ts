import { bookkeepingKinds } from "./modules/bookkeeping/index.ts";
import { bulkKind } from "./modules/bulk/index.ts";
import type { CommandKinds } from "./modules/commands/index.ts";
import { customerKinds } from "./modules/customers/index.ts";
import { disputeKinds } from "./modules/disputes/index.ts";
import { controlKinds } from "./modules/operations/index.ts";
import { linkKind } from "./modules/payment-methods/index.ts";
import { paymentKinds } from "./modules/payments/index.ts";
import { policyKind } from "./modules/policies/index.ts";
import { refundCancelKind, refundKind } from "./modules/refunds/index.ts";
import { retryKind } from "./modules/retries/index.ts";
import { subscriptionKinds } from "./modules/subscriptions/index.ts";
import { INTAKE_TIMEOUT_MS } from "./modules/webhooks/index.ts";
import { type Clock, monotonicMs, systemClock } from "./platform/clock/clock.ts";
import { startSandboxClock } from "./platform/clock/sandbox-clock.ts";
import { openDatabase } from "./platform/db/database.ts";
import { readEnvironment } from "./platform/env/read-environment.ts";
import type { Environment } from "./platform/env/variables.ts";
import { createLogger } from "./platform/log/logger.ts";
import type { Runtime, Settings, SigningSettings } from "./platform/runtime.ts";
import { type BudgetLimits, limitsOf } from "./platform/stripe/rate-budget.ts";

export { monotonicMs };

/** What people set in motion at Stripe and in the books. */
const overrides: CommandKinds = {
  [refundKind.kind]: refundKind,
  [refundCancelKind.kind]: refundCancelKind,
  [bulkKind.kind]: bulkKind,
  ...paymentKinds,
  ...subscriptionKinds,
  ...customerKinds,
  ...disputeKinds,
  [retryKind.kind]: retryKind,
  [linkKind.kind]: linkKind,
  ...bookkeepingKinds,
};

/** Every kind of command. The life cycle of commands is handed this, since kinds build on it. */
export const commandKinds: CommandKinds = {
  ...overrides,
  [policyKind.kind]: policyKind,
  ...controlKinds(overrides),
};

/** What holds where the environment says nothing. */
export const DEFAULT_SETTINGS: Settings = {
  holdMs: 10_000,
  caseLeaseMs: 600_000,
  approvalTtlMs: 86_400_000,
  stepUpMs: 300_000,
  customerReturnUrl: "",
};

const SANDBOX_CALLS_PER_SECOND = 25;
const LIVE_CALLS_PER_SECOND = 100;

/**
 * How fast the account may be called. Stripe's limits where the environment says nothing: docs.stripe.com/rate-limits,
 * 25 calls a second in a sandbox, 100 live.
 */
export function budgetLimits(env: {
  readonly STRIPE_LIVEMODE?: boolean | undefined;
  readonly STRIPE_CALLS_PER_SECOND?: number | undefined;
}): BudgetLimits {
  const usual = env.STRIPE_LIVEMODE === true ? LIVE_CALLS_PER_SECOND : SANDBOX_CALLS_PER_SECOND;
  return limitsOf(env.STRIPE_CALLS_PER_SECOND ?? usual);
}

/** A runtime and how to end it: its connections and timers. */
export type OpenRuntime = Runtime & { close(): Promise<void> };

/** Builds what every use case relies on, once for a process. */
export async function createRuntime(
  processName: "web" | "ingest" | "worker",
  env: Environment<"web"> | Environment<"ingest"> | Environment<"worker">,
): Promise<OpenRuntime> {
  const log = createLogger(processName, env.LOG_LEVEL);
  const answerWithinMs = processName === "ingest" ? INTAKE_TIMEOUT_MS : undefined;
  const db = openDatabase(
    env.DATABASE_URL,
    env.DATABASE_POOL,
    `countersign-${processName}`,
    answerWithinMs,
  );
  const clock = await openClock(env.SANDBOX_CLOCK_URL);
  return {
    db,
    log,
    clock,
    scope: { accountId: env.STRIPE_ACCOUNT_ID, livemode: env.STRIPE_LIVEMODE },
    settings: {
      holdMs: "HOLD_MS" in env ? env.HOLD_MS : DEFAULT_SETTINGS.holdMs,
      caseLeaseMs: "CASE_LEASE_MS" in env ? env.CASE_LEASE_MS : DEFAULT_SETTINGS.caseLeaseMs,
      approvalTtlMs:
        "APPROVAL_TTL_MS" in env ? env.APPROVAL_TTL_MS : DEFAULT_SETTINGS.approvalTtlMs,
      stepUpMs: "STEP_UP_MS" in env ? env.STEP_UP_MS : DEFAULT_SETTINGS.stepUpMs,
      customerReturnUrl: "NEXTAUTH_URL" in env ? returnUrlIn(env) : "",
    },
    signing: "NEXTAUTH_URL" in env ? signingSettings(env) : null,
    close: async () => {
      clock.stop();
      await db.close();
    },
  };
}

/** The shop's own page where one is named, else a page of the console that needs no session. */
function returnUrlIn(env: Environment<"web">): string {
  return env.CUSTOMER_RETURN_URL ?? new URL("/method-saved", env.NEXTAUTH_URL).href;
}

function signingSettings(env: Environment<"web">): SigningSettings {
  const { origin, hostname } = new URL(env.NEXTAUTH_URL);
  const sealingKey = Buffer.from(env.COUNTERSIGN_ENCRYPTION_KEY, "base64");
  return { origin, rpId: hostname, sealingKey };
}

/** What the webhook listener starts from. Throws EnvironmentError. */
export async function openIngest() {
  const env = readEnvironment("ingest");
  const runtime = await createRuntime("ingest", env);
  const databaseAnswers = () =>
    runtime.db.pool.query("SELECT 1").then(
      () => true,
      () => false,
    );
  return { env, runtime, nowMs: monotonicMs, databaseAnswers };
}

/** Business time: the sandbox's where it has a clock, else real time. */
export async function openClock(url: string | undefined): Promise<Clock & { stop(): void }> {
  if (url === undefined) return { ...systemClock, stop: () => undefined };
  return startSandboxClock(url);
}
