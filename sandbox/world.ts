import type { Stripe } from "stripe";
import type { TimerQueue } from "./clock/timer-queue.ts";
import type { WorldClock } from "./clock/world-clock.ts";
import type { IdSource } from "./store/deterministic-ids.ts";
import type { ObjectStore } from "./store/object-store.ts";

/** The one currency the account holds so far. */
export const ACCOUNT_CURRENCY = "eur";

/** All that the resources work on: one account with its store, its clock and its timers. */
export interface World {
  readonly accountId: string;
  readonly store: ObjectStore;
  readonly clock: WorldClock;
  readonly timers: TimerQueue;
  readonly ids: IdSource;
  /** The API request that causes what happens now; null for what the account does by itself. */
  request: Stripe.Event.Request | null;
}
