import type { Stripe } from "stripe";

/** How a decline shows in the error, on the charge and in its outcome. */
export interface Decline {
  /** Stripe's error code; most declines share `card_declined`. */
  readonly code: string;
  readonly declineCode: string;
  readonly message: string;
  readonly advice: Stripe.Charge.Outcome.AdviceCode | null;
  /** Two characters of the card network; null where no network answered. */
  readonly networkCode: string | null;
}

type Row = readonly [
  code: string,
  message: string,
  advice: Decline["advice"],
  networkCode: string | null,
];

const DECLINES: Readonly<Record<string, Row>> = {
  generic_decline: ["card_declined", "Your card was declined.", "try_again_later", "05"],
  do_not_honor: ["card_declined", "Your card was declined.", "try_again_later", "05"],
  insufficient_funds: [
    "card_declined",
    "Your card has insufficient funds.",
    "try_again_later",
    "51",
  ],
  lost_card: ["card_declined", "Your card was declined.", "do_not_try_again", "41"],
  stolen_card: ["card_declined", "Your card was declined.", "do_not_try_again", "43"],
  pickup_card: ["card_declined", "Your card was declined.", "do_not_try_again", "04"],
  fraudulent: ["card_declined", "Your card was declined.", "do_not_try_again", "59"],
  expired_card: ["expired_card", "Your card has expired.", "confirm_card_data", "54"],
  incorrect_cvc: [
    "incorrect_cvc",
    "Your card's security code is incorrect.",
    "confirm_card_data",
    "N7",
  ],
  processing_error: [
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
    "try_again_later",
    null,
  ],
  transaction_not_allowed: [
    "card_declined",
    "Your card does not support this type of purchase.",
    "do_not_try_again",
    "57",
  ],
  card_velocity_exceeded: [
    "card_declined",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    "try_again_later",
    "65",
  ],
  withdrawal_count_limit_exceeded: [
    "card_declined",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    "try_again_later",
    "61",
  ],
  authentication_required: [
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
    null,
    "1A",
  ],
  issuer_not_available: ["card_declined", "Your card was declined.", "try_again_later", "91"],
  try_again_later: ["card_declined", "Your card was declined.", "try_again_later", "19"],
  invalid_account: ["card_declined", "Your card was declined.", "do_not_try_again", "14"],
  provider_decline: [
    "payment_method_provider_decline",
    "The payment was declined by the payment method's provider.",
    null,
    null,
  ],
  customer_decline: [
    "payment_method_customer_decline",
    "The customer did not approve this payment.",
    null,
    null,
  ],
  debit_insufficient_funds: [
    "insufficient_funds",
    "The customer's account has insufficient funds to cover this payment.",
    null,
    null,
  ],
  debit_not_authorized: [
    "debit_not_authorized",
    "The customer has notified their bank that this payment was unauthorized.",
    null,
    null,
  ],
};

/** Looks a decline up by its code; an unknown code reads as a generic decline of that code. */
export function declineOf(declineCode: string): Decline {
  const [code, message, advice, networkCode] = DECLINES[declineCode] ?? [
    "card_declined",
    "Your card was declined.",
    null,
    null,
  ];
  return { code, declineCode, message, advice, networkCode };
}
