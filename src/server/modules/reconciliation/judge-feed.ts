import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeBalanceTransaction } from "#server/platform/stripe/stripe-objects.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import {
  type BreakFinding,
  factsHash,
  factsOf,
  findMissingTransactions,
  type MissingTransaction,
  storeTransactions,
  walkTransactions,
} from "../ledger/index.ts";
import {
  type FeedDifference,
  findStoredFacts,
  findSuspects,
  findUnposted,
  type StoredFacts,
} from "./feed-window.repo.ts";
import { dueBefore, RELIST_MS } from "./grace-periods.ts";
import { type BrokenItem, type LevelResult, magnitude, type Tally } from "./level-result.ts";
import { compareFeed } from "./list-feed.ts";
import { findLastJudged } from "./runs.repo.ts";

/** How many transactions are asked for one by one; of more, the list's word stands. */
const MOST_ASKED = 200;

/** What R0 tells, also for the levels that build on it. */
export interface FeedJudgement {
  readonly result: LevelResult;
  /** Transactions that Stripe tells otherwise than it did, with the finding of each. */
  readonly changed: readonly BreakFinding[];
  /** What objects name and Stripe does not show. */
  readonly missing: readonly MissingTransaction[];
  readonly digest: string;
}

/**
 * R0: what Stripe lists is stored, what is stored Stripe still lists, what objects name is stored, all is posted. Lists
 * from 72 hours before the last judged run, or everything. What was missing is stored at once; its break stays until the
 * next run finds nothing.
 */
export async function judgeFeed(
  runtime: Runtime,
  reader: StripeReader,
  { asOf, full }: { readonly asOf: Date; readonly full: boolean },
): Promise<FeedJudgement> {
  const { db, scope } = runtime;
  const from = full ? null : await windowStart(runtime);
  const { same, differences, listed, digest } = await compareFeed(runtime, reader, from);
  const asked = await askAgain(runtime, reader, differences);
  const notStored = differences.filter(({ kind }) => kind === "not_stored");
  const changed = changedOf(differences, listed);
  await storeMissing(
    runtime,
    reader,
    notStored.flatMap(({ id }) => listed.get(id)?.created ?? []),
  );
  const missing = await findMissingTransactions(db, scope);
  const due = dueBefore(asOf, "feed");
  const late = (id: string) => (listed.get(id)?.created ?? 0) * 1_000 < due.getTime();
  const broken: BrokenItem[] = [
    ...notStored
      .filter(({ id }) => late(id))
      .map(({ id, ...told }) => notInBooks({ id, ...told }, {})),
    ...missing
      .filter(({ objectCreatedAt }) => objectCreatedAt < due)
      .map((named) => notInBooks({ ...named, net: named.amount }, { namedBy: named.objectId })),
    ...(await findUnposted(db, scope)).map((row) =>
      notInBooks(row, { stored: "without a journal" }),
    ),
    ...asked.gone.map(notAtStripe),
  ];
  const early = [
    ...notStored.filter(({ id }) => !late(id)),
    ...missing
      .filter(({ objectCreatedAt }) => objectCreatedAt >= due)
      .map(({ currency, amount }) => ({ currency, net: amount })),
  ];
  const known = await findStoredFacts(db, scope, [
    ...changed.map(({ id }) => id),
    ...asked.changed.map(({ id }) => id),
  ]);
  const tallies: Tally[] = [
    ...same.map(({ currency, items, value }) => ({
      currency,
      matched: items,
      expected: 0n,
      value,
    })),
    ...[...changedFacts(known, changed), ...asked.there].map(({ currency, net }) =>
      one(currency, net, "matched"),
    ),
    ...early.map(({ currency, net }) => one(currency, net, "expected")),
  ];
  return {
    result: { level: "R0", tallies, broken, complete: asked.complete },
    changed: changedFindings(known, [...changed, ...asked.changed]),
    missing,
    digest,
  };
}

/** In unix seconds; null before the first run. */
async function windowStart({ db, scope }: Runtime): Promise<number | null> {
  const last = await findLastJudged(db, scope, "R0");
  return last === null ? null : Math.floor((last.getTime() - RELIST_MS) / 1_000);
}

function changedOf(
  differences: readonly FeedDifference[],
  listed: ReadonlyMap<string, StripeBalanceTransaction>,
): StripeBalanceTransaction[] {
  return differences.flatMap(({ kind, id }) => {
    const raw = kind === "changed" ? listed.get(id) : undefined;
    return raw === undefined ? [] : [raw];
  });
}

function one(currency: string, net: bigint, as: "matched" | "expected"): Tally {
  return {
    currency,
    matched: as === "matched" ? 1n : 0n,
    expected: as === "expected" ? 1n : 0n,
    value: magnitude(net),
  };
}

const changedFacts = (known: readonly StoredFacts[], raws: readonly StripeBalanceTransaction[]) =>
  known.filter(({ id }) => raws.some((raw) => raw.id === id));

/** Asks Stripe for what a list did not show, and for what an open break says of transactions outside of the window. */
async function askAgain(
  { db, scope }: Runtime,
  reader: StripeReader,
  differences: readonly FeedDifference[],
) {
  const settled = new Set(differences.filter(({ kind }) => kind === "changed").map(({ id }) => id));
  const notListed = differences.filter(({ kind }) => kind === "not_listed").map(({ id }) => id);
  const suspects = await findSuspects(db, scope);
  const ids = [...new Set([...notListed, ...suspects])].filter((id) => !settled.has(id));
  const stored = await findStoredFacts(db, scope, ids);
  const gone: StoredFacts[] = [];
  const there: StoredFacts[] = [];
  const changed: StripeBalanceTransaction[] = [];
  for (const facts of stored.slice(0, MOST_ASKED)) {
    const now = await reader.retrieveBalanceTransaction(facts.id);
    if (now === null) {
      gone.push(facts);
      continue;
    }
    if (factsHash(factsOf(now)) !== facts.rawHash) changed.push(now);
    if (notListed.includes(facts.id)) there.push(facts);
  }
  const rest = stored.slice(MOST_ASKED).filter(({ id }) => notListed.includes(id));
  const complete = stored.length <= MOST_ASKED;
  return { gone: [...gone, ...rest], there, changed, complete };
}

/** Brings in what a list shows and the books do not have, second by second, as the feed does. */
async function storeMissing(
  { db, scope, clock }: Runtime,
  reader: StripeReader,
  seconds: readonly number[],
): Promise<void> {
  for (const second of new Set(seconds)) {
    const window = { createdGte: second, createdLt: second + 1 };
    for await (const { items } of walkTransactions(reader, window)) {
      await db.transaction((tx) =>
        storeTransactions(tx, scope, items, { via: "feed", at: clock.now() }),
      );
    }
  }
}

function notInBooks(
  { id, currency, net }: { id: string; currency: string; net: bigint },
  details: Readonly<Record<string, string>>,
): BrokenItem {
  const found = transactionFinding("MISSING_IN_LEDGER", id, currency, {
    expected: net,
    actual: 0n,
  });
  return { currency, value: magnitude(net), findings: [{ ...found, details }] };
}

function notAtStripe({ id, currency, net }: StoredFacts): BrokenItem {
  const found = transactionFinding("MISSING_AT_STRIPE", id, currency, {
    expected: 0n,
    actual: net,
  });
  return { currency, value: magnitude(net), findings: [found] };
}

function changedFindings(
  known: readonly StoredFacts[],
  raws: readonly StripeBalanceTransaction[],
): BreakFinding[] {
  return raws.flatMap((raw) => {
    const before = known.find(({ id }) => id === raw.id);
    if (before === undefined) return [];
    const { amount, fee, net, type } = factsOf(raw);
    const found = transactionFinding("CHANGED_AT_STRIPE", raw.id, raw.currency, {
      expected: net,
      actual: before.net,
    });
    const details = { amount: amount.toString(), fee: fee.toString(), net: net.toString(), type };
    return [{ ...found, details }];
  });
}

function transactionFinding(
  type: "MISSING_IN_LEDGER" | "MISSING_AT_STRIPE" | "CHANGED_AT_STRIPE",
  objectId: string,
  currency: string,
  { expected, actual }: { expected: bigint; actual: bigint },
): BreakFinding {
  return {
    type,
    fingerprint: `${type}:${objectId}`,
    objectType: "balance_transaction",
    objectId,
    currency,
    amount: actual - expected,
    expected,
    actual,
    details: {},
  };
}
