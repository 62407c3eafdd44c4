import { type ErrorMessage, UNTOUCHED } from "./error-message.ts";

/** Why an override cannot be done on what it is about. */
export const OVERRIDE_ERRORS = {
  REFUND_BLOCKED_BY_DISPUTE: {
    sentence: "The payment is disputed, and Stripe takes no refund of it.",
    money: "The disputed money is with the customer's bank until the dispute ends.",
    next: "Answer the dispute, or accept it: accepting leaves the money with the customer.",
  },
  CONNECT_CHOICE_REQUIRED: {
    sentence: "This payment was passed on to a connected account.",
    money: UNTOUCHED,
    next: "Say whether the transfer is taken back and whether our fee is given back too.",
  },
  PAYMENT_NOT_CAPTURABLE: {
    sentence: "There is nothing to capture on this payment.",
    money: UNTOUCHED,
    next: "Look at its state: it may be captured already, cancelled, or its authorisation is over.",
  },
  PAYMENT_NOT_CANCELABLE: {
    sentence: "This payment cannot be cancelled any more.",
    money: UNTOUCHED,
    next: "What was taken can be refunded.",
  },
  AMOUNT_EXCEEDS_CAPTURABLE: {
    sentence: "That is more than was authorised.",
    money: UNTOUCHED,
    next: "Capture at most what the payment says; more needs a new payment.",
  },
  REFUND_NOT_CANCELABLE: {
    sentence: "Stripe does not take this refund back.",
    money: "The refund goes on as it was.",
    next: "Only a refund that still waits for the customer's bank details can be cancelled.",
  },
  REVIEW_NOT_OPEN: {
    sentence: "Radar has no open review of this payment.",
    money: UNTOUCHED,
    next: "Somebody has decided it already; the payment's page says how.",
  },
  SUBSCRIPTION_ENDED: {
    sentence: "This subscription has ended.",
    money: UNTOUCHED,
    next: "It cannot be changed any more; a new one is made at Stripe.",
  },
  SUBSCRIPTION_STATE: {
    sentence: "The subscription is not in a state in which this can be done.",
    money: UNTOUCHED,
    next: "Look at how it stands now, then decide again.",
  },
  METHOD_IS_DEFAULT: {
    sentence: "That method is the customer's default already.",
    money: UNTOUCHED,
    next: "Where a charge still fails, a subscription names another method of its own.",
  },
  BULK_EMPTY: {
    sentence: "No payment of this list can be refunded.",
    money: UNTOUCHED,
    next: "The dry run says why of each line. Correct the list and run it again.",
  },
  BULK_TOO_LONG: {
    sentence: "That is more than one bulk may have.",
    money: UNTOUCHED,
    next: "Split the list and ask for each part.",
  },
  BULK_TOTAL_DIFFERS: {
    sentence: "What you typed is not the total of this list.",
    money: UNTOUCHED,
    next: "Type each total just as the dry run shows it.",
  },
  BULK_ROW_CHANGED: {
    sentence: "The payment no longer stands as it did when the list was signed.",
    money: UNTOUCHED,
    next: "Look at the payment; what is still owed can be refunded by itself.",
  },
  BULK_STATE_CHANGED: {
    sentence: "The bulk has moved on in the meantime.",
    money: "What was sent before stays sent; nothing was done by this.",
    next: "Look at how it stands now, then decide again.",
  },
  LINK_NOT_SHOWABLE: {
    sentence:
      "This link cannot be shown: it was shown already, is over, or belongs to a colleague.",
    money: UNTOUCHED,
    next: "Ask for another link; the earlier one stops working then.",
  },
  COMMAND_ALREADY_OPEN: {
    sentence: "The same is already under way for this.",
    money: UNTOUCHED,
    next: "Open the one that is under way: it can be undone there, or its answer waited for.",
  },
} as const satisfies Record<string, ErrorMessage>;
