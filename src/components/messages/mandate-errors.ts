import { type ErrorMessage, UNTOUCHED } from "./error-message.ts";

/** Refusals about who signs in whose place. */
export const MANDATE_ERRORS = {
  DELEGATE_UNFIT: {
    sentence: "This person cannot stand in for you.",
    money: UNTOUCHED,
    next: "Choose a colleague who decides the same sort of things and is still here.",
  },
  DELEGATION_PERIOD: {
    sentence: "You cannot be away at these times.",
    money: UNTOUCHED,
    next: "The end must lie ahead and after the beginning, at most 90 days later.",
  },
  DELEGATION_OVERLAPS: {
    sentence: "One of you two is away, or stands in for another, at that time already.",
    money: UNTOUCHED,
    next: "End that first, or choose another colleague: nobody is away and stands in at once.",
  },
  BREAK_GLASS_OPEN: {
    sentence: "Your break-glass is open already.",
    money: UNTOUCHED,
    next: "Use it, or end it first.",
  },
  BREAK_GLASS_LIMIT: {
    sentence: "You have opened break-glass as often as one person may within 30 days.",
    money: UNTOUCHED,
    next: "Ask another admin, and have somebody named who can decide: this is no everyday means.",
  },
  BREAK_GLASS_NOT_REVIEWABLE: {
    sentence: "This is not waiting for a review.",
    money: UNTOUCHED,
    next: "It is still open, or a colleague has reviewed it; the page says which.",
  },
  REVIEWER_TOOK_PART: {
    sentence: "You took part in what was done under it.",
    money: UNTOUCHED,
    next: "An admin or manager who did not must review it.",
  },
} as const satisfies Record<string, ErrorMessage>;
