import { ERROR_MESSAGES } from "#components/messages/en.ts";
import { holdsCardNumber } from "#core/card-number.ts";

/** Why a text of people cannot be stored, while it is typed: it holds a whole card number. */
export function cardNumberProblem(text: string): string | undefined {
  const { sentence, next } = ERROR_MESSAGES.CARD_NUMBER_IN_TEXT;
  return holdsCardNumber(text) ? `${sentence} ${next}` : undefined;
}
