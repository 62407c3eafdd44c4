import { setTimeout as pause } from "node:timers/promises";

/** Lets a loop that waits go on before its time. A call that nobody waits for is remembered for the next wait. */
export class Wake {
  #called = false;
  #waiting: AbortController | null = null;

  call(): void {
    this.#called = true;
    this.#waiting?.abort();
  }

  /** Resolves when it is called, after `ms` milliseconds, or when `signal` aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#called) {
      this.#waiting = new AbortController();
      const ends = AbortSignal.any([signal, this.#waiting.signal]);
      await pause(ms, undefined, { signal: ends }).catch(() => undefined);
      this.#waiting = null;
    }
    this.#called = false;
  }
}
