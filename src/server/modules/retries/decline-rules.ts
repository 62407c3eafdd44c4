/** What a decline means for the same method: never again; only after its data changed; only with the customer; later. */
export type DeclineMeaning = "never" | "renew" | "customer" | "wait" | "again";

interface DeclineRule {
  readonly meaning: DeclineMeaning;
  /** Why the bank said no, as a sentence for the person who looks at it. */
  readonly why: string;
}

const HOUR_MS = 3_600_000;
const never = (why: string): DeclineRule => ({ meaning: "never", why });
const renew = (why: string): DeclineRule => ({ meaning: "renew", why });
const customer = (why: string): DeclineRule => ({ meaning: "customer", why });
const wait = (why: string): DeclineRule => ({ meaning: "wait", why });
const again = (why: string): DeclineRule => ({ meaning: "again", why });

/** What a thief must not learn, neither from this screen nor from who reads it out. */
const WITHDRAWN =
  "The bank will not take this card again. Tell the customer only that it was declined.";
const NO_MANDATE = "The customer's mandate for this method no longer holds.";
const SUSPICIOUS =
  "The payment was declined as suspicious. Tell the customer only that it was declined.";

/**
 * Stripe's decline codes (docs.stripe.com/declines/codes) and what they mean for another try. The meanings follow Stripe's
 * "next steps"; that a method is never tried again where Stripe says "contact the issuer" about loss, theft, fraud or a
 * stopped payment is our own, stricter reading.
 */
const DECLINES: ReadonlyMap<string, DeclineRule> = new Map([
  ["lost_card", never(WITHDRAWN)],
  ["stolen_card", never(WITHDRAWN)],
  ["pickup_card", never(WITHDRAWN)],
  ["fraudulent", never(SUSPICIOUS)],
  ["merchant_blacklist", never(SUSPICIOUS)],
  ["restricted_card", never(WITHDRAWN)],
  ["security_violation", never("The bank refused the card for a breach of its security rules.")],
  ["invalid_account", never("The card, or the account behind it, is not valid.")],
  ["account_closed", never("The account is closed.")],
  ["no_account", never("The bank knows no such account.")],
  ["revocation_of_authorization", never("The customer told their bank to stop this payment.")],
  [
    "revocation_of_all_authorizations",
    never("The customer told their bank to stop all payments to this shop."),
  ],
  ["stop_payment_order", never("The customer told their bank to stop this payment.")],
  ["debit_not_authorized", never("The customer told their bank that this debit is not theirs.")],
  ["payment_intent_mandate_invalid", never(NO_MANDATE)],
  ["billing_invalid_mandate", never(NO_MANDATE)],
  ["india_recurring_payment_mandate_canceled", never(NO_MANDATE)],
  ["transaction_not_allowed", never("The bank does not allow payments of this kind on this card.")],
  ["service_not_allowed", never("The bank does not allow payments of this kind on this card.")],
  ["not_permitted", never("The bank does not permit this payment.")],
  ["card_not_supported", never("The card does not support payments of this kind.")],
  ["currency_not_supported", never("The card does not support this currency.")],
  ["invalid_amount", never("The amount is more than this card allows.")],
  ["do_not_try_again", never("The bank asks not to be asked again.")],
  ["pin_try_exceeded", never("The PIN was entered wrongly too often.")],
  ["expired_card", renew("The card has expired.")],
  ["incorrect_number", renew("The card's number is wrong.")],
  ["invalid_number", renew("The card's number is wrong.")],
  ["incorrect_cvc", renew("The card's security code was wrong.")],
  ["invalid_cvc", renew("The card's security code was wrong.")],
  ["invalid_expiry_month", renew("The card's expiry date is wrong.")],
  ["invalid_expiry_year", renew("The card's expiry date is wrong.")],
  ["incorrect_zip", renew("The postal code does not belong to the card.")],
  ["incorrect_address", renew("The address does not belong to the card.")],
  ["new_account_information_available", renew("The bank has issued a new card for this account.")],
  ["authentication_required", customer("The bank wants the customer to confirm the payment.")],
  ["authentication_not_handled", customer("The customer did not confirm the payment.")],
  [
    "mobile_device_authentication_required",
    customer("The bank wants the customer to confirm the payment on their phone."),
  ],
  ["approve_with_id", customer("The bank wants to see the customer's identity.")],
  ["incorrect_pin", customer("The PIN was wrong.")],
  ["invalid_pin", customer("The PIN was wrong.")],
  ["offline_pin_required", customer("The card needs its PIN.")],
  ["online_or_offline_pin_required", customer("The card needs its PIN.")],
  ["customer_decline", customer("The customer did not approve the payment.")],
  ["call_issuer", customer("The customer has to call their bank.")],
  ["insufficient_funds", wait("There was not enough money on the account.")],
  ["debit_insufficient_funds", wait("There was not enough money on the account.")],
  ["card_velocity_exceeded", wait("The card was used too often, or above its limit.")],
  ["withdrawal_count_limit_exceeded", wait("The card was used too often, or above its limit.")],
  ["duplicate_transaction", wait("The same amount was taken from this card a moment before.")],
  ["try_again_later", again("The bank gave no reason; it may be asked again.")],
  ["do_not_honor", again("The bank refused without a reason.")],
  ["generic_decline", again("The bank refused without a reason.")],
  ["no_action_taken", again("The bank refused without a reason.")],
  ["issuer_not_available", again("The bank could not be reached.")],
  ["processing_error", again("Something went wrong while the payment was processed.")],
  ["reenter_transaction", again("The bank could not process the payment.")],
  ["provider_decline", again("The provider of this method refused.")],
]);

/** How long a method is better left alone after a decline of this meaning; our own choice, where nobody names a time. */
export const PAUSE_MS: Partial<Record<DeclineMeaning, number>> = {
  wait: 24 * HOUR_MS,
  again: HOUR_MS,
};

/** What a decline of this code means; a code that Stripe added since is taken for a refusal without a reason. */
export function declineRule(code: string | null): DeclineRule {
  return DECLINES.get(code ?? "") ?? again("The payment was refused.");
}

/** What the customer or a guard against fraud said no to, and not the bank to a card: another card is no answer to that. */
const NOT_ABOUT_THE_METHOD: ReadonlySet<string> = new Set([
  "fraudulent",
  "merchant_blacklist",
  "security_violation",
  "revocation_of_authorization",
  "revocation_of_all_authorizations",
  "stop_payment_order",
  "debit_not_authorized",
]);

/** Whether a payment that was declined with this code needs another method, or renewed data, before it can be paid. */
export function isHealedByAnotherMethod(code: string): boolean {
  const { meaning } = declineRule(code);
  return (meaning === "never" || meaning === "renew") && !NOT_ABOUT_THE_METHOD.has(code);
}

/** Methods that Stripe lets be charged again while the customer is away; the others send the customer to their bank. */
const REUSABLE: ReadonlySet<string> = new Set([
  "card",
  "link",
  "sepa_debit",
  "us_bank_account",
  "bacs_debit",
  "au_becs_debit",
  "acss_debit",
  "paypal",
  "cashapp",
  "amazon_pay",
  "revolut_pay",
]);

/** Whether a method of this type can be charged without the customer. */
export function isReusable(type: string): boolean {
  return REUSABLE.has(type);
}
