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

const DECLINED = "Your card was declined.";
const UNSUPPORTED = "Your card does not support this type of purchase.";
const TOO_OFTEN =
  "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.";
const AGAIN = "try_again_later";
const NEVER = "do_not_try_again";
const CHECK = "confirm_card_data";

/**
 * The codes are those of docs.stripe.com/declines/codes. Stripe lists neither which network code nor which advice goes with
 * which of them: both are our own choice, after what the card networks' response codes mean.
 */
const DECLINES: Readonly<Record<string, Row>> = {
  generic_decline: ["card_declined", DECLINED, AGAIN, "05"],
  approve_with_id: ["card_declined", DECLINED, AGAIN, "08"],
  authentication_not_handled: ["card_declined", DECLINED, AGAIN, null],
  authentication_required: [
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
    null,
    "1A",
  ],
  call_issuer: ["card_declined", DECLINED, NEVER, "01"],
  card_not_supported: ["card_declined", "Your card is not supported.", NEVER, "57"],
  card_velocity_exceeded: ["card_declined", TOO_OFTEN, AGAIN, "65"],
  currency_not_supported: [
    "card_declined",
    "Your card does not support this currency.",
    NEVER,
    "12",
  ],
  do_not_honor: ["card_declined", DECLINED, AGAIN, "05"],
  do_not_try_again: ["card_declined", DECLINED, NEVER, "05"],
  duplicate_transaction: [
    "card_declined",
    "A payment with identical amount and card was submitted a moment ago.",
    AGAIN,
    "94",
  ],
  expired_card: ["expired_card", "Your card has expired.", CHECK, "54"],
  fraudulent: ["card_declined", DECLINED, NEVER, "59"],
  incorrect_address: ["incorrect_address", "Your card's address is incorrect.", CHECK, null],
  incorrect_cvc: ["incorrect_cvc", "Your card's security code is incorrect.", CHECK, "N7"],
  incorrect_number: ["incorrect_number", "Your card number is incorrect.", CHECK, "14"],
  incorrect_pin: ["card_declined", "The PIN is incorrect.", AGAIN, "55"],
  incorrect_zip: ["incorrect_zip", "Your card's postal code is incorrect.", CHECK, null],
  insufficient_funds: ["card_declined", "Your card has insufficient funds.", AGAIN, "51"],
  invalid_account: ["card_declined", DECLINED, NEVER, "14"],
  invalid_amount: ["card_declined", "The payment's amount is not allowed.", NEVER, "13"],
  invalid_cvc: ["invalid_cvc", "Your card's security code is invalid.", CHECK, "N7"],
  invalid_expiry_month: [
    "invalid_expiry_month",
    "Your card's expiration month is invalid.",
    CHECK,
    "54",
  ],
  invalid_expiry_year: [
    "invalid_expiry_year",
    "Your card's expiration year is invalid.",
    CHECK,
    "54",
  ],
  invalid_number: ["invalid_number", "Your card number is invalid.", CHECK, "14"],
  invalid_pin: ["card_declined", "The PIN is invalid.", AGAIN, "55"],
  issuer_not_available: ["card_declined", DECLINED, AGAIN, "91"],
  lost_card: ["card_declined", DECLINED, NEVER, "41"],
  merchant_blacklist: ["card_declined", DECLINED, NEVER, null],
  mobile_device_authentication_required: ["card_declined", DECLINED, null, "1A"],
  new_account_information_available: ["card_declined", DECLINED, CHECK, "05"],
  no_action_taken: ["card_declined", DECLINED, AGAIN, "21"],
  not_permitted: ["card_declined", DECLINED, NEVER, "57"],
  offline_pin_required: ["card_declined", "Your card needs a PIN.", null, "70"],
  online_or_offline_pin_required: ["card_declined", "Your card needs a PIN.", null, "70"],
  pickup_card: ["card_declined", DECLINED, NEVER, "04"],
  pin_try_exceeded: ["card_declined", "The PIN was entered wrongly too often.", NEVER, "75"],
  processing_error: [
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
    AGAIN,
    null,
  ],
  reenter_transaction: ["card_declined", DECLINED, AGAIN, "19"],
  restricted_card: ["card_declined", DECLINED, NEVER, "62"],
  revocation_of_all_authorizations: ["card_declined", DECLINED, NEVER, "R1"],
  revocation_of_authorization: ["card_declined", DECLINED, NEVER, "R0"],
  security_violation: ["card_declined", DECLINED, NEVER, "63"],
  service_not_allowed: ["card_declined", DECLINED, NEVER, "57"],
  stolen_card: ["card_declined", DECLINED, NEVER, "43"],
  stop_payment_order: ["card_declined", DECLINED, NEVER, "R0"],
  testmode_decline: [
    "card_declined",
    "Your card was declined: it is a test card and no test card may be used here.",
    null,
    null,
  ],
  transaction_not_allowed: ["card_declined", UNSUPPORTED, NEVER, "57"],
  try_again_later: ["card_declined", DECLINED, AGAIN, "19"],
  withdrawal_count_limit_exceeded: ["card_declined", TOO_OFTEN, AGAIN, "61"],
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

/** Whether Stripe has a decline of this code. */
export function isDeclineCode(code: string): boolean {
  return Object.hasOwn(DECLINES, code);
}

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
