import { ApiError } from "./api-error.ts";
import { findRoute } from "./route-table.ts";

export type RateLimitProfile = "none" | "sandbox" | "live";

/** Why a request was limited, as `Stripe-Rate-Limited-Reason` says it. */
export type RateLimitReason = "global-rate" | "endpoint-rate" | "global-concurrency";

interface Limits {
  readonly perSecond: number;
  readonly perEndpoint: number;
  /** Stripe publishes no number for requests under way; this one is the sandbox's own. */
  readonly underWay: number;
}

/** Requests per second of an account, and of each of its endpoints: https://docs.stripe.com/rate-limits. */
const LIMITS: Readonly<Record<Exclude<RateLimitProfile, "none">, Limits>> = {
  sandbox: { perSecond: 25, perEndpoint: 25, underWay: 25 },
  live: { perSecond: 100, perEndpoint: 25, underWay: 100 },
};

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** Token buckets on real time, one for the account and one for each endpoint; a bucket holds one second's worth. */
export class RateLimiter {
  readonly #limits: Limits | null;
  readonly #realNow: () => number;
  readonly #buckets = new Map<string, Bucket>();
  #underWay = 0;

  constructor(profile: RateLimitProfile, realNow: () => number) {
    this.#limits = profile === "none" ? null : LIMITS[profile];
    this.#realNow = realNow;
  }

  /** Takes a request in: why it is refused, or null. An accepted one must be given back with `leave`. */
  enter(method: string, path: string): RateLimitReason | null {
    const limits = this.#limits;
    if (limits !== null) {
      if (this.#underWay >= limits.underWay) return "global-concurrency";
      if (!this.#take(endpointOf(method, path), limits.perEndpoint)) return "endpoint-rate";
      if (!this.#take("account", limits.perSecond)) return "global-rate";
    }
    this.#underWay += 1;
    return null;
  }

  leave(): void {
    this.#underWay -= 1;
  }

  #take(name: string, perSecond: number): boolean {
    const now = this.#realNow();
    const bucket = this.#buckets.get(name) ?? { tokens: perSecond, filledAtMs: now };
    const grown = bucket.tokens + ((now - bucket.filledAtMs) * perSecond) / 1000;
    const tokens = Math.min(perSecond, grown);
    this.#buckets.set(name, { tokens: tokens < 1 ? tokens : tokens - 1, filledAtMs: now });
    return tokens >= 1;
  }
}

/** Each named operation is an endpoint of its own, whatever the ids in its path. */
function endpointOf(method: string, path: string): string {
  return `${method} ${findRoute(method, path)?.route.path ?? path}`;
}

/** The error that a limited request is answered with. */
export function rateLimited(): ApiError {
  return new ApiError(
    429,
    {
      type: "invalid_request_error",
      code: "rate_limit",
      message:
        "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.",
    },
    { validation: true },
  );
}
