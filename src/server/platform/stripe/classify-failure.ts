import Stripe from "stripe";
import { MalformedAnswer } from "./checked-answer.ts";
import type { CallEvidence } from "./outcome.ts";

/** What a failed request tells about whether Stripe acted. `why` is a constant word for logs and for the executor. */
export type Failure =
  | { readonly kind: "rejected"; readonly code: string; readonly message: string }
  | { readonly kind: "not_executed"; readonly why: "rate_limited" | "not_sent" }
  | { readonly kind: "unknown"; readonly why: string };

/** The connection was never made, so no byte of the request left us. */
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/**
 * Reads an error of one request. Stripe keeps the answer of an executed request under its key and limits the rate before
 * it looks at the key, so a 4xx with Stripe's error body is definite, a 429 was not executed, and a conflict, a 5xx or a
 * broken connection may have been.
 */
export function classifyFailure(error: unknown): Failure {
  if (error instanceof MalformedAnswer) return { kind: "unknown", why: "malformed_answer" };
  if (!(error instanceof Stripe.errors.StripeError))
    return { kind: "unknown", why: "unexpected_error" };
  if (error instanceof Stripe.errors.StripeConnectionError) return classifyConnection(error);
  return classifyAnswer(error);
}

function classifyAnswer(error: Stripe.errors.StripeError): Failure {
  const status = error.statusCode;
  if (status === undefined) return { kind: "unknown", why: "malformed_answer" };
  if (status === 429) return { kind: "not_executed", why: "rate_limited" };
  if (error.rawType === "idempotency_error") return { kind: "unknown", why: "idempotency_error" };
  if (status === 409) return { kind: "unknown", why: error.code ?? "conflict" };
  if (status >= 400 && status < 500) {
    return {
      kind: "rejected",
      code: reasonCode(error) ?? `http_${status}`,
      message: error.message,
    };
  }
  return { kind: "unknown", why: `http_${status}` };
}

/** The most that Stripe says of a refusal: the issuer's reason says more than "card_declined". The package leaves texts empty. */
function reasonCode(error: Stripe.errors.StripeError): string | undefined {
  return [error.decline_code, error.code, error.rawType].find(
    (code) => code !== undefined && code !== "",
  );
}

function classifyConnection(error: Stripe.errors.StripeConnectionError): Failure {
  const code =
    typeof error.detail === "object" && "code" in error.detail ? error.detail.code : undefined;
  if (typeof code === "string" && NEVER_CONNECTED.has(code))
    return { kind: "not_executed", why: "not_sent" };
  return { kind: "unknown", why: code === "ETIMEDOUT" ? "timeout" : "connection_lost" };
}

/** The facts of a failed request that are kept with a command and in the log. */
export function failureEvidence(error: unknown): CallEvidence {
  if (error instanceof MalformedAnswer) {
    return {
      httpStatus: error.httpStatus,
      requestId: error.requestId,
      errorType: "malformed_answer",
      errorCode: null,
    };
  }
  if (!(error instanceof Stripe.errors.StripeError)) {
    return { httpStatus: null, requestId: null, errorType: "unexpected_error", errorCode: null };
  }
  return {
    httpStatus: error.statusCode ?? null,
    requestId: error.requestId ?? null,
    errorType: error.rawType ?? error.type,
    errorCode: error.code ?? null,
  };
}

/** The body of Stripe's error, for the log; null when there was none. */
export function failureBody(error: unknown): unknown {
  return error instanceof Stripe.errors.StripeError ? (error.raw ?? null) : null;
}
