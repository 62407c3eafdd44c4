/** The classes of an account, as the books of a company have them; clearing accounts must come back to zero. */
export type AccountClass = "asset" | "liability" | "equity" | "income" | "expense" | "clearing";

/** What kind of event a journal tells of. Only the first three may touch what mirrors Stripe's balance. */
export type JournalKind = "BT" | "BT_SETTLE" | "OPENING" | "RECLASS" | "BANK" | "ADJ" | "REVERSAL";

/** What the database needs to know of an account before it takes entries. */
export interface AccountNature {
  readonly class: AccountClass;
  readonly normalSide: "debit" | "credit";
  readonly allowedKinds: readonly JournalKind[];
  /** What people read. */
  readonly label: string;
}

const FEED: readonly JournalKind[] = ["BT", "BT_SETTLE", "OPENING"];
const CORRECTABLE: readonly JournalKind[] = ["BT", "RECLASS", "BANK", "ADJ", "REVERSAL"];

function nature(kind: AccountClass, label: string): AccountNature {
  const credit = kind === "liability" || kind === "income" || kind === "equity";
  return { class: kind, normalSide: credit ? "credit" : "debit", allowedKinds: CORRECTABLE, label };
}

const FIXED = {
  "A.stripe_held.network_reserve": nature("asset", "Held for card networks"),
  "A.stripe_held.min_balance": nature("asset", "Minimum balance held back from payouts"),
  "A.bank.transit": nature("asset", "On the way between Stripe and the bank"),
  "A.dispute_receivable": nature("asset", "Withdrawn for open disputes"),
  "A.stripe_held.connect_reserve": nature("asset", "Held for connected accounts"),
  "L.customer_due": nature("liability", "Owed to customers whose refund failed"),
  "L.connected": nature("liability", "Owed to connected accounts"),
  "L.unreconciled_customer_funds": nature("liability", "Customers' money not yet matched"),
  "L.tax": nature("liability", "Taxes collected"),
  "L.stripe_advance": nature("liability", "Advances by Stripe"),
  "L.issuing": nature("liability", "Issued cards"),
  "L.obligations": nature("liability", "Treasury obligations"),
  "I.sales": nature("income", "Sales"),
  "I.refunds": { ...nature("income", "Refunds"), normalSide: "debit" },
  "I.application_fees": nature("income", "Application fees"),
  "I.stripe_incentive": nature("income", "Fee credits by Stripe"),
  "E.fee.stripe": nature("expense", "Stripe processing fees"),
  "E.fee.passthrough": nature("expense", "Fees of payment methods passed on"),
  "E.fee.application": nature("expense", "Application fees paid"),
  "E.fee.tax": nature("expense", "Tax on fees"),
  "E.fee.withheld_tax": nature("expense", "Tax withheld"),
  "E.fee.dispute": nature("expense", "Dispute fees"),
  "E.fee.platform": nature("expense", "Stripe product fees"),
  "E.fee.fx": nature("expense", "Currency conversion fees"),
  "E.fx_gain_loss": nature("expense", "Currency gains and losses"),
  "E.dispute_loss": nature("expense", "Lost disputes"),
  "E.writeoff": nature("expense", "Written off"),
  "E.climate": nature("expense", "Climate contributions"),
  "Q.opening": { ...nature("equity", "Opening balance"), allowedKinds: ["OPENING"] },
  "X.fx": nature("clearing", "Currency conversion"),
  "X.suspense": nature("clearing", "Suspense: not understood yet"),
  "X.reserve_transit": nature("clearing", "Between balance and reserve"),
} satisfies Record<string, AccountNature>;

export type FixedAccount = keyof typeof FIXED;

/** One segment of Stripe's balance by kind of balance and status: `A.stripe.payments.pending`. */
export type StripeBalanceAccount = `A.stripe.${string}.${string}`;
/** The company's account at a bank, by the start of the hash of its number. */
export type BankAccountCode = `A.bank.${string}`;
export type AccountCode = FixedAccount | StripeBalanceAccount | BankAccountCode;

const BANK_HASH_LENGTH = 12;

/** The account in the books for an account at a bank. `identifierHash` is the hex hash of its number. */
export function bankAccountCode(identifierHash: string): BankAccountCode {
  return `A.bank.${identifierHash.slice(0, BANK_HASH_LENGTH)}`;
}

/** Segments of Stripe's balance that we know; another gets an account of its own and a break. */
const KNOWN_SEGMENTS: Readonly<Record<string, string>> = {
  payments: "Stripe balance",
  risk_reserved: "Stripe risk reserve",
  refund_and_dispute_prefunding: "Stripe refund prefunding",
  issuing: "Stripe issuing balance",
};

/** Whether Stripe's `balance_type` is one that we know. */
export function isKnownBalanceType(balanceType: string): boolean {
  return Object.hasOwn(KNOWN_SEGMENTS, balanceType);
}

const MAX_SEGMENT = 60;

function segment(text: string): string {
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9_]/g, "_");
  return plain === "" ? "_" : plain.slice(0, MAX_SEGMENT);
}

/** The account that mirrors one segment of Stripe's balance; total over any text that Stripe may send. */
export function stripeBalanceAccount(balanceType: string, status: string): StripeBalanceAccount {
  return `A.stripe.${segment(balanceType)}.${segment(status)}`;
}

/** The nature of any account that the posting rule may name. */
export function natureOf(code: AccountCode): AccountNature {
  if (isFixed(code)) return FIXED[code];
  if (code.startsWith("A.bank.")) return nature("asset", `Bank ${code.slice("A.bank.".length)}`);
  const [, , balanceType = "", status = ""] = code.split(".");
  const name = KNOWN_SEGMENTS[balanceType] ?? `Stripe ${balanceType.replaceAll("_", " ")}`;
  return {
    class: "asset",
    normalSide: "debit",
    allowedKinds: FEED,
    label: `${name}, ${status.replaceAll("_", " ")}`,
  };
}

function isFixed(code: string): code is FixedAccount {
  return Object.hasOwn(FIXED, code);
}

/** What people read for an account's code; the code itself where we have no words for it. */
export function accountLabel(code: string): string {
  if (Object.hasOwn(FIXED, code)) return FIXED[code as FixedAccount].label;
  return isDynamic(code) ? natureOf(code).label : code;
}

function isDynamic(code: string): code is StripeBalanceAccount | BankAccountCode {
  return code.startsWith("A.stripe.") || code.startsWith("A.bank.");
}

/** An account of the chart by its text; null when there is no such account. */
export function accountCode(text: string): AccountCode | null {
  return isFixed(text) || isDynamic(text) ? text : null;
}

/** Whether a person's approved journal may have a leg on it: never what mirrors Stripe's balance. */
export function isAdjustable(code: AccountCode): boolean {
  return natureOf(code).allowedKinds.includes("ADJ");
}

/** The accounts that a person may choose for an adjustment, with the words people read. */
export function adjustableAccounts(): { code: FixedAccount; label: string }[] {
  return Object.keys(FIXED)
    .filter((code): code is FixedAccount => isFixed(code) && isAdjustable(code))
    .map((code) => ({ code, label: FIXED[code].label }));
}
