import type { ObjectStore } from "../store/object-store.ts";
import type { WorldClock } from "./world-clock.ts";

/** Timers of subscriptions and their invoices; these alone may stand on a test clock. */
type SubscriptionTimer =
  | "subscription-period-ends"
  | "subscription-cancels"
  | "subscription-first-payment-expires"
  | "subscription-trial-ends-soon"
  | "subscription-renews-soon"
  | "subscription-collection-resumes"
  | "invoice-finalizes"
  | "invoice-retries"
  | "invoice-due-soon"
  | "invoice-due";

export type TimerKind =
  | "day-begins"
  | "payout-in-transit"
  | "payout-paid"
  | "topup-succeeds"
  | "topup-fails"
  | "reserve-released"
  | "payout-fails"
  | "refund-succeeds"
  | "refund-fails"
  | "debit-settles"
  | "debit-bounces"
  | "debit-returns"
  | "authorization-expires"
  | "dispute-due"
  | "dispute-decided"
  | "inquiry-closes"
  | "setup-settles"
  | "checkout-expires"
  | SubscriptionTimer
  | "test-clock-advances"
  | "account-deadline"
  | "shop-sale"
  | "shop-retry"
  | "shop-capture"
  | "shop-refund"
  | "shop-aftermath"
  | "incident-begins"
  | "incident-step";

/** What happens when a timer of a kind is due; `subject` is what it was set with, mostly an object's id. */
export type TimerHandlers = Readonly<Record<TimerKind, (subject: string) => void>>;

/** Durable timers on the account's clock. */
export class TimerQueue {
  readonly #store: ObjectStore;
  readonly #clock: WorldClock;
  /** The test clock that new timers stand on; null is the account's own clock. */
  #testClock: string | null = null;

  constructor(store: ObjectStore, clock: WorldClock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Timers that `work` sets stand on this test clock. */
  onTestClock<T>(testClock: string | null, work: () => T): T {
    const before = this.#testClock;
    this.#testClock = testClock;
    try {
      return work();
    } finally {
      this.#testClock = before;
    }
  }

  set(kind: TimerKind, subject: string, dueMs: number): void {
    this.#store
      .sql("INSERT INTO timer (due_ms, kind, subject, account, test_clock) VALUES (?, ?, ?, ?, ?)")
      .run(dueMs, kind, subject, this.#store.account, this.#testClock);
  }

  /** Takes back the timers of this kind that were set with this subject. */
  cancel(kind: TimerKind, subject: string): void {
    this.#store.sql("DELETE FROM timer WHERE kind = ? AND subject = ?").run(kind, subject);
  }

  cancelAll(kind: TimerKind): void {
    this.#store.sql("DELETE FROM timer WHERE kind = ?").run(kind);
  }

  /** When the next timer is due, in milliseconds of the account's clock. */
  nextDueMs(): number | null {
    const due = this.#store
      .sql("SELECT min(due_ms) AS due FROM timer WHERE test_clock IS NULL")
      .get()?.["due"];
    return typeof due === "number" ? due : null;
  }

  /** Forgets what a deleted test clock still had to do. */
  cancelTestClock(testClock: string): void {
    this.#store.sql("DELETE FROM timer WHERE test_clock = ?").run(testClock);
  }

  /**
   * Fires every timer of the account's own clock, or of the test clock named, that is due by `untilMs`: in order, each in
   * a transaction with the clock at its due time.
   */
  runDue(untilMs: number, handlers: TimerHandlers, testClock: string | null = null): void {
    for (;;) {
      const row = this.#store
        .sql(
          "SELECT seq, due_ms, kind, subject, account FROM timer WHERE test_clock IS ? AND due_ms <= ? ORDER BY due_ms, seq LIMIT 1",
        )
        .get(testClock, untilMs);
      if (row === undefined) return;
      const { seq, due_ms: dueMs, kind, subject, account } = row;
      if (
        typeof seq !== "number" ||
        typeof dueMs !== "number" ||
        typeof subject !== "string" ||
        !isTimerKind(kind, handlers)
      ) {
        throw new Error(`a stored timer cannot be read: ${JSON.stringify(row)}`);
      }
      this.#clock.at(dueMs, () => {
        this.#store.transact(() => {
          this.#store.sql("DELETE FROM timer WHERE seq = ?").run(seq);
          const owner = typeof account === "string" ? account : null;
          this.onTestClock(testClock, () =>
            this.#store.onAccount(owner, () => handlers[kind](subject)),
          );
        });
      });
    }
  }
}

function isTimerKind(kind: unknown, handlers: TimerHandlers): kind is TimerKind {
  return typeof kind === "string" && kind in handlers;
}
