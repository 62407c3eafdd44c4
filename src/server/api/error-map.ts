import { TRPCError } from "@trpc/server";
import { DomainError, type DomainErrorCode, type ErrorFacts } from "#core/errors.ts";

type TrpcCode = ConstructorParameters<typeof TRPCError>[0]["code"];

/** The one mapping from our refusals to the wire; a new code does not compile until it is named here. */
const TRPC_CODES = {
  SIGNED_OUT: "UNAUTHORIZED",
  NOT_PERMITTED: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  INVALID_INPUT: "BAD_REQUEST",
  AMOUNT_NOT_POSITIVE: "BAD_REQUEST",
  AMOUNT_EXCEEDS_REFUNDABLE: "CONFLICT",
  CURRENCY_MISMATCH: "BAD_REQUEST",
  PAYMENT_NOT_REFUNDABLE: "CONFLICT",
  REFUND_BLOCKED_BY_DISPUTE: "CONFLICT",
  CONNECT_CHOICE_REQUIRED: "CONFLICT",
  PAYMENT_NOT_CAPTURABLE: "CONFLICT",
  PAYMENT_NOT_CANCELABLE: "CONFLICT",
  AMOUNT_EXCEEDS_CAPTURABLE: "CONFLICT",
  REFUND_NOT_CANCELABLE: "CONFLICT",
  REVIEW_NOT_OPEN: "CONFLICT",
  SUBSCRIPTION_ENDED: "CONFLICT",
  SUBSCRIPTION_STATE: "CONFLICT",
  METHOD_IS_DEFAULT: "CONFLICT",
  LINK_NOT_SHOWABLE: "CONFLICT",
  REASON_REQUIRED: "BAD_REQUEST",
  NOTE_REQUIRED: "BAD_REQUEST",
  POLICY_DENIED: "FORBIDDEN",
  PREVIEW_STALE: "CONFLICT",
  COMMAND_ID_REUSED: "CONFLICT",
  COMMAND_ALREADY_OPEN: "CONFLICT",
  UNDO_TOO_LATE: "CONFLICT",
  CONTROL_REFUSED: "CONFLICT",
  BULK_EMPTY: "BAD_REQUEST",
  BULK_TOO_LONG: "BAD_REQUEST",
  BULK_TOTAL_DIFFERS: "BAD_REQUEST",
  BULK_ROW_CHANGED: "CONFLICT",
  BULK_STATE_CHANGED: "CONFLICT",
  COMMAND_STATE_CHANGED: "CONFLICT",
  APPROVER_IS_REQUESTER: "FORBIDDEN",
  APPROVER_LACKS_AUTHORITY: "FORBIDDEN",
  APPROVAL_ALREADY_DECIDED: "CONFLICT",
  APPROVAL_EXPIRED: "CONFLICT",
  DELEGATE_UNFIT: "BAD_REQUEST",
  DELEGATION_PERIOD: "BAD_REQUEST",
  DELEGATION_OVERLAPS: "CONFLICT",
  BREAK_GLASS_OPEN: "CONFLICT",
  BREAK_GLASS_LIMIT: "FORBIDDEN",
  BREAK_GLASS_NOT_REVIEWABLE: "CONFLICT",
  REVIEWER_TOOK_PART: "FORBIDDEN",
  CASE_CLAIMED_BY_OTHER: "CONFLICT",
  CASE_LEASE_LOST: "CONFLICT",
  CASE_VERSION_CONFLICT: "CONFLICT",
  CASE_CLOSED: "CONFLICT",
  CASE_NEEDS_FINANCE: "FORBIDDEN",
  CASE_UNDO_TOO_LATE: "CONFLICT",
  CARD_NUMBER_IN_TEXT: "BAD_REQUEST",
  REVEAL_LIMIT_REACHED: "TOO_MANY_REQUESTS",
  DISPUTE_NOT_OPEN: "CONFLICT",
  EVIDENCE_VERSION_CONFLICT: "CONFLICT",
  EVIDENCE_NOT_STAGED: "CONFLICT",
  EVIDENCE_SUPERSEDED: "CONFLICT",
  DISPUTE_NOT_ACCEPTABLE: "CONFLICT",
  EVIDENCE_TOO_LONG: "BAD_REQUEST",
  NOTE_UNDO_TOO_LATE: "CONFLICT",
  NO_CASE_WAITING: "NOT_FOUND",
  POLICY_UNSOUND: "BAD_REQUEST",
  POLICY_UNCHANGED: "BAD_REQUEST",
  BOOKS_CHANGE_STALE: "CONFLICT",
  LEGS_UNBALANCED: "BAD_REQUEST",
  ACCOUNT_NOT_ADJUSTABLE: "BAD_REQUEST",
  BREAK_VERSION_CONFLICT: "CONFLICT",
  BREAK_RESOLVED: "CONFLICT",
  PERIOD_STATE_CHANGED: "CONFLICT",
  FILE_NOT_UNDERSTOOD: "BAD_REQUEST",
  FILE_TOO_LARGE: "PAYLOAD_TOO_LARGE",
  MAPPING_NEEDED: "BAD_REQUEST",
  STEP_UP_REQUIRED: "FORBIDDEN",
  PROOF_REFUSED: "FORBIDDEN",
  PASSKEY_REQUIRED: "FORBIDDEN",
  CHALLENGE_OVER: "CONFLICT",
  CREDENTIAL_LIMIT: "CONFLICT",
  TOO_MANY_ATTEMPTS: "TOO_MANY_REQUESTS",
  SERVICE_UNAVAILABLE: "SERVICE_UNAVAILABLE",
} as const satisfies Record<DomainErrorCode, TrpcCode>;

/** What a screen receives about an error: the code it has a text for, facts to show, and a trace id to quote. */
export interface WireError {
  readonly domainCode: DomainErrorCode | "INTERNAL";
  readonly facts: ErrorFacts;
  readonly retryable: boolean;
  readonly traceId: string;
}

/** Turns a refusal that a procedure threw into tRPC's error with the right status; other errors stay internal. */
export function toTrpcError(error: TRPCError): TRPCError {
  const { cause } = error;
  if (!(cause instanceof DomainError)) return error;
  return new TRPCError({ code: TRPC_CODES[cause.code], message: cause.code, cause });
}

/** The public description of an error; nothing of an internal one leaves the server but its trace id. */
export function toWireError(error: TRPCError, traceId: string): WireError {
  const { cause } = error;
  if (cause instanceof DomainError) {
    return { domainCode: cause.code, facts: cause.facts, retryable: cause.retryable, traceId };
  }
  if (error.code === "BAD_REQUEST") {
    return { domainCode: "INVALID_INPUT", facts: invalidFields(cause), retryable: false, traceId };
  }
  return { domainCode: "INTERNAL", facts: {}, retryable: true, traceId };
}

function invalidFields(cause: unknown): ErrorFacts {
  if (
    typeof cause !== "object" ||
    cause === null ||
    !("issues" in cause) ||
    !Array.isArray(cause.issues)
  )
    return {};
  const paths = cause.issues.map((issue: { path?: readonly PropertyKey[] }) =>
    (issue.path ?? []).join("."),
  );
  return { fields: paths.join(", ") };
}
