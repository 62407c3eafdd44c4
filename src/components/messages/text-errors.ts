import { type ErrorMessage, UNTOUCHED } from "./error-message.ts";

/** Refusals about what people write and read of customers and disputes. */
export const TEXT_ERRORS = {
  CARD_NUMBER_IN_TEXT: {
    sentence: "The text holds what looks like a whole card number.",
    money: UNTOUCHED,
    next: "Leave it out: the last four digits are enough. Nothing was stored.",
  },
  REVEAL_LIMIT_REACHED: {
    sentence: "You have shown personal data as often as your role allows within 24 hours.",
    money: UNTOUCHED,
    next: "Ask a colleague of finance, or wait until some of it is a day old.",
  },
  DISPUTE_NOT_OPEN: {
    sentence: "This dispute does not take evidence now.",
    money: UNTOUCHED,
    next: "Its page says what it waits for, or how it ended.",
  },
  EVIDENCE_VERSION_CONFLICT: {
    sentence: "A colleague staged another version while you wrote.",
    money: UNTOUCHED,
    next: "What you typed is kept on this page; look at the new version, then save again.",
  },
  EVIDENCE_TOO_LONG: {
    sentence: "The texts are longer than Stripe takes.",
    money: UNTOUCHED,
    next: "All fields together may have 150,000 characters.",
  },
  EVIDENCE_NOT_STAGED: {
    sentence: "No evidence is staged for this dispute.",
    money: UNTOUCHED,
    next: "Stage what is to be said on its page first; then it can be submitted.",
  },
  EVIDENCE_SUPERSEDED: {
    sentence: "Another version of the evidence was staged since.",
    money: UNTOUCHED,
    next: "Read the newest version on the dispute's page, then ask for that one.",
  },
  DISPUTE_NOT_ACCEPTABLE: {
    sentence: "Stripe does not let this dispute be accepted now.",
    money: UNTOUCHED,
    next: "Only a dispute that waits for our answer can be; an inquiry is settled by a refund.",
  },
  NOTE_UNDO_TOO_LATE: {
    sentence: "This note can no longer be taken back.",
    money: UNTOUCHED,
    next: "Write another note that says what is so.",
  },
} as const satisfies Record<string, ErrorMessage>;
