import { type ArgumentSpec, flag, integer, words } from "./fault-arguments.ts";
import type { EffectSpec } from "./fault-effects.ts";

const LATENCY: Readonly<Record<string, ArgumentSpec>> = {
  latencyMs: integer("milliseconds that the answer waits", 0),
  latencyMaxMs: integer("draws the wait between latencyMs and this; unset waits latencyMs", null),
};

/** https://docs.stripe.com/rate-limits names these values of `Stripe-Rate-Limited-Reason`. */
const RATE_LIMIT_REASONS = [
  "global-concurrency",
  "global-rate",
  "endpoint-concurrency",
  "endpoint-rate",
  "resource-specific",
] as const;

const request = (about: string, args: Readonly<Record<string, ArgumentSpec>> = {}): EffectSpec => ({
  family: "request",
  about,
  arguments: { ...args, ...LATENCY },
  count: 1,
});

/** What can be done to an API request and its answer. */
export const REQUEST_EFFECTS = {
  latency: request("executes the request and answers late"),
  status: request("answers with a status and body of your own instead of executing", {
    status: integer("HTTP status", 500, { min: 200, max: 599 }),
    body: { kind: "any", about: "text or JSON; unset answers Stripe's envelope", fallback: null },
    headers: { kind: "headers", about: "headers added to the answer", fallback: {} },
  }),
  rate_limit: request("answers 429 as Stripe's limiter does, without executing", {
    shouldRetry: flag("value of Stripe-Should-Retry; unset leaves the header away", null),
    reason: words("value of Stripe-Rate-Limited-Reason", "global-rate", RATE_LIMIT_REASONS),
  }),
  server_error: request("answers with Stripe's envelope of an internal error, without executing", {
    status: integer("HTTP status", 500, { choices: [500, 502, 503, 504] }),
    shouldRetry: flag("value of Stripe-Should-Retry; unset leaves the header away", null),
  }),
  lock_timeout: request("says that another request holds the object, without executing", {
    status: integer("429 as documented today, 409 as older accounts saw", 429, {
      choices: [409, 429],
    }),
  }),
  idempotency_conflict: request("says that the idempotency key is in use, without executing"),
  missing_envelope: request("answers without Stripe's `error`, without executing", {
    status: integer("HTTP status", 404, { min: 400, max: 599 }),
  }),
  reset_before_effect: request("breaks the connection; nothing was executed"),
  reset_after_effect: request("executes the request and breaks the connection"),
  reset_in_body: request("executes the request and breaks off in the middle of the body"),
  timeout_before_effect: request("never answers; nothing was executed"),
  timeout_after_effect: request("executes the request and never answers"),
  truncated_body: request("executes, then answers with half of the JSON as if it were all"),
  not_json: request("executes, then answers 200 with a page of HTML"),
  wrong_object: request("executes, then answers 200 with an empty object"),
  stale_read: request("a GET answers as its objects were some time ago on the account's clock", {
    seconds: integer("how long ago", 60, { min: 1 }),
  }),
  partial_page: request("a list leaves out some of a page's objects", {
    drop: integer("how many objects are left out, drawn by the seed", 1, { min: 1 }),
    hasMore: flag("value of has_more; unset keeps the true one", null),
  }),
} as const satisfies Record<string, EffectSpec>;
