import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import {
  assignPayout,
  type DueTransaction,
  findDueTransactions,
  findUnassignedPayouts,
} from "./due-work.repo.ts";
import { findCompleteUntil, findDueLanes } from "./feed-lane.repo.ts";
import {
  DEFAULT_FEED_TIMING,
  type FeedSink,
  type FeedTiming,
  type HeldLane,
  type LaneRun,
  openSink,
  runLane,
} from "./feed-lanes.ts";
import { readBalanceOnce } from "./read-balance.ts";
import { PAGE_SIZE, type TransactionWindow, walkTransactions } from "./walk-transactions.ts";

/** The lane that finds new transactions; whoever hears of a payment wakes it by `wanted_at`. */
export const BALANCE_FEED = "balance_transactions";

/** How far behind the cursor a normal pull looks again: transactions are listed within seconds of their making. */
const NEAR_OVERLAP_SECONDS = 600;
/** How far behind the cursor the thorough pull looks again, for what a list showed late. */
const FAR_OVERLAP_SECONDS = 72 * 3_600;
const PAYOUTS_A_RUN = 20;
const NOTHING: LaneRun = { changed: false, drainedTo: null };

/** The lanes of the feed with how many polls apart they run. Each is held by one worker at a time. */
const LANES: readonly {
  feed: string;
  every: number;
  work: (held: HeldLane, reader: StripeReader) => Promise<LaneRun>;
}[] = [
  { feed: BALANCE_FEED, every: 1, work: pullNew },
  { feed: "balance_transactions_again", every: 40, work: pullOverlap },
  { feed: "settlements", every: 2, work: settleDue },
  { feed: "payout_members", every: 2, work: assignPayouts },
  { feed: "balance", every: 4, work: readBalance },
];

/**
 * Runs what is due of the feed: new balance transactions, late ones, those that became available, members of payouts, and
 * the reading of Stripe's balance. Safe in any number of workers at once. Out: whether anything changed.
 */
export async function pullFeedOnce(
  runtime: Runtime,
  reader: StripeReader,
  timing: FeedTiming = DEFAULT_FEED_TIMING,
): Promise<"idle" | "worked"> {
  let worked = false;
  const due = await findDueLanes(
    runtime.db,
    runtime.scope,
    LANES.map(({ feed }) => feed),
  );
  for (const { feed, every, work } of LANES) {
    if (!due.has(feed)) continue;
    const changed = await runLane(runtime, { feed, every, timing }, (held) => work(held, reader));
    worked ||= changed === true;
  }
  return worked ? "worked" : "idle";
}

async function pullNew(held: HeldLane, reader: StripeReader): Promise<LaneRun> {
  const { drainedTo } = held.claim;
  return pullWindow(held, reader, drainedTo === null ? {} : since(drainedTo, NEAR_OVERLAP_SECONDS));
}

async function pullOverlap(held: HeldLane, reader: StripeReader): Promise<LaneRun> {
  const { db, scope } = held.runtime;
  const cursor = await findCompleteUntil(db, scope, BALANCE_FEED);
  if (cursor === null) return NOTHING;
  return {
    ...(await pullWindow(held, reader, since(cursor, FAR_OVERLAP_SECONDS))),
    drainedTo: null,
  };
}

/** The cursor moves to the newest creation seen, in Stripe's time, and only when every page of the window was stored. */
async function pullWindow(
  sink: FeedSink,
  reader: StripeReader,
  window: TransactionWindow,
): Promise<LaneRun> {
  let changed = false;
  let newest = 0;
  for await (const page of walkTransactions(reader, window)) {
    const { added, journals } = await sink.store(page);
    changed ||= added > 0 || journals > 0;
    for (const { created } of page.items) newest = Math.max(newest, created);
  }
  return { changed, drainedTo: newest === 0 ? null : new Date(newest * 1_000) };
}

/** Re-reads what should have become available. Stripe's own word counts, not the date. */
async function settleDue(sink: FeedSink, reader: StripeReader): Promise<LaneRun> {
  const { db, scope, clock } = sink.runtime;
  const now = clock.now();
  let changed = false;
  let after: DueTransaction | null = null;
  for (;;) {
    const due = await findDueTransactions(db, scope, now, { after, limit: PAGE_SIZE });
    const [first, last] = [due[0], due.at(-1)];
    if (!first || !last) return { changed, drainedTo: null };
    const window = {
      createdGte: secondsOf(first.createdAt),
      createdLt: secondsOf(last.createdAt) + 1,
    };
    changed = (await pullWindow(sink, reader, window)).changed || changed;
    after = last;
  }
}

async function assignPayouts(held: HeldLane, reader: StripeReader): Promise<LaneRun> {
  const { db, scope } = held.runtime;
  const payouts = await findUnassignedPayouts(db, scope, PAYOUTS_A_RUN);
  for (const { id } of payouts) {
    const members: string[] = [];
    for await (const page of walkTransactions(reader, { payoutId: id })) {
      await held.store(page);
      members.push(...page.items.map((item) => item.id));
    }
    await db.transaction(async (tx) => {
      await held.hold(tx);
      await assignPayout(tx, scope, id, members);
    });
  }
  return { changed: payouts.length > 0, drainedTo: null };
}

async function readBalance(held: HeldLane, reader: StripeReader): Promise<LaneRun> {
  const { db, scope } = held.runtime;
  const cursor = await findCompleteUntil(db, scope, BALANCE_FEED);
  if (cursor === null) return NOTHING;
  let changed = false;
  await readBalanceOnce(held.runtime, reader, async () => {
    changed = (await drainInto(held, reader, cursor)) || changed;
  });
  return { changed, drainedTo: null };
}

/**
 * Brings the books up to what Stripe has now, without a lane of its own: for who must compare at this moment. `since`:
 * from when on something may be missing, where the caller knows it better than the feed.
 */
export async function drainFeed(
  runtime: Runtime,
  reader: StripeReader,
  since?: Date,
): Promise<void> {
  const cursor = since ?? (await findCompleteUntil(runtime.db, runtime.scope, BALANCE_FEED));
  await drainInto(
    openSink(runtime, () => Promise.resolve()),
    reader,
    cursor,
  );
}

async function drainInto(
  sink: FeedSink,
  reader: StripeReader,
  cursor: Date | null,
): Promise<boolean> {
  const pulled = await pullWindow(
    sink,
    reader,
    cursor === null ? {} : since(cursor, NEAR_OVERLAP_SECONDS),
  );
  const settled = await settleDue(sink, reader);
  return pulled.changed || settled.changed;
}

function since(instant: Date, overlapSeconds: number): TransactionWindow {
  return { createdGte: secondsOf(instant) - overlapSeconds };
}

function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1_000);
}
