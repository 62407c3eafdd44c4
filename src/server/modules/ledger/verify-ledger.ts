import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeBalanceTransaction } from "#server/platform/stripe/stripe-objects.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { findAccountBalances, sumMirror, sumTransactions } from "./accounts.repo.ts";
import { accountLabel, stripeBalanceAccount } from "./chart-of-accounts.ts";
import { sumOpenings } from "./opening-sums.repo.ts";
import {
  postBalanceTransaction,
  postedSegment,
  settleBalanceTransaction,
} from "./post-balance-transaction.ts";
import { drainFeed } from "./pull-feed.ts";
import { type BalanceComparison, readBalanceOnce } from "./read-balance.ts";
import { factsOf } from "./transaction-facts.ts";
import {
  countViolations,
  findReplayRows,
  type ReplayRow,
  type Violations,
} from "./verification.repo.ts";

/** One thing that must hold; `violations` counts what breaks it, in rows or in minor units as `unit` says. */
export interface LedgerCheck {
  readonly name: string;
  readonly unit: "rows" | "minor";
  readonly violations: bigint;
}

export interface LedgerVerification {
  readonly accounts: readonly {
    readonly code: string;
    readonly label: string;
    readonly currency: string;
    readonly balance: bigint;
    readonly entries: bigint;
  }[];
  /** Sum of the absolute differences between books and transactions, and books and Stripe's balance, in minor units. */
  readonly drift: bigint;
  readonly journals: bigint;
  readonly entries: bigint;
  readonly checks: readonly LedgerCheck[];
  /** Null where Stripe was not asked; `drift` inside is null when its balance moved each time it was compared. */
  readonly stripe: readonly BalanceComparison[] | null;
  /** Nothing is violated, and Stripe's balance, where asked, could be compared and is equal. */
  readonly ok: boolean;
}

/**
 * Proves the books from scratch: every journal balances and belongs to a transaction, every transaction is posted as the
 * rule posts it today, the mirror of Stripe's balance equals the sum of the transactions, and, with a reader, equals the
 * balance Stripe reports behind a read fence. Reads everything; changes nothing but what the feed still had to pull.
 */
export async function verifyLedger(
  runtime: Runtime,
  reader?: StripeReader,
): Promise<LedgerVerification> {
  const stripe =
    reader === undefined
      ? null
      : await readBalanceOnce(runtime, reader, () => drainFeed(runtime, reader));
  const { db, scope } = runtime;
  const [accounts, counted, mirrorDrift, replayed] = await Promise.all([
    findAccountBalances(db, scope),
    countViolations(db, scope),
    compareMirror(runtime),
    countReplayDifferences(runtime),
  ]);
  const checks = checksOf(counted, {
    trial: trialBalance(accounts),
    mirror: mirrorDrift,
    replayed,
  });
  const stripeDrift = (stripe ?? []).reduce((sum, { drift }) => sum + (drift ?? 0n), 0n);
  const drift = mirrorDrift + stripeDrift;
  return {
    accounts: accounts.map(({ code, currency, balance, entries }) => ({
      code,
      label: accountLabel(code),
      currency,
      balance,
      entries,
    })),
    drift,
    journals: counted.journals,
    entries: counted.entries,
    checks,
    stripe,
    ok:
      drift === 0n &&
      checks.every(({ violations }) => violations === 0n) &&
      !stripe?.some((row) => row.drift === null),
  };
}

function checksOf(
  counted: Violations,
  found: { readonly trial: bigint; readonly mirror: bigint; readonly replayed: bigint },
): LedgerCheck[] {
  return [
    {
      name: "journals balance in each currency",
      unit: "rows",
      violations: counted.unbalancedJournals,
    },
    { name: "journals have two legs or more", unit: "rows", violations: counted.shortJournals },
    {
      name: "entries are in their account's currency",
      unit: "rows",
      violations: counted.foreignEntries,
    },
    {
      name: "journals belong to a transaction",
      unit: "rows",
      violations: counted.journalsWithoutTransaction,
    },
    {
      name: "transactions are posted",
      unit: "rows",
      violations: counted.transactionsWithoutJournal,
    },
    {
      name: "only Stripe's transactions touch the mirror of its balance",
      unit: "rows",
      violations: counted.mirrorEntriesByOthers,
    },
    {
      name: "people's journals were signed by another person",
      unit: "rows",
      violations: counted.journalsWithoutApproval,
    },
    {
      name: "reversals mirror what they take back",
      unit: "rows",
      violations: counted.crookedReversals,
    },
    {
      name: "snapshots equal the entries they cover",
      unit: "rows",
      violations: counted.wrongSnapshots,
    },
    { name: "all accounts sum to zero", unit: "minor", violations: found.trial },
    { name: "mirror equals the transactions", unit: "minor", violations: found.mirror },
    { name: "posting again gives the same journals", unit: "rows", violations: found.replayed },
  ];
}

function trialBalance(accounts: readonly { currency: string; balance: bigint }[]): bigint {
  const sums = new Map<string, bigint>();
  for (const { currency, balance } of accounts)
    sums.set(currency, (sums.get(currency) ?? 0n) + balance);
  return [...sums.values()].reduce((total, sum) => total + magnitude(sum), 0n);
}

async function compareMirror(runtime: Runtime): Promise<bigint> {
  const [mirror, transactions, openings] = await Promise.all([
    sumMirror(runtime.db, runtime.scope),
    sumTransactions(runtime.db, runtime.scope),
    sumOpenings(runtime.db, runtime.scope),
  ]);
  const differences = new Map<string, bigint>();
  const add = (key: string, amount: bigint): void => {
    differences.set(key, (differences.get(key) ?? 0n) + amount);
  };
  for (const { currency, segment, total } of mirror) add(`A.stripe.${segment} ${currency}`, total);
  for (const { currency, segment, total } of openings)
    add(`A.stripe.${segment} ${currency}`, -total);
  for (const { currency, balanceType, status, total } of transactions) {
    add(`${stripeBalanceAccount(balanceType, status)} ${currency}`, -total);
  }
  return [...differences.values()].reduce((sum, difference) => sum + magnitude(difference), 0n);
}

const REPLAY_BATCH = 1_000;

async function countReplayDifferences({ db, scope }: Runtime): Promise<bigint> {
  let differences = 0n;
  let after = "";
  for (;;) {
    const rows = await findReplayRows(db, scope, after, REPLAY_BATCH);
    differences += BigInt(rows.filter((row) => !isPostedByRule(row)).length);
    const last = rows.at(-1);
    if (!last || rows.length < REPLAY_BATCH) return differences;
    after = last.id;
  }
}

/** The sums are compared, as a transaction may have been seen on its way or only when it was available. */
function isPostedByRule(row: ReplayRow): boolean {
  const facts = factsOf(row.raw as object as StripeBalanceTransaction);
  const { journal } = postBalanceTransaction(facts);
  const settlement =
    facts.status === "available" ? settleBalanceTransaction(facts, postedSegment(facts)) : null;
  const effects = new Map<string, bigint>();
  for (const { account, currency, amount } of [
    ...(journal?.legs ?? []),
    ...(settlement?.legs ?? []),
  ]) {
    const key = `${account} ${currency}`;
    effects.set(key, (effects.get(key) ?? 0n) + amount);
  }
  const expected = [...effects]
    .filter(([, sum]) => sum !== 0n)
    .map(([key, sum]) => `${key} ${sum}`);
  return expected.toSorted().join("\n") === (row.effects ?? []).toSorted().join("\n");
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
