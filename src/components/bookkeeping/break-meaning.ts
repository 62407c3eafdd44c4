import type { BreakType } from "#core/break-types.ts";

/** What each type of break says, for people who meet it for the first time. */
export const BREAK_MEANING: Readonly<Record<BreakType, string>> = {
  MISSING_IN_LEDGER: "Stripe lists a transaction that the books do not hold.",
  MISSING_AT_STRIPE: "The books hold a transaction that Stripe does not list any more.",
  UNMAPPED_TYPE: "Stripe sent a kind of transaction that the posting rule does not know.",
  AMOUNT_MISMATCH: "A transaction's net is not its gross less its fee.",
  FEE_MISMATCH: "The itemised fees of a transaction are not the fee that was taken.",
  CURRENCY_MISMATCH: "Parts of one transaction are in different currencies.",
  CHANGED_AT_STRIPE: "Stripe tells a transaction otherwise than it did when it was posted.",
  FX_SOURCE_UNKNOWN: "The customer paid in another currency, and that amount is not known.",
  DUPLICATE: "One transaction seems to be posted twice.",
  BALANCE_DRIFT: "The books and Stripe's own balance differ.",
  OUT_OF_BAND_REFUND: "Somebody refunded at Stripe without this console.",
  OBJECT_WITHOUT_TRANSACTION:
    "A payment, refund or dispute moved money, but no transaction says so.",
  REFUND_FUNDS_RETURNED: "A refund failed after it left: the customer does not have the money.",
  REFUND_STUCK_PENDING: "A refund has been pending for longer than it should.",
  COMMAND_UNKNOWN_STALE: "An override was sent and nobody knows yet what became of it.",
  DISPUTE_OPEN_AGED: "A dispute waits for an answer.",
  PAYOUT_SUM_MISMATCH: "A payout is not the sum of its transactions.",
  PAYOUT_FAILED_AFTER_PAID: "A payout was paid and came back.",
  PAYOUT_NOT_IN_BANK: "A payout should be on the bank's statement by now, and is not.",
  BANK_AMENDED: "A line of the bank was told differently after it was matched and booked.",
  BANK_UNKNOWN: "The bank booked something that no payout explains.",
  FEE_DRIFT: "Stripe charged other fees than were agreed.",
  FX_RESIDUAL: "A conversion was completed and left an amount over.",
  SUSPENSE_AGED: "An amount stands in suspense for too long.",
  CLEARING_AGED: "An account that must come back to zero has not for too long.",
};
