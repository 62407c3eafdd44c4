/** What the clock needs to go on after a restart: a real instant, the virtual one that belongs to it, and the pace. */
export interface ClockState {
  readonly realMs: number;
  readonly virtualMs: number;
  readonly speed: number;
  readonly frozen: boolean;
}

/**
 * Business time of the account, in milliseconds since 1970 UTC. It runs with real time until it is advanced, frozen or
 * sped up. While a timer fires it stands at the instant the timer was due, so that late timers still date their effects right.
 */
export class WorldClock {
  readonly #realNow: () => number;
  #state: ClockState;
  #pinned: number | null = null;

  constructor(realNow: () => number, state: ClockState | null) {
    this.#realNow = realNow;
    this.#state = state ?? { realMs: realNow(), virtualMs: realNow(), speed: 1, frozen: false };
  }

  get state(): ClockState {
    return this.#state;
  }

  nowMs(): number {
    if (this.#pinned !== null) return this.#pinned;
    const { realMs, virtualMs, speed, frozen } = this.#state;
    return frozen ? virtualMs : virtualMs + Math.max(0, this.#realNow() - realMs) * speed;
  }

  /** Whole seconds, as Stripe's `created`. */
  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  /** Runs `work` with the clock standing at `atMs`. */
  at<T>(atMs: number, work: () => T): T {
    const before = this.#pinned;
    this.#pinned = atMs;
    try {
      return work();
    } finally {
      this.#pinned = before;
    }
  }

  /** Sets the clock of an account in which nothing has happened yet. */
  freezeAt(virtualMs: number): void {
    this.#state = { realMs: this.#realNow(), virtualMs, speed: 1, frozen: true };
  }

  /** Moves the clock and, where given, changes its pace. Time never runs backwards. */
  change(change: { advanceSeconds?: number; speed?: number; frozen?: boolean }): void {
    const advanceMs = Math.max(0, change.advanceSeconds ?? 0) * 1000;
    this.#state = {
      realMs: this.#realNow(),
      virtualMs: this.nowMs() + advanceMs,
      speed: change.speed ?? this.#state.speed,
      frozen: change.frozen ?? this.#state.frozen,
    };
  }
}

/** Reads what `change` saved; null when nothing readable was saved. */
export function parseClockState(text: string | undefined): ClockState | null {
  if (text === undefined) return null;
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) return null;
  const { realMs, virtualMs, speed, frozen } = value as Partial<Record<keyof ClockState, unknown>>;
  if (typeof realMs !== "number" || typeof virtualMs !== "number" || typeof speed !== "number")
    return null;
  return { realMs, virtualMs, speed, frozen: frozen === true };
}
