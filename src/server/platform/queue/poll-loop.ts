import { setTimeout as pause } from "node:timers/promises";
import { jitter } from "../clock/ids.ts";
import type { Logger } from "../log/logger.ts";
import type { Wake } from "./wake.ts";

const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 5_000;
const SPREAD = 0.3;

export interface PollLoop {
  readonly name: string;
  /** How long to wait when there was nothing to do, in milliseconds. */
  readonly idleMs: number;
  /** One piece of work; true when more may be waiting. */
  readonly work: () => Promise<boolean>;
  /** Ends the wait early when there is something to do after all; a pause after a failure it does not end. */
  readonly wake?: Wake;
}

/**
 * Repeats `work` until `signal` aborts, then resolves once the piece under way is done. A failure (the database restarts,
 * Stripe is away) is logged, waited out with a growing pause, and never ends the loop.
 */
export async function runPollLoop(loop: PollLoop, log: Logger, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let waitMs = 0;
    try {
      if (!(await loop.work())) waitMs = loop.idleMs;
      failures = 0;
    } catch (error) {
      failures += 1;
      log.error({ err: error, loop: loop.name, failures }, "loop failed, goes on after a pause");
      waitMs =
        Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10)) * jitter(SPREAD);
    }
    if (failures === 0 && waitMs > 0 && loop.wake) await loop.wake.wait(waitMs, signal);
    else await pause(waitMs, undefined, { signal }).catch(() => undefined);
  }
}
