import { ApiError, type ErrorDetail } from "../protocol/api-error.ts";
import { answerOf } from "../protocol/execute-request.ts";
import { keyInUse } from "../protocol/idempotency.ts";
import { rateLimited } from "../protocol/rate-limiter.ts";
import { fractionOf } from "../store/deterministic-ids.ts";
import type { FaultRule } from "./fault-rules.ts";
import { flagIn, numberIn, textIn } from "./rule-arguments.ts";

/** What the client gets: an answer, a connection that breaks (after `body`, where there is one), or silence. */
export type FaultyAnswer =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: "reset"; readonly body: string | null }
  | { readonly kind: "silence" };

const OWN_WORDS = "A fault rule of the sandbox answered this request.";

/** How long the answer waits, in milliseconds; a drawn wait depends on the rule's seed and the number of its hit. */
export function latencyOf(rule: FaultRule): number {
  const least = numberIn(rule, "latencyMs") ?? 0;
  const most = numberIn(rule, "latencyMaxMs") ?? least;
  return least + Math.max(0, most - least) * fractionOf(`${rule.seed}:latency:${rule.hits}`);
}

/** What is answered instead of executing the request; null where the effect comes after it. */
export function answerInstead(rule: FaultRule, requestId: string): FaultyAnswer | null {
  const status = numberIn(rule, "status") ?? 500;
  const error = (problem: ApiError, headers: Readonly<Record<string, string>> = {}) =>
    ({
      kind: "answer",
      status: problem.status,
      body: answerOf(problem, requestId).body,
      headers,
    }) as const;
  switch (rule.effect) {
    case "status":
      return ownAnswer(rule, status, error(problemOf(status, { message: OWN_WORDS })).body);
    case "server_error":
      return error(problemOf(status, { message: "An unknown error occurred" }), retryHeader(rule));
    case "rate_limit": {
      const reason = textIn(rule, "reason") ?? "global-rate";
      return error(rateLimited(), {
        "stripe-rate-limited-reason": reason,
        ...retryHeader(rule),
      });
    }
    case "lock_timeout":
      return error(lockTimeout(status));
    case "idempotency_conflict":
      return error(keyInUse(), { "stripe-should-retry": "true" });
    case "missing_envelope":
      return {
        kind: "answer",
        status,
        body: JSON.stringify({ message: "Not Found" }),
        headers: {},
      };
    case "reset_before_effect":
      return { kind: "reset", body: null };
    case "timeout_before_effect":
      return { kind: "silence" };
    default:
      return null;
  }
}

function problemOf(status: number, detail: Pick<ErrorDetail, "message">): ApiError {
  return new ApiError(status, { type: "api_error", ...detail });
}

function ownAnswer(rule: FaultRule, status: number, envelope: string): FaultyAnswer {
  const { body, headers } = rule.arguments;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    kind: "answer",
    status,
    body: body === null ? envelope : text,
    headers: headers as Readonly<Record<string, string>>,
  };
}

function retryHeader(rule: FaultRule): Readonly<Record<string, string>> {
  const retry = flagIn(rule, "shouldRetry");
  return retry === null ? {} : { "stripe-should-retry": String(retry) };
}

/** https://docs.stripe.com/rate-limits, under object locks. */
function lockTimeout(status: number): ApiError {
  return new ApiError(status, {
    type: "invalid_request_error",
    code: "lock_timeout",
    message:
      "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request.",
  });
}
