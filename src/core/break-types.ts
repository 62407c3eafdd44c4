/** The levels of reconciliation, from the feed to the fees. */
export const RECONCILIATION_LEVELS = {
  R0: "Feed: every transaction Stripe lists is stored",
  R1: "Transactions: each adds up, is understood and never changed",
  R2: "Balance: the books equal Stripe's balance",
  R3: "Objects: payments, refunds and disputes have their transactions",
  R4: "Payouts: each equals its lines",
  R5: "Bank: each payout is on a statement, and nothing else is",
  R6: "Fees and clearing: what Stripe charged is what was agreed, and what must clear does",
} as const;
export type ReconciliationLevel = keyof typeof RECONCILIATION_LEVELS;

/** What one type of break is: the level that finds it, how long it may stay open, and how it weighs beside others. */
export interface BreakNature {
  readonly level: ReconciliationLevel;
  readonly label: string;
  /** Hours until somebody must have dealt with it. */
  readonly slaHours: number;
  /** 1 to 5: the factor of severity that does not depend on the amount. */
  readonly weight: number;
}

const HOUR = 1;
const DAY = 24 * HOUR;
const BANK_DAYS = 5 * DAY;

/** Every type of break. A new one does not compile until somebody decides how urgent it is. */
export const BREAK_TYPES = {
  MISSING_IN_LEDGER: { level: "R0", label: "Missing in the ledger", slaHours: DAY, weight: 4 },
  MISSING_AT_STRIPE: { level: "R0", label: "Missing at Stripe", slaHours: DAY, weight: 5 },
  UNMAPPED_TYPE: { level: "R1", label: "Type not understood", slaHours: DAY, weight: 3 },
  AMOUNT_MISMATCH: { level: "R1", label: "Amounts do not add up", slaHours: DAY, weight: 4 },
  FEE_MISMATCH: { level: "R1", label: "Fees do not add up", slaHours: DAY, weight: 3 },
  CURRENCY_MISMATCH: { level: "R1", label: "Currencies differ", slaHours: DAY, weight: 4 },
  CHANGED_AT_STRIPE: { level: "R1", label: "Changed at Stripe", slaHours: DAY, weight: 5 },
  FX_SOURCE_UNKNOWN: { level: "R1", label: "Customer's amount unknown", slaHours: DAY, weight: 2 },
  DUPLICATE: { level: "R1", label: "Posted twice", slaHours: DAY, weight: 5 },
  BALANCE_DRIFT: { level: "R2", label: "Balance differs", slaHours: HOUR, weight: 5 },
  OUT_OF_BAND_REFUND: { level: "R3", label: "Refund made elsewhere", slaHours: 3 * DAY, weight: 2 },
  OBJECT_WITHOUT_TRANSACTION: {
    level: "R3",
    label: "No transaction for it",
    slaHours: DAY,
    weight: 4,
  },
  REFUND_FUNDS_RETURNED: { level: "R3", label: "Refund came back", slaHours: DAY, weight: 4 },
  REFUND_STUCK_PENDING: { level: "R3", label: "Refund stuck", slaHours: 3 * DAY, weight: 3 },
  COMMAND_UNKNOWN_STALE: { level: "R3", label: "Override unanswered", slaHours: 4, weight: 5 },
  DISPUTE_OPEN_AGED: { level: "R3", label: "Dispute unanswered", slaHours: 3 * DAY, weight: 3 },
  PAYOUT_SUM_MISMATCH: {
    level: "R4",
    label: "Payout is not its lines",
    slaHours: DAY,
    weight: 5,
  },
  PAYOUT_FAILED_AFTER_PAID: {
    level: "R4",
    label: "Payout came back",
    slaHours: DAY,
    weight: 5,
  },
  PAYOUT_NOT_IN_BANK: { level: "R5", label: "Not on a statement", slaHours: BANK_DAYS, weight: 4 },
  BANK_AMENDED: {
    level: "R5",
    label: "Bank line changed after its match",
    slaHours: BANK_DAYS,
    weight: 4,
  },
  BANK_UNKNOWN: { level: "R5", label: "Bank line unexplained", slaHours: BANK_DAYS, weight: 3 },
  FEE_DRIFT: { level: "R6", label: "Fees differ from the agreement", slaHours: 7 * DAY, weight: 3 },
  FX_RESIDUAL: { level: "R6", label: "Conversion not cleared", slaHours: 7 * DAY, weight: 2 },
  SUSPENSE_AGED: { level: "R6", label: "Suspense not cleared", slaHours: 3 * DAY, weight: 3 },
  CLEARING_AGED: { level: "R6", label: "Clearing not cleared", slaHours: 7 * DAY, weight: 2 },
} as const satisfies Record<string, BreakNature>;

export type BreakType = keyof typeof BREAK_TYPES;

/**
 * What an approved entry of people cannot settle: the mirror of Stripe's balance takes no entry of theirs, what is
 * unanswered or not brought in must be, and a line of the bank is covered by what stands at the bank or not at all. Every other type is expected once an entry for just this amount was approved.
 */
const NEVER_SETTLED: ReadonlySet<BreakType> = new Set<BreakType>([
  "MISSING_IN_LEDGER",
  "MISSING_AT_STRIPE",
  "CHANGED_AT_STRIPE",
  "DUPLICATE",
  "BALANCE_DRIFT",
  "OBJECT_WITHOUT_TRANSACTION",
  "COMMAND_UNKNOWN_STALE",
  "PAYOUT_SUM_MISMATCH",
  "BANK_AMENDED",
]);

/** The types whose findings an approved entry settles. */
export const SETTLED_BY_ENTRY: readonly BreakType[] = Object.keys(BREAK_TYPES)
  .filter((type): type is BreakType => Object.hasOwn(BREAK_TYPES, type))
  .filter((type) => !NEVER_SETTLED.has(type));
