/**
 * Every way a use case can refuse, in one closed list. `retryable` tells whether the same request may succeed later
 * without a person changing it. The texts people read are keyed by code in the messages of the components.
 */
export const DOMAIN_ERRORS = {
  SIGNED_OUT: { retryable: false },
  NOT_PERMITTED: { retryable: false },
  NOT_FOUND: { retryable: false },
  INVALID_INPUT: { retryable: false },
  AMOUNT_NOT_POSITIVE: { retryable: false },
  AMOUNT_EXCEEDS_REFUNDABLE: { retryable: false },
  CURRENCY_MISMATCH: { retryable: false },
  PAYMENT_NOT_REFUNDABLE: { retryable: false },
  REFUND_BLOCKED_BY_DISPUTE: { retryable: false },
  CONNECT_CHOICE_REQUIRED: { retryable: false },
  PAYMENT_NOT_CAPTURABLE: { retryable: false },
  PAYMENT_NOT_CANCELABLE: { retryable: false },
  AMOUNT_EXCEEDS_CAPTURABLE: { retryable: false },
  REFUND_NOT_CANCELABLE: { retryable: false },
  REVIEW_NOT_OPEN: { retryable: false },
  SUBSCRIPTION_ENDED: { retryable: false },
  SUBSCRIPTION_STATE: { retryable: false },
  METHOD_IS_DEFAULT: { retryable: false },
  LINK_NOT_SHOWABLE: { retryable: false },
  REASON_REQUIRED: { retryable: false },
  NOTE_REQUIRED: { retryable: false },
  POLICY_DENIED: { retryable: false },
  PREVIEW_STALE: { retryable: true },
  COMMAND_ID_REUSED: { retryable: false },
  COMMAND_ALREADY_OPEN: { retryable: false },
  UNDO_TOO_LATE: { retryable: false },
  CONTROL_REFUSED: { retryable: false },
  BULK_EMPTY: { retryable: false },
  BULK_TOO_LONG: { retryable: false },
  BULK_TOTAL_DIFFERS: { retryable: false },
  BULK_ROW_CHANGED: { retryable: false },
  BULK_STATE_CHANGED: { retryable: true },
  COMMAND_STATE_CHANGED: { retryable: true },
  APPROVER_IS_REQUESTER: { retryable: false },
  APPROVER_LACKS_AUTHORITY: { retryable: false },
  APPROVAL_ALREADY_DECIDED: { retryable: false },
  APPROVAL_EXPIRED: { retryable: false },
  DELEGATE_UNFIT: { retryable: false },
  DELEGATION_PERIOD: { retryable: false },
  DELEGATION_OVERLAPS: { retryable: false },
  BREAK_GLASS_OPEN: { retryable: false },
  BREAK_GLASS_LIMIT: { retryable: false },
  BREAK_GLASS_NOT_REVIEWABLE: { retryable: false },
  REVIEWER_TOOK_PART: { retryable: false },
  CASE_CLAIMED_BY_OTHER: { retryable: true },
  CASE_LEASE_LOST: { retryable: true },
  CASE_VERSION_CONFLICT: { retryable: true },
  CASE_CLOSED: { retryable: false },
  CASE_NEEDS_FINANCE: { retryable: false },
  CASE_UNDO_TOO_LATE: { retryable: false },
  CARD_NUMBER_IN_TEXT: { retryable: false },
  REVEAL_LIMIT_REACHED: { retryable: false },
  DISPUTE_NOT_OPEN: { retryable: false },
  EVIDENCE_VERSION_CONFLICT: { retryable: true },
  EVIDENCE_TOO_LONG: { retryable: false },
  EVIDENCE_NOT_STAGED: { retryable: false },
  EVIDENCE_SUPERSEDED: { retryable: false },
  DISPUTE_NOT_ACCEPTABLE: { retryable: false },
  NOTE_UNDO_TOO_LATE: { retryable: false },
  NO_CASE_WAITING: { retryable: true },
  POLICY_UNSOUND: { retryable: false },
  POLICY_UNCHANGED: { retryable: false },
  BOOKS_CHANGE_STALE: { retryable: true },
  LEGS_UNBALANCED: { retryable: false },
  ACCOUNT_NOT_ADJUSTABLE: { retryable: false },
  BREAK_VERSION_CONFLICT: { retryable: true },
  BREAK_RESOLVED: { retryable: false },
  PERIOD_STATE_CHANGED: { retryable: true },
  FILE_NOT_UNDERSTOOD: { retryable: false },
  FILE_TOO_LARGE: { retryable: false },
  MAPPING_NEEDED: { retryable: false },
  STEP_UP_REQUIRED: { retryable: false },
  PROOF_REFUSED: { retryable: false },
  PASSKEY_REQUIRED: { retryable: false },
  CHALLENGE_OVER: { retryable: true },
  CREDENTIAL_LIMIT: { retryable: false },
  TOO_MANY_ATTEMPTS: { retryable: true },
  SERVICE_UNAVAILABLE: { retryable: true },
} as const;

export type DomainErrorCode = keyof typeof DOMAIN_ERRORS;

/** Facts shown beside the sentence of an error: never personal data. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean>>;

/** A refusal. Thrown inside a transaction it rolls everything back: nothing happened to the money. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: DomainErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: DomainErrorCode, facts: ErrorFacts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }

  get retryable(): boolean {
    return DOMAIN_ERRORS[this.code].retryable;
  }
}
