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
} as const satisfies Record<string, ErrorMessage>;
