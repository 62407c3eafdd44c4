import type { ObjectStore } from "../store/object-store.ts";
import type { WorldClock } from "./world-clock.ts";

export type TimerKind =
  | "day-begins"
  | "payout-in-transit"
  | "payout-paid"
  | "refund-succeeds"
  | "refund-fails"
  | "debit-settles"
  | "debit-bounces"
  | "authorization-expires"
  | "shop-sale"
  | "shop-retry"
  | "shop-capture"
  | "shop-refund"
  | "shop-burst";

/** What happens when a timer of a kind is due; `subject` is what it was set with, mostly an object's id. */
export type TimerHandlers = Readonly<Record<TimerKind, (subject: string) => void>>;

/** Durable timers on the account's clock. */
export class TimerQueue {
  readonly #store: ObjectStore;
  readonly #clock: WorldClock;

  constructor(store: ObjectStore, clock: WorldClock) {
    this.#store = store;
    this.#clock = clock;
  }

  set(kind: TimerKind, subject: string, dueMs: number): void {
    this.#store
      .sql("INSERT INTO timer (due_ms, kind, subject) VALUES (?, ?, ?)")
      .run(dueMs, kind, subject);
  }

  cancelAll(kind: TimerKind): void {
    this.#store.sql("DELETE FROM timer WHERE kind = ?").run(kind);
  }

  /** When the next timer is due, in milliseconds of the account's clock. */
  nextDueMs(): number | null {
    const due = this.#store.sql("SELECT min(due_ms) AS due FROM timer").get()?.["due"];
    return typeof due === "number" ? due : null;
  }

  /** Fires every timer due by `untilMs`, in order, each in a transaction with the clock at its due time. */
  runDue(untilMs: number, handlers: TimerHandlers): void {
    for (;;) {
      const row = this.#store
        .sql(
          "SELECT seq, due_ms, kind, subject FROM timer WHERE due_ms <= ? ORDER BY due_ms, seq LIMIT 1",
        )
        .get(untilMs);
      if (row === undefined) return;
      const { seq, due_ms: dueMs, kind, subject } = row;
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
          handlers[kind](subject);
        });
      });
    }
  }
}

function isTimerKind(kind: unknown, handlers: TimerHandlers): kind is TimerKind {
  return typeof kind === "string" && kind in handlers;
}
