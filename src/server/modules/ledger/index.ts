export {
  type AccountBalance,
  type AsOf,
  findAccountBalances,
  findBalancesAsOf,
  sumTransactions,
} from "./accounts.repo.ts";
export { takeSnapshots } from "./balance-snapshots.repo.ts";
export { type BaseAmount, nothing, toBase } from "./base-amount.ts";
export type { BreakFinding } from "./break-finding.ts";
export { isAnsweredByEntry, recordFindings } from "./breaks.repo.ts";
export {
  type AccountCode,
  accountCode,
  accountLabel,
  adjustableAccounts,
  bankAccountCode,
  isAdjustable,
  natureOf,
} from "./chart-of-accounts.ts";
export { findPostedJournal } from "./corrections.repo.ts";
export { KNOWN_TYPES } from "./counter-accounts.ts";
export { findUnassignedPayouts } from "./due-work.repo.ts";
export {
  claimLane,
  failLane,
  finishLane,
  holdLane,
  LaneLost,
  startFeedAt,
  wantLane,
} from "./feed-lane.repo.ts";
export { type FeedTiming, type HeldLane, type LaneRun, runLane } from "./feed-lanes.ts";
export { findRate } from "./fx-rate.repo.ts";
export { lastDrift } from "./last-drift.ts";
export { findMissingTransactions, type MissingTransaction } from "./missing-transactions.repo.ts";
export { sumOpenings } from "./opening-sums.repo.ts";
export {
  type JournalDraft,
  postBalanceTransaction,
  postedSegment,
  settleBalanceTransaction,
  type TransactionFacts,
} from "./post-balance-transaction.ts";
export { postJournals } from "./post-journals.ts";
export {
  findClearingJournal,
  findJournalOfSource,
  findJournalOfTransaction,
  type PostedJournal,
  type PostedLeg,
} from "./posted-journal.repo.ts";
export { BALANCE_FEED, drainFeed, pullFeedOnce } from "./pull-feed.ts";
export { type BalanceComparison, compareWithStripe, driftFindings } from "./read-balance.ts";
export { conditionOfJournals } from "./read-ledger.ts";
export { reverseJournal } from "./reverse-journal.ts";
export { storeTransactions } from "./store-transactions.ts";
export { factsHash, factsOf } from "./transaction-facts.ts";
export { type LedgerCheck, type LedgerVerification, verifyLedger } from "./verify-ledger.ts";
export { walkTransactions } from "./walk-transactions.ts";
