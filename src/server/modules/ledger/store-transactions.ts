import type { AccountScope } from "#core/mode.ts";
import { systemActor } from "#server/platform/audit/audit-actor.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { StripeBalanceTransaction } from "#server/platform/stripe/stripe-objects.ts";
import type { BreakFinding } from "./break-finding.ts";
import { recordFindings } from "./breaks.repo.ts";
import { keepRates } from "./fx-rate.repo.ts";
import { learnRates } from "./learn-rates.ts";
import {
  type JournalDraft,
  postBalanceTransaction,
  postedSegment,
  settleBalanceTransaction,
  type TransactionFacts,
} from "./post-balance-transaction.ts";
import {
  insertJournals,
  insertTransactions,
  lockStored,
  markAvailable,
  type NewTransaction,
  type StoredTransaction,
} from "./posting.repo.ts";
import { factsHash, factsOf, keptTransaction } from "./transaction-facts.ts";

interface Seen {
  readonly facts: TransactionFacts;
  readonly raw: StripeBalanceTransaction;
  readonly hash: string;
  readonly before: StoredTransaction | undefined;
}

/** What one page of the feed changed. */
export interface StoredPage {
  /** Transactions that were not stored before. */
  readonly added: number;
  /** Journals written: first postings and settlements. */
  readonly journals: number;
}

/**
 * Stores and posts one page of balance transactions in the caller's transaction. Repeatable in any order and any batches:
 * a transaction's journals depend on what Stripe says of it alone, and their keys are unique.
 * `via` tells who pulled the page; `now` is business time.
 */
export async function storeTransactions(
  tx: Transaction,
  scope: AccountScope,
  page: readonly StripeBalanceTransaction[],
  seen: { readonly via: "feed" | "import"; readonly at: Date },
): Promise<StoredPage> {
  const items = await recognise(tx, scope, page);
  const fresh = items.filter(({ before }) => before === undefined);
  const settled = items.filter(
    ({ before, facts }) => before && before.status !== facts.status && facts.status === "available",
  );
  const postings = fresh.map((item) => ({ item, posting: postBalanceTransaction(item.facts) }));
  const drafts: JournalDraft[] = [
    ...postings.flatMap(({ posting }) => posting.journal ?? []),
    ...fresh.flatMap(({ facts }) =>
      facts.status === "available" ? settleFrom(facts, postedSegment(facts)) : [],
    ),
    ...settled.flatMap(({ facts, before }) => settleFrom(facts, before?.status ?? "pending")),
  ];
  const ids = await insertJournals(tx, scope, drafts);
  const rows = postings.map(({ item, posting }): NewTransaction => {
    const { facts, raw, hash } = item;
    return {
      facts,
      raw: keptTransaction(raw),
      hash,
      journalId: (posting.journal && ids.get(posting.journal.key)) ?? null,
    };
  });
  await insertTransactions(tx, scope, rows, seen);
  await keepRates(tx, learnRates(fresh.map(({ facts }) => facts)));
  await markAvailable(
    tx,
    scope,
    settled.map(({ facts }) => facts.id),
  );
  await announce(tx, scope, {
    ids,
    breaks: [...postings.flatMap(({ posting }) => posting.breaks), ...changedBreaks(items)],
    at: seen.at,
  });
  return { added: fresh.length, journals: ids.size };
}

function settleFrom(facts: TransactionFacts, segment: string): JournalDraft[] {
  const draft = settleBalanceTransaction(facts, segment);
  return draft === null ? [] : [draft];
}

/** Each transaction once. Of two readings the available one is the newer: Stripe never makes it pending again. */
function newestOfEach(
  page: readonly StripeBalanceTransaction[],
): ReadonlyMap<string, StripeBalanceTransaction> {
  const newest = new Map<string, StripeBalanceTransaction>();
  for (const raw of page) {
    if (newest.get(raw.id)?.status !== "available") newest.set(raw.id, raw);
  }
  return newest;
}

async function recognise(
  tx: Transaction,
  scope: AccountScope,
  page: readonly StripeBalanceTransaction[],
): Promise<Seen[]> {
  const unique = newestOfEach(page);
  const stored = await lockStored(tx, scope, [...unique.keys()]);
  return [...unique.values()].map((raw) => {
    const facts = factsOf(raw);
    return { facts, raw, hash: factsHash(facts), before: stored.get(raw.id) };
  });
}

/** Stripe's transactions never change but for their status; one that did is shown, and its journal stays as it was. */
function changedBreaks(items: readonly Seen[]): BreakFinding[] {
  return items
    .filter(({ before, hash }) => before !== undefined && before.rawHash !== hash)
    .map(({ facts, hash }) => ({
      type: "CHANGED_AT_STRIPE",
      fingerprint: `CHANGED_AT_STRIPE:${facts.id}`,
      objectType: "balance_transaction",
      objectId: facts.id,
      currency: facts.currency,
      amount: facts.net,
      details: { hash },
    }));
}

async function announce(
  tx: Transaction,
  scope: AccountScope,
  result: { ids: ReadonlyMap<string, bigint>; breaks: readonly BreakFinding[]; at: Date },
): Promise<void> {
  const sighting = { by: systemActor("feed"), at: result.at, runId: null };
  await recordFindings(tx, scope, result.breaks, sighting);
  const newest = [...result.ids.values()].reduce((a, b) => (a > b ? a : b), 0n).toString();
  if (result.ids.size > 0) {
    await appendEvent(tx, scope, {
      topic: "ledger.posted",
      key: newest,
      payload: { version: 1, journals: result.ids.size, newestId: newest },
    });
  }
}
