import * as z from "zod";

const milliseconds = (fallback: number) => z.coerce.number().int().min(1).default(fallback);
const callsPerSecond = z.coerce.number().int().min(1).max(10_000).optional();
const flag = z.enum(["true", "false"]).transform((value) => value === "true");
/** 32 bytes in base64. */
const sealingKey = z.base64().refine((value) => Buffer.from(value, "base64").length === 32);

/** What every process needs. */
const base = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(1).max(50).default(10),
  STRIPE_ACCOUNT_ID: z.string().regex(/^acct_\w+$/),
  STRIPE_LIVEMODE: flag,
  BASE_CURRENCY: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  /** Set only where a sandbox plays Stripe: business time follows its clock. */
  SANDBOX_CLOCK_URL: z.url().optional(),
});

const web = base.extend({
  NEXTAUTH_SECRET: z.string().min(32),
  NEXTAUTH_URL: z.url(),
  SESSION_IDLE_MS: milliseconds(15 * 60_000),
  SESSION_MAX_MS: milliseconds(12 * 3_600_000),
  HOLD_MS: milliseconds(10_000),
  CASE_LEASE_MS: milliseconds(10 * 60_000),
  APPROVAL_TTL_MS: milliseconds(24 * 3_600_000),
  STEP_UP_MS: milliseconds(5 * 60_000),
  /** A page of the shop's where customers go after they saved a payment method; the console's own where it is not set. */
  CUSTOMER_RETURN_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Seals the secrets of one-time codes, and opens the addresses of update links. */
  COUNTERSIGN_ENCRYPTION_KEY: sealingKey,
  /** Present when this process also receives webhooks itself (small installation). */
  STRIPE_WEBHOOK_SECRETS: z.string().optional(),
});

const ingest = base.extend({
  INGEST_PORT: z.coerce.number().int().min(0).max(65_535).default(4_001),
  INGEST_HOST: z.string().default("127.0.0.1"),
  STRIPE_WEBHOOK_SECRETS: z.string().min(1),
});

const worker = base.extend({
  STRIPE_API_KEY: z.string().regex(/^(sk|rk)_(test|live)_\w+$/),
  STRIPE_API_URL: z.url().optional(),
  STRIPE_TIMEOUT_MS: milliseconds(10_000),
  /** Seals the bodies of logged Stripe calls and the addresses of update links. */
  COUNTERSIGN_ENCRYPTION_KEY: sealingKey,
  LANE_LEASE_MS: milliseconds(30_000),
  LANE_POLL_MS: milliseconds(250),
  LANE_BACKOFF_MS: milliseconds(1_000),
  /** Stripe's limit for the account, reads and writes together; 25 in a sandbox and 100 live where nothing is said. */
  STRIPE_CALLS_PER_SECOND: callsPerSecond,
  /** How many windows of the history this worker brings in at once. */
  BACKFILL_WINDOWS: z.coerce.number().int().min(1).max(32).default(6),
  /** The first day of the history to bring in (UTC), where not all of it is wanted. */
  BACKFILL_FROM: z.iso.date().optional(),
  FEED_LEASE_MS: milliseconds(30_000),
  FEED_POLL_MS: milliseconds(15_000),
  /** How often Stripe is asked for events that no webhook brought. */
  SWEEP_POLL_MS: milliseconds(60_000),
  COMMAND_LEASE_MS: milliseconds(30_000),
  COMMAND_POLL_MS: milliseconds(250),
  COMMAND_BACKOFF_MS: milliseconds(2_000),
  PROBE_AFTER_MS: milliseconds(5_000),
  /** The first pause after Stripe failed too often; it doubles. */
  BREAKER_PAUSE_MS: milliseconds(10_000),
  CASE_LEASE_MS: milliseconds(10 * 60_000),
  DETECTOR_INTERVAL_MS: milliseconds(60_000),
  HEARTBEAT_MS: milliseconds(3_000),
  /** A worker silent for longer than this has its jobs handed to the others. */
  DEAD_AFTER_MS: milliseconds(15_000),
});

const cli = base.partial({ STRIPE_ACCOUNT_ID: true, STRIPE_LIVEMODE: true }).extend({
  /** With these two the command line can compare the books with Stripe now. */
  STRIPE_API_KEY: worker.shape.STRIPE_API_KEY.optional(),
  COUNTERSIGN_ENCRYPTION_KEY: worker.shape.COUNTERSIGN_ENCRYPTION_KEY.optional(),
  STRIPE_API_URL: z.url().optional(),
  STRIPE_TIMEOUT_MS: milliseconds(10_000),
  STRIPE_CALLS_PER_SECOND: callsPerSecond,
});

/** One schema for each kind of process. */
export const environments = { web, ingest, worker, cli } as const;
export type ProcessKind = keyof typeof environments;
export type Environment<K extends ProcessKind> = Readonly<z.infer<(typeof environments)[K]>>;
