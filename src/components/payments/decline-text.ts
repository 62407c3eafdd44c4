interface DeclineText {
  /** For a list. */
  readonly short: string;
  /** What the person on the phone may be told. Nothing that would help a thief. */
  readonly advice: string;
}

const BANK = "The customer can ask their bank, or pay with another card.";
const ANOTHER = "The customer needs another payment method.";
const AGAIN = "Trying again later can work.";
const CHECK = "The customer can check what they entered and try again.";

/** Stripe's decline and failure codes in plain words. Stolen and lost cards are called declined, as the bank does. */
const TEXTS: Readonly<Record<string, DeclineText>> = {
  generic_decline: { short: "Declined by the bank", advice: BANK },
  do_not_honor: { short: "Declined by the bank", advice: BANK },
  card_declined: { short: "Declined by the bank", advice: BANK },
  lost_card: { short: "Declined by the bank", advice: ANOTHER },
  stolen_card: { short: "Declined by the bank", advice: ANOTHER },
  pickup_card: { short: "Declined by the bank", advice: ANOTHER },
  fraudulent: { short: "Declined as suspicious", advice: ANOTHER },
  merchant_blacklist: { short: "Declined as suspicious", advice: ANOTHER },
  insufficient_funds: { short: "Not enough money", advice: `${AGAIN} So can another card.` },
  card_velocity_exceeded: { short: "Card limit reached", advice: `${AGAIN} So can another card.` },
  withdrawal_count_limit_exceeded: { short: "Card limit reached", advice: AGAIN },
  expired_card: { short: "Card expired", advice: ANOTHER },
  incorrect_cvc: { short: "Wrong security code", advice: CHECK },
  invalid_cvc: { short: "Wrong security code", advice: CHECK },
  incorrect_number: { short: "Wrong card number", advice: CHECK },
  invalid_number: { short: "Wrong card number", advice: CHECK },
  invalid_expiry_month: { short: "Wrong expiry date", advice: CHECK },
  invalid_expiry_year: { short: "Wrong expiry date", advice: CHECK },
  incorrect_zip: { short: "Wrong postal code", advice: CHECK },
  authentication_required: {
    short: "Bank wants to check it is them",
    advice: "The customer has to confirm the payment with their bank.",
  },
  payment_intent_authentication_failure: {
    short: "Bank check failed",
    advice: "The customer did not pass the bank's check. They can try again.",
  },
  card_not_supported: { short: "Card does not allow this", advice: ANOTHER },
  transaction_not_allowed: { short: "Card does not allow this", advice: ANOTHER },
  currency_not_supported: { short: "Card does not take this currency", advice: ANOTHER },
  processing_error: { short: "Error at the bank", advice: AGAIN },
  issuer_not_available: { short: "Bank could not be reached", advice: AGAIN },
  try_again_later: { short: "Bank asks to try later", advice: AGAIN },
  customer_decline: {
    short: "Declined by the customer",
    advice: "The customer refused the payment. They can try again.",
  },
  debit_insufficient_funds: { short: "Not enough money", advice: AGAIN },
  invalid_account: { short: "Account is not valid", advice: ANOTHER },
  provider_decline: { short: "Declined by the provider", advice: ANOTHER },
  debit_not_authorized: {
    short: "Debit not authorised",
    advice: "The customer has to agree to the debit again.",
  },
  bank_account_restricted: { short: "Bank account restricted", advice: ANOTHER },
  account_closed: { short: "Bank account closed", advice: ANOTHER },
};

/** What a decline code means; an unknown code is shown as it is. */
export function declineText(code: string): DeclineText {
  return TEXTS[code] ?? { short: `Declined: ${code.replaceAll("_", " ")}`, advice: BANK };
}
