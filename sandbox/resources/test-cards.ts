/** What a test card makes happen; the table follows Stripe's public page on testing. */
export interface TestCard {
  /** `pm_card_<token>`, and for the simple ones also `tok_<token>`. */
  readonly token: string;
  readonly number: string;
  readonly brand: string;
  readonly country: string;
  readonly funding: "credit" | "debit" | "prepaid";
  /** Declined with this code; `attaches` says that saving the card still works. */
  readonly decline?: { readonly code: string; readonly attaches: boolean };
  readonly risk?: "elevated" | "highest";
  readonly blocked?: true;
  /** The bank asks for 3-D Secure: on each payment, or only while the customer is there. */
  readonly authentication?: "always" | "unless_off_session";
  readonly refund?: "pending" | "fails";
  readonly availableAtOnce?: true;
}

const VISA = { brand: "visa", country: "US", funding: "credit" } as const;

function declining(token: string, number: string, code: string): TestCard {
  return { ...VISA, token, number, decline: { code, attaches: false } };
}

const TEST_CARDS: readonly TestCard[] = [
  { ...VISA, token: "visa", number: "4242424242424242" },
  { ...VISA, token: "visa_debit", number: "4000056655665556", funding: "debit" },
  { ...VISA, token: "mastercard", number: "5555555555554444", brand: "mastercard" },
  {
    ...VISA,
    token: "mastercard_debit",
    number: "5200828282828210",
    brand: "mastercard",
    funding: "debit",
  },
  {
    ...VISA,
    token: "mastercard_prepaid",
    number: "5105105105105100",
    brand: "mastercard",
    funding: "prepaid",
  },
  { ...VISA, token: "amex", number: "378282246310005", brand: "amex" },
  { ...VISA, token: "de", number: "4000002760000016", country: "DE" },
  { ...VISA, token: "fr", number: "4000002500000003", country: "FR" },
  { ...VISA, token: "nl", number: "4000005280000002", country: "NL" },
  declining("chargeDeclined", "4000000000000002", "generic_decline"),
  declining("visa_chargeDeclined", "4000000000000002", "generic_decline"),
  declining("chargeDeclinedInsufficientFunds", "4000000000009995", "insufficient_funds"),
  declining("visa_chargeDeclinedInsufficientFunds", "4000000000009995", "insufficient_funds"),
  declining("chargeDeclinedLostCard", "4000000000009987", "lost_card"),
  declining("visa_chargeDeclinedLostCard", "4000000000009987", "lost_card"),
  declining("chargeDeclinedStolenCard", "4000000000009979", "stolen_card"),
  declining("visa_chargeDeclinedStolenCard", "4000000000009979", "stolen_card"),
  declining("chargeDeclinedExpiredCard", "4000000000000069", "expired_card"),
  declining("chargeDeclinedIncorrectCvc", "4000000000000127", "incorrect_cvc"),
  declining("chargeDeclinedProcessingError", "4000000000000119", "processing_error"),
  declining("chargeDeclinedVelocityLimitExceeded", "4000000000006975", "card_velocity_exceeded"),
  {
    ...VISA,
    token: "chargeCustomerFail",
    number: "4000000000000341",
    decline: { code: "generic_decline", attaches: true },
  },
  {
    ...VISA,
    token: "authenticationRequiredOnSetup",
    number: "4000002500003155",
    authentication: "unless_off_session",
  },
  {
    ...VISA,
    token: "authenticationRequired",
    number: "4000002760003184",
    authentication: "always",
  },
  { ...VISA, token: "riskLevelElevated", number: "4000000000009235", risk: "elevated" },
  { ...VISA, token: "riskLevelHighest", number: "4000000000004954", risk: "highest" },
  { ...VISA, token: "radarBlock", number: "4100000000000019", risk: "highest", blocked: true },
  { ...VISA, token: "pendingRefund", number: "4000000000007726", refund: "pending" },
  { ...VISA, token: "refundFail", number: "4000000000005126", refund: "fails" },
  { ...VISA, token: "bypassPending", number: "4000000000000077", availableAtOnce: true },
];

/** `pm_card_visa` and `tok_visa` name the same card. */
export function testCardByToken(token: string): TestCard | undefined {
  const name = token.replace(/^pm_card_/, "").replace(/^tok_/, "");
  return TEST_CARDS.find((card) => card.token === name);
}

/** Finds a card by its digits; blanks are ignored. Where two rows share a number the first one speaks. */
export function testCardByNumber(number: string): TestCard | undefined {
  const digits = number.replace(/\D/g, "");
  return TEST_CARDS.find((card) => card.number === digits);
}
