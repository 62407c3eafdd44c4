import type { Stripe } from "stripe";
import type { TimerQueue } from "./clock/timer-queue.ts";
import type { WorldClock } from "./clock/world-clock.ts";
import type { FaultRules } from "./control/fault-rules.ts";
import type { Verdict } from "./resources/issuer-verdict.ts";
import type { IdSource } from "./store/deterministic-ids.ts";
import type { ObjectKind } from "./store/object-kinds.ts";
import type { ObjectStore } from "./store/object-store.ts";

/** The one currency the account holds so far. */
export const ACCOUNT_CURRENCY = "eur";

type ChangeObserver = (
  world: World,
  kind: ObjectKind,
  id: string,
  events: readonly Stripe.Event.Type[],
) => void;

/** Null leaves one invoice to the test card. */
export type InvoiceVerdict = (
  world: World,
  invoice: Stripe.Invoice,
  method: Stripe.PaymentMethod,
) => Verdict | null;

/** All that the resources work on: one account with its store, its clock and its timers. */
export interface World {
  readonly accountId: string;
  readonly store: ObjectStore;
  readonly clock: WorldClock;
  readonly timers: TimerQueue;
  readonly ids: IdSource;
  /** What was asked to go wrong. */
  readonly faults: FaultRules;
  /** Where the sandbox is reached, as in `http://127.0.0.1:8124`; the pages it serves to people stand below it. */
  origin: string;
  /** The API request that causes what happens now; null for what the account does by itself. */
  request: Stripe.Event.Request | null;
  /** Events of an earlier moment (seconds) are not written: at the end of the history nobody could see them any more. */
  eventsFromSeconds: number;
  /** Told of each change of an object after it was saved: billing follows the payments of its invoices by it. */
  readonly observers: ChangeObserver[];
  /** Decides what the bank says to the automatic payment of an invoice; null leaves it to the test card. */
  invoiceVerdict: InvoiceVerdict | null;
}
