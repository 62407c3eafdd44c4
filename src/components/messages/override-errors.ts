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
  COMMAND_ALREADY_OPEN: {
    sentence: "The same is already under way for this.",
    money: UNTOUCHED,
    next: "Open the one that is under way: it can be undone there, or its answer waited for.",
  },
} as const satisfies Record<string, ErrorMessage>;
