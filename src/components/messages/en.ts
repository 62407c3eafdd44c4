import type { DomainErrorCode } from "#core/errors.ts";

import { type ErrorMessage, UNTOUCHED } from "./error-message.ts";
import { MANDATE_ERRORS } from "./mandate-errors.ts";
import { OVERRIDE_ERRORS } from "./override-errors.ts";
import { TEXT_ERRORS } from "./text-errors.ts";

/** Texts of every refusal; a code without a text does not compile. `INTERNAL` is everything we did not foresee. */
export const ERROR_MESSAGES = {
  SIGNED_OUT: {
    sentence: "Your session has ended.",
    money: UNTOUCHED,
    next: "Sign in again; what you typed stays on this page until you leave it.",
  },
  NOT_PERMITTED: {
    sentence: "Your role does not allow this.",
    money: UNTOUCHED,
    next: "Ask an admin for the role, or a colleague who holds it.",
  },
  NOT_FOUND: {
    sentence: "This could not be found in this account and mode.",
    money: UNTOUCHED,
    next: "Check the id, and whether it belongs to LIVE or TEST.",
  },
  INVALID_INPUT: {
    sentence: "Some of what was sent cannot be read.",
    money: UNTOUCHED,
    next: "Correct the marked fields and send it again.",
  },
  AMOUNT_NOT_POSITIVE: {
    sentence: "The amount must be more than zero.",
    money: UNTOUCHED,
    next: "Enter the amount to refund.",
  },
  AMOUNT_EXCEEDS_REFUNDABLE: {
    sentence: "The amount is more than what is left to refund; refunds on the way count too.",
    money: UNTOUCHED,
    next: "Lower the amount to what is left.",
  },
  CURRENCY_MISMATCH: {
    sentence: "The currency is not the payment's own.",
    money: UNTOUCHED,
    next: "Use the currency in which the customer paid.",
  },
  PAYMENT_NOT_REFUNDABLE: {
    sentence: "This payment cannot be refunded in its present state.",
    money: UNTOUCHED,
    next: "Its timeline shows why: not captured, refunded in full, or disputed.",
  },
  REASON_REQUIRED: {
    sentence: "A reason is needed.",
    money: UNTOUCHED,
    next: "Pick the reason that fits best.",
  },
  NOTE_REQUIRED: {
    sentence: "This reason needs a note.",
    money: UNTOUCHED,
    next: "Write in a sentence why; the approver and the auditor read it.",
  },
  POLICY_DENIED: {
    sentence: "The policy forbids this.",
    money: UNTOUCHED,
    next: "The rule is named above; finance can tell you what it allows instead.",
  },
  PREVIEW_STALE: {
    sentence: "Something changed since the preview was made.",
    money: UNTOUCHED,
    next: "Look at the new preview, then send it again.",
  },
  COMMAND_ID_REUSED: {
    sentence: "This request was sent before with other contents.",
    money: "The first request counts; this one did nothing.",
    next: "Reload the page to see what the first one did, then start anew.",
  },
  UNDO_TOO_LATE: {
    sentence: "It is too late to undo: Stripe has been asked already.",
    money: "The refund is on its way and cannot be taken back.",
    next: "If it was wrong, tell finance; the customer can be charged again with consent.",
  },
  CONTROL_REFUSED: {
    sentence: "What this rests on is not so, or not any more.",
    money: UNTOUCHED,
    next: "Look at the page as it is now: it says what is missing.",
  },
  COMMAND_STATE_CHANGED: {
    sentence: "This request has moved on while you looked at it.",
    money: "Its own page says where it stands.",
    next: "Look at its present state and decide again.",
  },
  APPROVER_IS_REQUESTER: {
    sentence: "You asked for this, so another person must approve it.",
    money: UNTOUCHED,
    next: "Ask a colleague; nobody signs twice.",
  },
  APPROVER_LACKS_AUTHORITY: {
    sentence: "The amount is above what your role may approve.",
    money: UNTOUCHED,
    next: "A manager can approve it.",
  },
  APPROVAL_ALREADY_DECIDED: {
    sentence: "Somebody has decided this already.",
    money: "Their decision counts.",
    next: "Nothing is left to do here.",
  },
  APPROVAL_EXPIRED: {
    sentence: "The time to approve this is over.",
    money: UNTOUCHED,
    next: "The requester can ask again with a new preview.",
  },
  CASE_CLAIMED_BY_OTHER: {
    sentence: "A colleague is working on this case.",
    money: UNTOUCHED,
    next: "Take the next one; it returns to the queue if it is left.",
  },
  CASE_LEASE_LOST: {
    sentence: "Your hold on this case has run out.",
    money: UNTOUCHED,
    next: "Open it again; your note is kept.",
  },
  CASE_VERSION_CONFLICT: {
    sentence: "The case changed while you decided.",
    money: UNTOUCHED,
    next: "Look at what changed and decide again; your note is kept.",
  },
  CASE_CLOSED: {
    sentence: "This case is closed.",
    money: UNTOUCHED,
    next: "Its decision is in the timeline.",
  },
  CASE_NEEDS_FINANCE: {
    sentence: "This case is for finance to decide.",
    money: UNTOUCHED,
    next: "Escalate it with a sentence on what you know.",
  },
  CASE_UNDO_TOO_LATE: {
    sentence: "This decision can no longer be undone.",
    money: UNTOUCHED,
    next: "Write a note on the case, or tell finance what should happen instead.",
  },
  ...OVERRIDE_ERRORS,
  ...TEXT_ERRORS,
  ...MANDATE_ERRORS,
  NO_CASE_WAITING: {
    sentence: "No case is waiting.",
    money: UNTOUCHED,
    next: "New ones appear here by themselves.",
  },
  POLICY_UNSOUND: {
    sentence: "No policy may say that.",
    money: UNTOUCHED,
    next: "Change what is named below; some rules cannot be published away.",
  },
  POLICY_UNCHANGED: {
    sentence: "The draft says the same as the policy in force.",
    money: UNTOUCHED,
    next: "Change a rule first.",
  },
  BOOKS_CHANGE_STALE: {
    sentence: "What this change rests on is no longer so.",
    money: UNTOUCHED,
    next: "Look at it as it is now, then ask again.",
  },
  LEGS_UNBALANCED: {
    sentence: "The entries do not balance.",
    money: UNTOUCHED,
    next: "Debits and credits must be equal in each currency.",
  },
  ACCOUNT_NOT_ADJUSTABLE: {
    sentence: "This account takes no entries by people.",
    money: UNTOUCHED,
    next: "What mirrors Stripe's balance is posted by Stripe's transactions alone; choose another account.",
  },
  BREAK_VERSION_CONFLICT: {
    sentence: "The break changed while you worked on it.",
    money: UNTOUCHED,
    next: "Look at what changed and try again; what you typed is kept.",
  },
  BREAK_RESOLVED: {
    sentence: "This break is resolved.",
    money: UNTOUCHED,
    next: "It opens again by itself if a run finds it again.",
  },
  PERIOD_STATE_CHANGED: {
    sentence: "The month is in another state now.",
    money: UNTOUCHED,
    next: "Look at the checklist as it is now.",
  },
  FILE_NOT_UNDERSTOOD: {
    sentence: "The file is not a bank statement that we can read.",
    money: UNTOUCHED,
    next: "Nothing was imported. Export it again as camt.053, MT940, BAI2 or CSV.",
  },
  FILE_TOO_LARGE: {
    sentence: "The file is too large.",
    money: UNTOUCHED,
    next: "Nothing was imported. Export a shorter span of time.",
  },
  MAPPING_NEEDED: {
    sentence: "We do not know yet what the columns of this file mean.",
    money: UNTOUCHED,
    next: "Say which column holds what; it is remembered for the next file.",
  },
  STEP_UP_REQUIRED: {
    sentence: "This needs a fresh proof that it is you.",
    money: UNTOUCHED,
    next: "Send it again and confirm with your passkey or a one-time code.",
  },
  PROOF_REFUSED: {
    sentence: "The proof was not accepted: passkey, code or password is not the right one.",
    money: UNTOUCHED,
    next: "Try again. An admin can take a lost passkey or app off your account.",
  },
  PASSKEY_REQUIRED: {
    sentence: "This may only be approved with a passkey.",
    money: UNTOUCHED,
    next: "Sign with a passkey; you can add one under Security in your menu.",
  },
  CHALLENGE_OVER: {
    sentence: "The time to confirm this is over, or it was confirmed before.",
    money: UNTOUCHED,
    next: "Start the confirmation again.",
  },
  CREDENTIAL_LIMIT: {
    sentence: "You have as many of these as one person may have, or this one already.",
    money: UNTOUCHED,
    next: "Remove one that you no longer use, then add the new one.",
  },
  TOO_MANY_ATTEMPTS: {
    sentence: "Too many attempts in a short time.",
    money: UNTOUCHED,
    next: "Wait a minute, then try again.",
  },
  SERVICE_UNAVAILABLE: {
    sentence: "The service cannot answer right now.",
    money: "What was asked before this is kept and goes on by itself.",
    next: "Try again in a moment.",
  },
  INTERNAL: {
    sentence: "Something went wrong on our side.",
    money: "If you sent something, look at its state before you send it again.",
    next: "Try again; if it stays, give the trace id to an engineer.",
  },
} as const satisfies Record<DomainErrorCode | "INTERNAL", ErrorMessage>;
