import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  claimLane,
  failLane,
  finishLane,
  holdLane,
  type LaneClaim,
  LaneLost,
} from "./feed-lane.repo.ts";
import { type StoredPage, storeTransactions } from "./store-transactions.ts";
import type { TransactionPage } from "./walk-transactions.ts";

/** Times in milliseconds of real time. */
export interface FeedTiming {
  /** How long a lane stays with a worker that says nothing. */
  readonly leaseMs: number;
  /** How often the newest transactions are looked for when nobody wakes the lane. */
  readonly pollMs: number;
}

export const DEFAULT_FEED_TIMING: FeedTiming = { leaseMs: 30_000, pollMs: 15_000 };

const BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;

/** What one run of a lane did. `drainedTo` null leaves the cursor as it is. */
export interface LaneRun {
  readonly changed: boolean;
  readonly drainedTo: Date | null;
}

/** Where pulled pages go. */
export interface FeedSink {
  readonly runtime: Runtime;
  readonly store: (page: TransactionPage) => Promise<StoredPage>;
}

/** A lane under a claim: every write goes through `store` or `hold`, which roll back once the claim is lost. */
export interface HeldLane extends FeedSink {
  readonly claim: LaneClaim;
  readonly hold: (tx: Transaction) => Promise<void>;
}

/** A sink that stores each page in one transaction, `first` doing its part in it before. */
export function openSink(runtime: Runtime, first: (tx: Transaction) => Promise<void>): FeedSink {
  const { db, scope, clock } = runtime;
  const store: FeedSink["store"] = ({ items }) =>
    db.transaction(async (tx) => {
      await first(tx);
      return storeTransactions(tx, scope, items, { via: "feed", at: clock.now() });
    });
  return { runtime, store };
}

/**
 * Claims the lane, works it and gives it back. Out: whether anything changed; null when it was not due or another has it.
 * A failure is noted on the lane, which then pauses, and is logged; a lost claim is no failure of ours.
 */
export async function runLane(
  runtime: Runtime,
  lane: { readonly feed: string; readonly every: number; readonly timing: FeedTiming },
  work: (held: HeldLane) => Promise<LaneRun>,
): Promise<boolean | null> {
  const { db, scope, log } = runtime;
  const claim = await claimLane(db, scope, lane.feed, lane.timing.leaseMs);
  if (claim === null) return null;
  const hold: HeldLane["hold"] = (tx) => holdLane(tx, scope, claim, lane.timing.leaseMs);
  const { store } = openSink(runtime, hold);
  try {
    const run = await work({ runtime, claim, store, hold });
    await finishLane(db, scope, claim, {
      pollMs: lane.timing.pollMs * lane.every,
      drainedTo: run.drainedTo,
    });
    return run.changed;
  } catch (error) {
    if (error instanceof LaneLost) return null;
    const message = error instanceof Error ? error.message : String(error);
    log.warn({ feed: lane.feed, err: error }, "feed lane failed");
    await failLane(db, scope, claim, {
      message,
      backoffMs: BACKOFF_MS,
      maxBackoffMs: MAX_BACKOFF_MS,
    });
    return false;
  }
}
