import { ApiError } from "../../protocol/api-error.ts";
import { type TestCard, testCardByNumber } from "../test-cards.ts";

/** What a person or a client types off a card. */
export interface CardData {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  /** Null where none was given, which the API allows. */
  readonly cvc: string | null;
}

export interface CardProblem {
  readonly code:
    | "incorrect_number"
    | "invalid_number"
    | "invalid_expiry_month"
    | "invalid_expiry_year"
    | "invalid_cvc";
  readonly field: "number" | "exp_month" | "exp_year" | "cvc";
  readonly message: string;
}

/**
 * The test card that the data describes, or the first thing that is wrong with it, with the codes of
 * docs.stripe.com/testing (invalid data). A number that a real card could have is refused and kept nowhere.
 */
export function readCard(
  data: CardData,
  nowMs: number,
): { card: TestCard } | { problem: CardProblem } {
  const card = testCardByNumber(data.number);
  if (card === undefined) return { problem: numberProblem(data.number.replace(/\D/g, "")) };
  const problem = expiryProblem(data, nowMs) ?? cvcProblem(card, data.cvc);
  return problem === null ? { card } : { problem };
}

/** 402, as Stripe answers a card whose data cannot be right. */
export function cardRefused({ code, field, message }: CardProblem): ApiError {
  return new ApiError(402, { type: "card_error", code, message, param: field });
}

function numberProblem(digits: string): CardProblem {
  const field = "number";
  if (digits.length < 13 || digits.length > 19)
    return {
      code: "invalid_number",
      field,
      message: "The card number is not a valid credit card number.",
    };
  if (!passesChecksum(digits))
    return { code: "incorrect_number", field, message: "Your card number is incorrect." };
  return {
    code: "incorrect_number",
    field,
    message:
      "This may be the number of a real card. Only test cards can be used here; nothing was stored.",
  };
}

/** The checksum of card numbers (ISO/IEC 7812-1): from the right, every other digit counts double. */
export function passesChecksum(digits: string): boolean {
  const sum = digits
    .split("")
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

/** What is wrong with a date of expiry: no such month, over already, or too far away. */
export function expiryProblem(
  { expMonth, expYear }: Pick<CardData, "expMonth" | "expYear">,
  nowMs: number,
): CardProblem | null {
  if (!Number.isInteger(expMonth) || expMonth < 1 || expMonth > 12)
    return {
      code: "invalid_expiry_month",
      field: "exp_month",
      message: "Your card's expiration month is invalid.",
    };
  const now = new Date(nowMs);
  const thisYear = now.getUTCFullYear();
  if (!Number.isInteger(expYear) || expYear < thisYear || expYear > thisYear + 50)
    return {
      code: "invalid_expiry_year",
      field: "exp_year",
      message: "Your card's expiration year is invalid.",
    };
  return expYear === thisYear && expMonth < now.getUTCMonth() + 1
    ? {
        code: "invalid_expiry_month",
        field: "exp_month",
        message: "Your card's expiration month is in the past.",
      }
    : null;
}

function cvcProblem({ brand }: TestCard, cvc: string | null): CardProblem | null {
  const length = brand === "amex" ? "3,4" : "3";
  return cvc === null || new RegExp(`^\\d{${length}}$`).test(cvc)
    ? null
    : { code: "invalid_cvc", field: "cvc", message: "Your card's security code is invalid." };
}
