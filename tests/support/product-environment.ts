import { TEST_WEBHOOK_SECRET } from "./signed-webhook.ts";
import type { TestDatabase } from "./test-database.ts";

/** Where the processes of a test find Stripe. */
export interface StripePlace {
  readonly url: string;
  readonly accountId: string;
  readonly apiKey: string;
}

const shared = (databaseUrl: string, accountId: string): Record<string, string> => ({
  NODE_ENV: "test",
  LOG_LEVEL: "warn",
  DATABASE_URL: databaseUrl,
  STRIPE_ACCOUNT_ID: accountId,
  STRIPE_LIVEMODE: "false",
});

/** The worker's environment, with every lease and pause in milliseconds that a test can wait for. */
export function workerEnvironment(
  database: TestDatabase,
  stripe: StripePlace,
): Record<string, string> {
  return {
    ...shared(database.urls.countersign_worker, stripe.accountId),
    SANDBOX_CLOCK_URL: `${stripe.url}/_sandbox/clock`,
    STRIPE_API_KEY: stripe.apiKey,
    STRIPE_API_URL: stripe.url,
    STRIPE_CALLS_PER_SECOND: "2000",
    COUNTERSIGN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
    LANE_LEASE_MS: "1500",
    LANE_POLL_MS: "20",
    LANE_BACKOFF_MS: "50",
    FEED_LEASE_MS: "1500",
    FEED_POLL_MS: "200",
    COMMAND_LEASE_MS: "1500",
    COMMAND_POLL_MS: "20",
    COMMAND_BACKOFF_MS: "50",
    PROBE_AFTER_MS: "50",
    HEARTBEAT_MS: "100",
    DEAD_AFTER_MS: "1000",
  };
}

/** The listener's environment. Port 0 takes a free one, which its first log line tells. */
export function ingestEnvironment(
  database: TestDatabase,
  accountId: string,
  secret: string = TEST_WEBHOOK_SECRET,
): Record<string, string> {
  return {
    ...shared(database.urls.countersign_ingest, accountId),
    LOG_LEVEL: "info",
    INGEST_PORT: "0",
    STRIPE_WEBHOOK_SECRETS: secret,
  };
}
