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

/** A timer whose work threw. Times in milliseconds of the clock that it stood on. */
export interface FailedTimer {
  readonly kind: string;
  readonly subject: string;
  readonly dueMs: number;
  readonly error: string;
}

const FAILURES_SHOWN = 100;

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

  /** Timers whose work threw, the latest first; at most a hundred. */
  failed(): FailedTimer[] {
    return this.#store
      .sql("SELECT kind, subject, due_ms, error FROM failed_timer ORDER BY seq DESC LIMIT ?")
      .all(FAILURES_SHOWN)
      .map(({ kind, subject, due_ms: dueMs, error }) => ({
        kind: String(kind),
        subject: String(subject),
        dueMs: Number(dueMs),
        error: String(error),
      }));
  }

  /**
   * Fires every timer of the account's own clock, or of the test clock named, that is due by `untilMs`: in order, each in
   * a transaction with the clock at its due time. What a timer that throws had done is undone, and it is kept among the
   * failed ones and told on stderr; the others go on.
   */
  runDue(untilMs: number, handlers: TimerHandlers, testClock: string | null = null): void {
    for (;;) {
      const row = this.#store
        .sql(
          "SELECT seq, due_ms, kind, subject, account FROM timer WHERE test_clock IS ? AND due_ms <= ? ORDER BY due_ms, seq LIMIT 1",
        )
        .get(testClock, untilMs);
      if (row === undefined) return;
      const timer: DueTimer = {
        seq: Number(row["seq"]),
        dueMs: Number(row["due_ms"]),
        kind: String(row["kind"]),
        subject: String(row["subject"]),
        account: typeof row["account"] === "string" ? row["account"] : null,
      };
      this.#clock.at(timer.dueMs, () =>
        this.onTestClock(testClock, () => this.#store.transact(() => this.#fire(timer, handlers))),
      );
    }
  }

  #fire({ seq, dueMs, kind, subject, account }: DueTimer, handlers: TimerHandlers): void {
    this.#store.sql("DELETE FROM timer WHERE seq = ?").run(seq);
    const work = () => {
      if (!isTimerKind(kind, handlers)) throw new Error(`no timer is of the kind ${kind}`);
      this.#store.onAccount(account, () => handlers[kind](subject));
    };
    try {
      this.#store.attempt(work, () => false);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#store
        .sql(
          "INSERT INTO failed_timer (due_ms, kind, subject, account, error) VALUES (?, ?, ?, ?, ?)",
        )
        .run(dueMs, kind, subject, account, text);
      process.stderr.write(`timer ${kind} of ${subject} failed: ${text}\n`);
    }
  }
}

interface DueTimer {
  readonly seq: number;
  readonly dueMs: number;
  readonly kind: string;
  readonly subject: string;
  readonly account: string | null;
}

function isTimerKind(kind: string, handlers: TimerHandlers): kind is TimerKind {
  return Object.hasOwn(handlers, kind);
}
