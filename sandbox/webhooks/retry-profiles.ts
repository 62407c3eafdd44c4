export type RetryProfile = "live" | "sandbox" | "fast";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Waits before the second, third, … attempt, in milliseconds of real time. Stripe publishes only the frame (live: up to
 * three days with growing waits; test mode: three times over a few hours); the single steps are the sandbox's own.
 */
const WAITS: Readonly<Record<RetryProfile, readonly number[]>> = {
  live: [
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    12 * HOUR,
    18 * HOUR,
    24 * HOUR,
  ],
  sandbox: [10 * MINUTE, HOUR, 3 * HOUR],
  fast: [50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800],
};

/** The wait after `attempts` failed attempts, or null when that was the last one. */
export function waitAfter(profile: RetryProfile, attempts: number): number | null {
  return WAITS[profile][attempts - 1] ?? null;
}

/**
 * How long every delivery to an endpoint must have failed before it is disabled, in milliseconds; null for never. Stripe
 * disables endpoints that fail for days (https://docs.stripe.com/webhooks#disable); the number is the sandbox's own.
 */
export function disablesAfter(profile: RetryProfile): number | null {
  return profile === "live" ? 72 * HOUR : null;
}
