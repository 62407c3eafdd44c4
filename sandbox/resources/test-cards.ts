import { isDeclineCode } from "./decline-codes.ts";
import { PLAIN_TEST_CARDS } from "./setup/plain-test-cards.ts";

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
  /**
   * The bank asks for 3-D Secure whenever the customer is there. When nobody is there it declines: always, or unless the
   * card was set up for that before, or never, as with a card that counts as set up from the start.
   */
  readonly authentication?: "always" | "unless_set_up" | "already_set_up";
  /** Which of the checks of a card's data fails; the payment goes through. */
  readonly failingCheck?: "address" | "line1" | "postal_code" | "cvc";
  readonly refund?: "pending" | "fails";
  readonly availableAtOnce?: true;
  /** Which disputes follow the payment; and whether the issuer reports it as fraud. */
  readonly dispute?: "fraudulent" | "not_received" | "inquiry" | "multiple" | "compelling_evidence";
  readonly fraudRecord?: true;
}

const VISA = { brand: "visa", country: "US", funding: "credit" } as const;

function declining(token: string, number: string, code: string): TestCard {
  return { ...VISA, token, number, decline: { code, attaches: false } };
}

const TEST_CARDS: readonly TestCard[] = [
  ...PLAIN_TEST_CARDS,
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
    authentication: "unless_set_up",
  },
  {
    ...VISA,
    token: "authenticationRequiredSetupForOffSession",
    number: "4000003800000446",
    authentication: "already_set_up",
  },
  {
    ...VISA,
    token: "authenticationRequiredChargeDeclinedInsufficientFunds",
    number: "4000008260003178",
    authentication: "always",
    decline: { code: "insufficient_funds", attaches: true },
  },
  { ...VISA, token: "threeDSecure2Required", number: "4000000000003220", authentication: "always" },
  { ...VISA, token: "threeDSecureRequired", number: "4000000000003063", authentication: "always" },
  {
    ...VISA,
    token: "threeDSecureRequiredChargeDeclined",
    number: "4000008400001629",
    authentication: "always",
    decline: { code: "generic_decline", attaches: false },
  },
  {
    ...VISA,
    token: "threeDSecureRequiredProcessingError",
    number: "4000008400001280",
    authentication: "always",
    decline: { code: "processing_error", attaches: false },
  },
  { ...VISA, token: "threeDSecureOptional", number: "4000000000003055" },
  { ...VISA, token: "avsFail", number: "4000000000000010", failingCheck: "address" },
  { ...VISA, token: "avsLine1Fail", number: "4000000000000028", failingCheck: "line1" },
  { ...VISA, token: "avsZipFail", number: "4000000000000036", failingCheck: "postal_code" },
  { ...VISA, token: "cvcCheckFail", number: "4000000000000101", failingCheck: "cvc" },
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
  { ...VISA, token: "createDispute", number: "4000000000000259", dispute: "fraudulent" },
  {
    ...VISA,
    token: "createDisputeProductNotReceived",
    number: "4000000000002685",
    dispute: "not_received",
  },
  { ...VISA, token: "createDisputeInquiry", number: "4000000000001976", dispute: "inquiry" },
  { ...VISA, token: "createMultipleDisputes", number: "4000000404000079", dispute: "multiple" },
  {
    ...VISA,
    token: "createCe3EligibleDispute",
    number: "4000000404000038",
    dispute: "compelling_evidence",
  },
  { ...VISA, token: "createIssuerFraudRecord", number: "4000000000005423", fraudRecord: true },
];

/** `pm_card_visa` and `tok_visa` name the same card. */
export function testCardByToken(token: string): TestCard | undefined {
  const name = token.replace(/^pm_card_/, "").replace(/^tok_/, "");
  return TEST_CARDS.find((card) => card.token === name) ?? cardDecliningWith(name);
}

const DECLINING_WITH = "sandboxDecline_";

/**
 * Our own, for the decline codes that no test card of Stripe's has: `pm_card_sandboxDecline_do_not_honor` can be saved and
 * is then declined with that code.
 */
function cardDecliningWith(name: string): TestCard | undefined {
  const code = name.startsWith(DECLINING_WITH) ? name.slice(DECLINING_WITH.length) : "";
  if (!isDeclineCode(code)) return undefined;
  return { ...VISA, token: name, number: "4000000000000341", decline: { code, attaches: true } };
}

/** Finds a card by its digits; blanks are ignored. Where two rows share a number the first one speaks. */
export function testCardByNumber(number: string): TestCard | undefined {
  const digits = number.replace(/\D/g, "");
  return TEST_CARDS.find((card) => card.number === digits);
}
