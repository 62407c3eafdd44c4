/**
 * What is known after a mutation was sent. A time-out, a reset or a 5xx is `unknown`: Stripe may have done it, so the
 * reservation stays and the command is probed, never sent under another key.
 */
export type MutationOutcome<T> =
  | { readonly kind: "accepted"; readonly object: T; readonly evidence: CallEvidence }
  | {
      readonly kind: "rejected";
      readonly code: string;
      readonly message: string;
      readonly evidence: CallEvidence;
    }
  | {
      readonly kind: "not_executed";
      readonly why: "rate_limited" | "not_sent";
      readonly retryAfterMs: number;
      readonly evidence: CallEvidence;
    }
  | { readonly kind: "unknown"; readonly why: string; readonly evidence: CallEvidence };

export interface CallEvidence {
  readonly httpStatus: number | null;
  readonly requestId: string | null;
  readonly errorType: string | null;
  readonly errorCode: string | null;
}
